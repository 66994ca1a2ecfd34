// @ts-check
/** The events that change the state; `reduce.js` has a case for each. */

/** @typedef {import('../net/encode.js').Recipients} Recipients */
/** @typedef {import('./model.js').Browsing} Browsing */
/** @typedef {import('./model.js').Preset} Preset */
/** @typedef {import('./problems.js').Problem} Problem */
/** @typedef {import('./settings.js').Settings} Settings */

/** @typedef {{ type: 'connection', phase: import('../net/socket.js').Phase }} ConnectionEvent */
/**
 * @typedef {object} RollEvent
 * @property {'rolled' | 'queued'} type
 * @property {string} id
 * @property {string} expr
 * @property {string} label
 * @property {Recipients} to
 * @property {string | null} retryOf the key of the row that this one replaces
 */
/**
 * @typedef {ConnectionEvent | RollEvent
 *   | { type: 'edited', text: string, extended?: string }
 *   | { type: 'refused', problem: Problem }
 *   | { type: 'sent', id: string }
 *   | { type: 'cancelled', key: string }
 *   | { type: 'expired', id: string }
 *   | { type: 'throwEnded', key: string }
 *   | { type: 'practised', id: string, expr: string, label: string, roll: unknown }
 *   | { type: 'practice', on: boolean }
 *   | { type: 'received', message: import('../net/protocol.js').ServerMessage }
 *   | { type: 'joining', id: string, table: string }
 *   | { type: 'left' }
   | { type: 'invited', table: string | null }
 *   | { type: 'browsed', browsing: Browsing }
 *   | { type: 'older', rolls: readonly import('../net/table-frames.js').Rolled[] }
 *   | { type: 'audience', to: Recipients }
 *   | { type: 'oddsAsked', id: string, expr: string }
 *   | { type: 'presets', presets: readonly Preset[], undoText?: string }
 *   | { type: 'settings', settings: Partial<Settings> }
 *   | { type: 'tab', tab: import('./model.js').Tab }
 *   | { type: 'noticed', text: string }
 *   | { type: 'ticked' }} PlainEvent
 */
/** @typedef {PlainEvent & { nowMs?: number }} Event */

export {};
