// @ts-check
/** Messages to the server: one JSON object in one text frame. */

/** @typedef {'all' | 'gm' | 'blind' | 'self'} Audience who sees a roll */
/** @typedef {Audience | readonly string[]} Recipients the same, or the ids of members of whom each sees it: a whisper */

/**
 * @typedef {object} RollRequest
 * @property {string} id
 * @property {string} expr
 * @property {string} label the roll's purpose; may be empty
 * @property {Recipients | null} to null away from tables
 * @property {readonly (number | string)[] | null} [faces] what real dice showed; null for random dice
 */
/**
 * @typedef {object} JoinRequest
 * @property {string} id
 * @property {string} table
 * @property {string} name
 * @property {string | null} colour `#rrggbb`; null leaves the choice to the server
 * @property {string} theme of the player's dice; may be empty
 * @property {string | null} key from the link; null opens a new table
 * @property {string | null} token the player's identity at the table, from an earlier visit
 * @property {string | null} resume the position of the table's last message
 */

/** @param {object} message @returns {string} without members that are null or empty */
const encode = (message) => JSON.stringify(
  Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null && value !== '')),
);

/** @param {RollRequest} request */
export const encodeRoll = ({ id, expr, label, to, faces = null }) =>
  encode({ type: 'roll', id, expr, label, to, faces });

/** @param {string} id @param {string} expr */
export const encodeOdds = (id, expr) => encode({ type: 'odds', id, expr });

/** @param {JoinRequest} request */
export const encodeJoin = (request) => encode({ type: 'join', ...request });

/** @param {string} id */
export const encodeLeave = (id) => encode({ type: 'leave', id });

/** @param {string} id @param {number} seq the position of the hidden roll */
export const encodeReveal = (id, seq) => encode({ type: 'reveal', id, seq });

/** @param {string} session from an earlier hello */
export const encodeResume = (session) => encode({ type: 'resume', session });

/** @param {string} id @param {string} root of a series that has not begun @param {string} seed the player's */
export const encodeSeed = (id, root, seed) => encode({ type: 'seed', id, root, seed });

/** @param {string} id */
export const encodePing = (id) => encode({ type: 'ping', id });
