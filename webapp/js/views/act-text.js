// @ts-check
/** What a GM did to the table, in words. Pure. */

import { isObject, textOrNull } from '../lib/json.js';

/** @type {Readonly<Record<string, string>>} */
const TEXTS = Object.freeze({
  remove: 'removed a member',
  lock: 'locked the table',
  lock_names: 'locked the names',
  show_whispers: 'shows that something is whispered',
  audience: 'decided who sees rolls',
  title: 'named the table',
  role: 'changed a role',
  hand_on: 'handed the GM role on',
  clear: 'cleared the log',
  renew_keys: 'renewed the links',
});

/** @param {unknown} person @returns {string | null} */
const nameOf = (person) => (isObject(person) ? textOrNull(person.name) : null);

/** @param {Record<string, unknown>} frame `acted`, as it was received */
export const actText = ({ by, act, member, title, on }) => {
  const name = textOrNull(act) ?? '';
  const about = nameOf(member) ?? textOrNull(title) ?? (on === false ? 'off' : '');
  const text = `${nameOf(by) ?? 'A GM'}: ${Object.hasOwn(TEXTS, name) ? TEXTS[name] : name}`;
  return about ? `${text}: ${about}` : text;
};
