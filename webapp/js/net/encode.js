// @ts-check
/** What the page sends: one JSON object in one text frame. */

/** @typedef {'all' | 'gm' | 'blind' | 'self'} Audience who sees a roll */

/**
 * @typedef {object} RollRequest
 * @property {string} id
 * @property {string} expr
 * @property {string} label what for; empty if nothing was said
 * @property {Audience | null} to null away from tables
 */
/**
 * @typedef {object} JoinRequest
 * @property {string} id
 * @property {string} table
 * @property {string} name
 * @property {string | null} colour `#rrggbb`; null leaves the choice to the server
 * @property {string | null} key from the link; null makes a new table
 * @property {string | null} token who the player was there before
 * @property {string | null} resume the position of the last thing heard
 */

/** @param {object} message @returns {string} without what is null or empty */
const encode = (message) => JSON.stringify(
  Object.fromEntries(Object.entries(message).filter(([, value]) => value !== null && value !== '')),
);

/** @param {RollRequest} request */
export const encodeRoll = ({ id, expr, label, to }) =>
  encode({ type: 'roll', id, expr, label, to });

/** @param {string} id @param {string} expr */
export const encodeOdds = (id, expr) => encode({ type: 'odds', id, expr });

/** @param {JoinRequest} request */
export const encodeJoin = (request) => encode({ type: 'join', ...request });

/** @param {string} id */
export const encodeLeave = (id) => encode({ type: 'leave', id });

/** @param {string} id @param {number} seq the roll to show to all */
export const encodeReveal = (id, seq) => encode({ type: 'reveal', id, seq });

/** @param {string} session what an earlier hello told */
export const encodeResume = (session) => encode({ type: 'resume', session });

/** @param {string} id */
export const encodePing = (id) => encode({ type: 'ping', id });
