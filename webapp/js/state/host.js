// @ts-check
/** What a player may do with the table and its members, as far as the page knows. Loaded later. Pure. */

/** @typedef {import('./model.js').Member} Member */
/** @typedef {import('./model.js').Row} Row */
/** @typedef {import('./model.js').State} State */
/** @typedef {import('../net/table-frames.js').Role} Role */
/** @typedef {'whisper' | 'gm' | 'player' | 'watcher' | 'hand_on' | 'remove'} Offer a role: to give the member this role */

/** The most members of a whisper, see `roll` in src/docs/tables.md. */
export const MAX_SEERS = 16;

/** @type {readonly Role[]} */
const ROLES = ['gm', 'player', 'watcher'];

/** The player as a member, also while a broken connection is restored. @param {State} state @returns {Member | null} */
const memberOf = ({ table }) => (table === null || table.status === 'refused' ? null : table.you);

/** Whether the player decides about the table. @param {State} state */
export const isHost = (state) => memberOf(state)?.role === 'gm' && state.features.includes('moderation');

/** Whether the player may have the table's entries sent elsewhere. @param {State} state */
export const maySetWebhooks = (state) => isHost(state) && state.features.includes('webhooks');

/** Whether the player may roll for some members alone. @param {State} state */
export const mayWhisper = (state) =>
  (memberOf(state)?.role ?? 'watcher') !== 'watcher' && state.features.includes('whisper');

/** Who can be chosen for a whisper. @param {State} state @returns {readonly Member[]} */
export const othersAt = ({ table }) => (table?.members ?? []).filter(({ id }) => id !== table?.you?.id);

/** What is offered for a member; nothing that the server refuses. @param {State} state @param {Member} member @returns {Offer[]} */
export const offersFor = (state, { id, role }) => {
  if (id === state.table?.you?.id) return [];
  return [
    ...(mayWhisper(state) ? [/** @type {Offer} */ ('whisper')] : []),
    ...(isHost(state) ? [...ROLES.filter((each) => each !== role), /** @type {Offer} */ ('hand_on'), /** @type {Offer} */ ('remove')] : []),
  ];
};

/** What everybody sees of the rules. @param {State} state @returns {string[]} */
export const marksOf = (state) => {
  if (memberOf(state) === null) return [];
  const { locked, namesLocked, whispersShown } = state.table?.rules ?? {};
  return [locked === true && 'locked', namesLocked === true && 'names locked', whispersShown === true && 'whispers shown']
    .filter((mark) => mark !== false);
};

/** Puts names into a sentence. @param {readonly string[]} names */
export const listed = (names) => (names.length < 2 ? names.join('')
  : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`);

/**
 * @typedef {object} Whisper
 * @property {string[]} there names of chosen members who are at the table
 * @property {string[]} away names of those who are not
 */

/** Tells apart who of a whisper's members is at the table. @param {State} state @param {ReadonlyMap<string, string>} known names of members who were there, by id @returns {Whisper | null} null without a whisper */
export const whisperOf = (state, known) => {
  const { table, to } = state;
  if (typeof to === 'string' || memberOf(state) === null) return null;
  const names = new Map((table?.members ?? []).map(({ id, name }) => [id, name]));
  return {
    there: to.flatMap((id) => names.get(id) ?? []),
    away: to.filter((id) => !names.has(id)).map((id) => known.get(id) ?? 'somebody'),
  };
};
