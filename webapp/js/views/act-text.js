// @ts-check
/** What a GM did to the table, in words. Pure. */

import { isObject, textOrNull } from '../lib/json.js';

/** @typedef {Record<string, unknown>} Frame `acted`, as it was received */

/** @type {Readonly<Record<string, string>>} */
const ROLES = Object.freeze({ gm: 'a GM', player: 'a player', watcher: 'a watcher' });

/** @type {Readonly<Record<string, string>>} */
const AUDIENCES = Object.freeze({ all: 'everyone', gm: 'the roller and the GM', blind: 'the GM alone' });

/** @param {unknown} person @returns {string} */
const nameOf = (person) => (isObject(person) && textOrNull(person.name)) || 'somebody';

/** @param {unknown} webhook */
const hostOf = (webhook) => (isObject(webhook) ? webhook.host : null);

/** @param {Readonly<Record<string, string>>} texts @param {unknown} key */
const textAt = (texts, key) => {
  const name = textOrNull(key) ?? '';
  return Object.hasOwn(texts, name) ? texts[name] : name;
};

/** @param {string} text @param {unknown} more */
const withMore = (text, more) => (textOrNull(more) ? `${text}: ${more}` : text);

/** @type {ReadonlyMap<unknown, (frame: Frame) => string>} */
const TEXTS = new Map(Object.entries({
  remove: ({ member, reason }) => withMore(`removed ${nameOf(member)}`, reason),
  lock: ({ on }) => (on === false ? 'unlocked the table' : 'locked the table'),
  lock_names: ({ on }) => (on === false ? 'unlocked the names' : 'locked the names'),
  show_whispers: ({ on }) => (on === false ? 'no longer shows that something is whispered' : 'shows that something is whispered'),
  audience: ({ to }) => `rolls are now for ${textAt(AUDIENCES, to)}, unless the roller decides otherwise`,
  title: ({ title }) => (title ? withMore('named the table', title) : 'removed the table\'s title'),
  role: ({ member, role }) => `made ${nameOf(member)} ${textAt(ROLES, role)}`,
  hand_on: ({ member }) => `handed the role of the GM over to ${nameOf(member)}`,
  clear: () => 'cleared the log',
  renew_keys: () => 'renewed the links',
  webhook: ({ webhook }) => withMore('set a webhook', hostOf(webhook)),
  webhook_off: ({ webhook, reason }) => withMore(withMore('removed a webhook', hostOf(webhook)), reason),
}));

/** @param {Frame} frame */
export const actText = (frame) => {
  const { by, act } = frame;
  const name = isObject(by) ? textOrNull(by.name) : null;
  return `${name ?? 'A GM'}: ${TEXTS.get(act)?.(frame) ?? textOrNull(act) ?? ''}`;
};
