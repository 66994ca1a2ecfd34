// @ts-check
/** The server's messages about a table, see src/docs/tables.md. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { isTheme } from '../lib/plain-text.js';
import { readRoll } from '../roll/outcome.js';

/** @typedef {import('./encode.js').Audience} Audience */
/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {'gm' | 'player' | 'watcher'} Role */
/** @typedef {{ id: string, name: string, colour: string, theme?: string, role: Role }} Member `theme` of its dice */
/** @typedef {Partial<Record<Role, string>>} Keys that the player may share, by role */
/** @typedef {Readonly<Record<string, unknown>>} Rules what GMs have decided, as it was received */

/**
 * @typedef {object} Rolled a roll at the table
 * @property {'rolled'} type
 * @property {number} seq
 * @property {string} position
 * @property {Member} by
 * @property {Audience | 'whisper'} to
 * @property {string[]} seers the members whom a whisper is for; empty if that is hidden from the player
 * @property {string} label
 * @property {number} atMs milliseconds since 1970
 * @property {number | null} reveals the position of the hidden roll that this one shows to all
 * @property {boolean} missed whether it was rolled while the player was away
 * @property {string | null} expr null if the engine did not send it
 * @property {Outcome | null} outcome null if it is hidden from the player
 */
/**
 * @typedef {object} Joined
 * @property {'joined'} type
 * @property {string | null} id null for a restarted table, which sends it unasked
 * @property {string} table
 * @property {Member} you
 * @property {string} token
 * @property {Keys} keys
 * @property {Member[]} members
 * @property {Rules} rules
 * @property {string} position
 * @property {boolean} resumed whether the history has missed rolls only
 * @property {Rolled[]} history oldest first
 */
/**
 * @typedef {object} Acted what a GM has done to the table
 * @property {'acted'} type
 * @property {number} seq
 * @property {string} position
 * @property {string} act
 * @property {Record<string, unknown>} frame as it was received
 */
/** @typedef {{ type: 'removed', reason: string }} Removed by a GM, whose reason may be empty */
/** @typedef {{ type: 'moderated', id: string | null, seq: number, keys: Keys | null, secret: string }} Moderated answers a GM; keys: if renewed; secret: of a new webhook, else empty */
/** @typedef {{ type: 'presence', members: Member[] }} Presence */
/** @typedef {{ type: 'left' }} Left */
/** @typedef {{ type: 'revealed', id: string | null, seq: number | null }} Revealed */
/**
 * @typedef {object} OlderRolls
 * @property {'history'} type
 * @property {string} id
 * @property {Rolled[]} rolls oldest first; without those that the player may not see
 * @property {unknown[]} entries the same as they were received
 * @property {number | null} next where to continue; null if the table keeps no older rolls
 */

const COLOUR = /^#[0-9a-f]{6}$/i;
const PLAIN_COLOUR = '#b4c2ba';

/** @type {readonly Role[]} */
const ROLES = ['gm', 'player', 'watcher'];
/** @type {readonly Audience[]} */
const AUDIENCES = ['all', 'gm', 'blind', 'self'];

/** @param {unknown} value @returns {Member | null} */
export const readMember = (value) => {
  if (!isObject(value) || typeof value.id !== 'string') return null;
  const [colour, theme] = [textOrNull(value.colour) ?? '', isTheme(value.theme) ? value.theme : ''];
  return {
    id: value.id,
    name: textOrNull(value.name) || 'Somebody',
    theme, colour: COLOUR.test(colour) ? colour : PLAIN_COLOUR,
    role: ROLES.find((role) => role === value.role) ?? 'player',
  };
};

/** @param {unknown} value @returns {Keys} */
const readKeys = (value) => {
  if (!isObject(value)) return {};
  return Object.fromEntries(ROLES.filter((role) => textOrNull(value[role]))
    .map((role) => [role, value[role]]));
};

/** @param {unknown} message @returns {Rolled | null} */
export const readRolled = (message) => {
  if (!isObject(message) || message.type !== 'rolled') return null;
  const seq = countOrNull(message.seq);
  const by = readMember(message.by);
  if (seq === null || by === null) return null;
  const { roll } = message;
  return {
    type: 'rolled',
    seq,
    by,
    position: textOrNull(message.position) ?? '',
    to: Array.isArray(message.to) || message.to === 'whisper'
      ? 'whisper' : AUDIENCES.find((to) => to === message.to) ?? 'all',
    seers: readList(message.to, textOrNull),
    label: textOrNull(message.label) ?? '',
    atMs: countOrNull(message.at) ?? 0,
    reveals: countOrNull(message.reveals),
    missed: message.missed === true,
    expr: textOrNull((isObject(roll) ? roll : message).expr),
    outcome: message.hidden === true ? null : readRoll(roll),
  };
};

/** @param {Record<string, unknown>} message @returns {Joined | null} */
export const readJoined = (message) => {
  const you = readMember(message.you);
  const table = textOrNull(message.table);
  if (you === null || table === null) return null;
  return {
    type: 'joined',
    id: textOrNull(message.id),
    table,
    you,
    token: textOrNull(message.token) ?? '',
    keys: readKeys(message.keys),
    members: readList(message.members, readMember),
    rules: isObject(message.rules) ? message.rules : {},
    position: textOrNull(message.position) ?? '',
    resumed: message.resumed === true,
    history: readList(message.history, readRolled),
  };
};

/** @param {Record<string, unknown>} frame @returns {Acted | null} */
export const readActed = (frame) => {
  const seq = countOrNull(frame.seq);
  return seq === null ? null : {
    type: 'acted', seq, position: textOrNull(frame.position) ?? '', act: textOrNull(frame.act) ?? '', frame,
  };
};

/** @param {Record<string, unknown>} message @returns {Removed} */
export const readRemoved = ({ reason }) => ({ type: 'removed', reason: textOrNull(reason) ?? '' });

/** @param {Record<string, unknown>} message @returns {Moderated} */
export const readModerated = ({ id, seq, keys, webhook }) => ({
  type: 'moderated',
  id: textOrNull(id),
  seq: countOrNull(seq) ?? 0,
  keys: isObject(keys) ? readKeys(keys) : null,
  secret: (isObject(webhook) ? textOrNull(webhook.secret) : null) ?? '',
});

/** @param {Record<string, unknown>} message @returns {Presence} */
export const readPresence = (message) =>
  ({ type: 'presence', members: readList(message.members, readMember) });

/** @param {Record<string, unknown>} message @returns {Revealed} */
export const readRevealed = (message) =>
  ({ type: 'revealed', id: textOrNull(message.id), seq: countOrNull(message.seq) });

/** @param {Record<string, unknown>} message @returns {OlderRolls | null} */
export const readOlder = ({ id, entries, next }) => (typeof id !== 'string' ? null
  : {
    type: 'history', id, rolls: readList(entries, readRolled), next: countOrNull(next),
    entries: Array.isArray(entries) ? entries : [],
  });
