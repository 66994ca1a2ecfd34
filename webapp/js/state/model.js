// @ts-check
/** The state of the page as one value; the views show nothing else. */

import { PLAIN_SETTINGS } from './settings.js';

/** @typedef {import('../net/encode.js').Audience} Audience */
/** @typedef {import('../net/encode.js').Recipients} Recipients */
/** @typedef {import('../net/protocol.js').Limits} Limits */
/** @typedef {import('../net/socket.js').Phase} Phase */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {import('../net/table-frames.js').Rolled} Rolled */
/** @typedef {import('../roll/outcome.js').Outcome} Outcome */
/** @typedef {import('./problems.js').Problem} Problem */
/** @typedef {import('./settings.js').Settings} Settings */

/** @typedef {'queued' | 'pending' | 'rolled' | 'hidden' | 'failed'} RowStatus */
/**
 * @typedef {object} Row a row of the log
 * @property {string} key unique and stable
 * @property {string | null} id of the request, if it was made here
 * @property {number | null} seq its position at the table, if it has one
 * @property {string} expr
 * @property {string} label
 * @property {Member | null} by null for this player away from tables
 * @property {boolean} mine
 * @property {Audience | 'whisper'} to
 * @property {readonly { id: string, name: string }[]} seers of a whisper; empty if they are hidden from the player, a name
 *   if it is not known
 * @property {RowStatus} status
 * @property {Outcome | null} outcome of a row that is `rolled`
 * @property {boolean} animating whether its dice are in motion; its outcome is not shown yet
 * @property {string} message why it `failed`
 * @property {boolean} retry whether to offer a retry
 * @property {number} atMs when it was rolled or requested; milliseconds since 1970
 * @property {boolean} late whether its long wait was announced
 * @property {boolean} missed whether it was rolled while the player was away
 * @property {number | null} reveals the position of the hidden roll that it shows to all
 * @property {boolean} practice whether it was rolled in this browser, and not shared
 * @property {string} asked the expression as it was typed, of a roll that was requested here
 * @property {Record<string, unknown> | null} frame as it was received, of a roll that no table keeps
 */

/** @typedef {import('./table-state.js').TableState} TableState */

/**
 * @typedef {object} OddsState
 * @property {'none' | 'asking' | 'ready' | 'failed'} status
 * @property {string} expr
 * @property {string | null} id of the request
 * @property {unknown} answer as it was received, which may be any JSON; null without one
 * @property {string | null} message
 */

/** @typedef {{ text: string, by: string, label: string }} Filter empty members match all */
/**
 * @typedef {object} Cursor where the table's older rolls continue
 * @property {string} epoch of the table
 * @property {number | null} oldest position of the oldest roll here
 * @property {number | null} next null if the table keeps no older rolls
 */
/**
 * @typedef {object} Browsing how the log is searched and read back
 * @property {boolean} open whether the search is shown
 * @property {Filter} filter
 * @property {string | null} first key of the first row that is shown; null for the newest
 * @property {string | null} last key of the last row that is shown; null for the usual number
 * @property {'idle' | 'reading' | 'searching'} status
 * @property {Cursor | null} cursor
 * @property {string} message what came of the last reading, if it is shown
 * @property {string} said the same for screen readers alone
 */

/** @typedef {{ id: string, expr: string, label: string }} Preset a saved roll */
/** @typedef {{ serial: number, text: string }} Announcement to be spoken for each new serial */
/** @typedef {{ serial: number, entries: { name: string, total: string }[] }} Others */
/** @typedef {{ serial: number, key: string | null }} DiceThrow the row whose dice to throw */
/** @typedef {'log' | 'odds'} Tab */
/**
 * @typedef {object} State
 * @property {Phase} connection
 * @property {boolean} interrupted whether a connection was lost and is not restored
 * @property {number} nowMs the time shown on the page
 * @property {Limits} limits
 * @property {readonly string[]} features that the server supports
 * @property {string} text of the input
 * @property {boolean} spent whether the text was rolled, or is the first one: a die that is tapped begins a new roll
 * @property {string} extended the text with the dice that were tapped since, in place of those alone; may be empty
 * @property {Problem | null} problem
 * @property {number} notBeforeMs when the server accepts the next roll
 * @property {boolean} engineGone whether the last answer was that no engine is available
 * @property {boolean} practice whether rolls are made in this browser, and not shared
 * @property {Recipients} to who sees the next roll
 * @property {readonly Row[]} rows newest first
 * @property {readonly Rolled[]} early own rolls from the table, received before their answers
 * @property {TableState | null} table
 * @property {string | null} invited the table whose link was opened, if the player did not join it
 * @property {boolean} isStream whether the page is shown on a stream, where nobody rolls
 * @property {Browsing | null} browsing null until the log is searched or read back
 * @property {OddsState} odds
 * @property {DiceThrow} diceThrow on the tray
 * @property {DiceThrow} railThrow beside it, of others
 * @property {string} notice a line above the input; may be empty
 * @property {{ text: string, presets: readonly Preset[] } | null} undo the notice about saved rolls, and those before it
 * @property {Announcement} announcement
 * @property {Others} others rolls of others to be announced
 * @property {readonly Preset[]} presets
 * @property {Settings} settings
 * @property {Tab} tab
 */

/** @type {OddsState} */
const NO_ODDS = Object.freeze(
  { status: 'none', expr: '', id: null, answer: null, message: null });

/**
 * @param {string} text of the input
 * @param {{ settings?: Settings, presets?: readonly Preset[], rows?: readonly Row[], isStream?: boolean }} [saved] from an earlier visit
 * @returns {State}
 */
export const initialState = (text, { settings = PLAIN_SETTINGS, presets = [], rows = [], isStream = false } = {}) => ({
  connection: { phase: 'connecting' },
  interrupted: false,
  nowMs: 0,
  limits: { messageChars: 4096, inFlight: 256 },
  features: [],
  text,
  spent: true,
  extended: '',
  problem: null,
  notBeforeMs: 0,
  engineGone: false,
  practice: false,
  to: 'all',
  rows,
  early: [],
  table: null,
  invited: null,
  isStream,
  browsing: null,
  odds: NO_ODDS,
  diceThrow: { serial: 0, key: null },
  railThrow: { serial: 0, key: null },
  notice: '',
  undo: null,
  announcement: { serial: 0, text: '' },
  others: { serial: 0, entries: [] },
  presets,
  settings,
  tab: 'log',
});

/** @type {Row} */
export const PLAIN_ROW = Object.freeze({
  key: '', id: null, seq: null, expr: '', label: '', by: null, mine: true, to: 'all', seers: [],
  status: 'pending', outcome: null, animating: false, message: '', retry: false, atMs: 0,
  late: false, missed: false, reveals: null, practice: false, asked: '', frame: null,
});
