// @ts-check
/** All that the page shows, as one value, and the events that change it. */

/** @typedef {import('../net/encode.js').Audience} Audience */
/** @typedef {import('../odds/read-odds.js').Odds} Odds */
/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {import('../net/protocol.js').Limits} Limits */
/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('../net/socket.js').Phase} Phase */
/** @typedef {import('../net/table-frames.js').Keys} Keys */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {import('../net/table-frames.js').Rolled} Rolled */

/**
 * @typedef {object} Problem what is said under the input
 * @property {string} message
 * @property {boolean} invalid whether the text is at fault
 * @property {number | null} pos
 * @property {number} len
 * @property {string | null} hint
 */

/** @typedef {'queued' | 'pending' | 'rolled' | 'hidden' | 'failed'} RowStatus */
/**
 * @typedef {object} Row a line of the log
 * @property {string} key differs between rows, and stays
 * @property {string | null} id of the request, if it was made here
 * @property {number | null} seq its place at the table, if it has one
 * @property {string} expr
 * @property {string} label
 * @property {Member | null} by null for this player away from tables
 * @property {boolean} mine
 * @property {Audience} to
 * @property {RowStatus} status
 * @property {Outcome | null} outcome of a row that is `rolled`
 * @property {boolean} animating whether its dice are in the air: its outcome is not told yet
 * @property {string} message why it `failed`
 * @property {boolean} retry
 * @property {number} atMs when it was rolled, or asked for; milliseconds since 1970
 * @property {boolean} late whether a long wait for the answer was told
 * @property {boolean} missed whether it was rolled while the player was away
 * @property {number | null} reveals the place of the roll that this one shows to all
 * @property {boolean} practice whether it was rolled here, for nobody else
 */

/**
 * @typedef {object} TableState
 * @property {'joining' | 'at' | 'refused'} status
 * @property {string} name
 * @property {string} joinId the request that asked for the seat
 * @property {string} message why it was refused
 * @property {Member | null} you null until the table has answered once
 * @property {Keys} keys
 * @property {readonly Member[]} members
 * @property {string} position the last thing heard of the table
 */

/**
 * @typedef {object} OddsState
 * @property {'none' | 'asking' | 'ready' | 'failed'} status
 * @property {string} expr
 * @property {string | null} id of the request
 * @property {Odds | null} odds
 * @property {string | null} message
 */

/** @typedef {{ id: string, expr: string, label: string }} Preset */
/**
 * @typedef {object} Settings
 * @property {string} name empty until the player told one
 * @property {string | null} colour
 * @property {'auto' | 'dark' | 'light'} theme
 * @property {'auto' | '3d' | 'flat' | 'text'} tier how dice are drawn
 * @property {'landing' | 'at-once'} reveal when the outcome is told
 * @property {boolean} sound
 * @property {'all' | 'mine' | 'off'} spoken which rolls are told to screen readers
 */

/** @typedef {{ serial: number, text: string }} Announcement a new serial: say it, even again */
/** @typedef {{ serial: number, entries: { name: string, total: string }[] }} Others */
/** @typedef {{ serial: number, key: string | null }} DiceThrow the row whose dice are to be thrown */
/** @typedef {'log' | 'odds'} Tab */
/**
 * @typedef {object} State
 * @property {Phase} connection
 * @property {boolean} interrupted whether a connection was lost and is not back
 * @property {number} nowMs the time, as far as the page shows it
 * @property {Limits} limits
 * @property {readonly string[]} features what the server can do
 * @property {string} text what stands in the input
 * @property {Problem | null} problem
 * @property {number} notBeforeMs until when the server takes no rolls
 * @property {boolean} engineGone whether the last answer was that no dice engine is there
 * @property {boolean} practice whether rolls are made here, for nobody else
 * @property {Audience} to
 * @property {readonly Row[]} rows newest first
 * @property {readonly Rolled[]} early own rolls at the table whose answers have not come yet
 * @property {TableState | null} table
 * @property {OddsState} odds
 * @property {DiceThrow} diceThrow
 * @property {string} notice a line about what has happened; empty for none
 * @property {Announcement} announcement
 * @property {Others} others
 * @property {readonly Preset[]} presets
 * @property {Settings} settings
 * @property {Tab} tab
 */

/** @typedef {{ type: 'connection', phase: Phase }} ConnectionEvent */
/**
 * @typedef {object} RollEvent
 * @property {'rolled' | 'queued'} type
 * @property {string} id
 * @property {string} expr
 * @property {string} label
 * @property {Audience} to
 * @property {string | null} retryOf the key of the row that this one replaces
 */
/**
 * @typedef {ConnectionEvent | RollEvent
 *   | { type: 'edited', text: string }
 *   | { type: 'refused', problem: Problem }
 *   | { type: 'sent', id: string }
 *   | { type: 'cancelled', key: string }
 *   | { type: 'expired', id: string }
 *   | { type: 'throwEnded', key: string }
 *   | { type: 'practised', id: string, expr: string, label: string, roll: unknown }
 *   | { type: 'practice', on: boolean }
 *   | { type: 'received', message: ServerMessage }
 *   | { type: 'joining', id: string, table: string }
 *   | { type: 'left' }
 *   | { type: 'audience', to: Audience }
 *   | { type: 'oddsAsked', id: string, expr: string }
 *   | { type: 'presets', presets: readonly Preset[] }
 *   | { type: 'settings', settings: Partial<Settings> }
 *   | { type: 'tab', tab: Tab }
 *   | { type: 'noticed', text: string }
 *   | { type: 'ticked' }} PlainEvent
 */
/** @typedef {PlainEvent & { nowMs?: number }} Event */

/** @type {Settings} */
export const PLAIN_SETTINGS = Object.freeze({
  name: '', colour: null, theme: 'auto', tier: 'auto', reveal: 'landing', sound: false,
  spoken: 'all',
});

/** @type {OddsState} */
const NO_ODDS = Object.freeze(
  { status: 'none', expr: '', id: null, odds: null, message: null });

/**
 * @param {string} text what stands in the input
 * @param {{ settings?: Settings, presets?: readonly Preset[] }} [kept] from an earlier visit
 * @returns {State}
 */
export const initialState = (text, { settings = PLAIN_SETTINGS, presets = [] } = {}) => ({
  connection: { phase: 'connecting' },
  interrupted: false,
  nowMs: 0,
  limits: { messageChars: 4096, inFlight: 256 },
  features: [],
  text,
  problem: null,
  notBeforeMs: 0,
  engineGone: false,
  practice: false,
  to: 'all',
  rows: [],
  early: [],
  table: null,
  odds: NO_ODDS,
  diceThrow: { serial: 0, key: null },
  notice: '',
  announcement: { serial: 0, text: '' },
  others: { serial: 0, entries: [] },
  presets,
  settings,
  tab: 'log',
});

/** @type {Row} */
export const PLAIN_ROW = Object.freeze({
  key: '', id: null, seq: null, expr: '', label: '', by: null, mine: true, to: 'all',
  status: 'pending', outcome: null, animating: false, message: '', retry: false, atMs: 0,
  late: false, missed: false, reveals: null, practice: false,
});

/** @param {string} message @param {Partial<Problem>} [more] @returns {Problem} */
export const problemOf = (message, more = {}) =>
  ({ message, invalid: false, pos: null, len: 0, hint: null, ...more });

/**
 * Returns what an error says, with the place for those who do not see it selected.
 *
 * @param {import('../net/protocol.js').Failure} failure
 */
export const messageOf = ({ message, pos }) =>
  pos === null ? message : `${message.replace(/\.$/, '')} (character ${pos + 1}).`;
