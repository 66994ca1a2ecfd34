// @ts-check
/** Acts of GMs on their way to the server. Loaded later. */

/** @typedef {'remove' | 'lock' | 'lock_names' | 'show_whispers' | 'audience' | 'title' | 'role' | 'hand_on' | 'clear' | 'renew_keys' | 'webhook' | 'webhook_off'} Act */
/**
 * @typedef {object} ActFields what an act says, see `moderate` in src/docs/tables.md
 * @property {string} [member] an id
 * @property {string} [reason]
 * @property {boolean} [ban]
 * @property {boolean} [on]
 * @property {'all' | 'gm' | 'blind'} [to]
 * @property {string} [title] empty for none
 * @property {import('./table-frames.js').Role} [role]
 * @property {string} [url]
 * @property {import('../state/webhooks.js').Shape} [shape]
 * @property {string} [webhook] an id
 */

/** @param {string} id @param {Act} act @param {ActFields} fields */
export const encodeAct = (id, act, fields) => JSON.stringify({ type: 'moderate', id, act, ...fields });
