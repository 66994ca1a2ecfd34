// @ts-check
/** The message under the input: why a roll was not sent, or what is wrong with its text. Pure. */

/**
 * @typedef {object} Problem
 * @property {string} message
 * @property {boolean} invalid whether the text is at fault
 * @property {number | null} pos of the fault in the text, in UTF-16 units
 * @property {number} len
 * @property {string | null} hint an expression that would work
 */

/** @param {string} message @param {Partial<Problem>} [more] @returns {Problem} */
export const problemOf = (message, more = {}) =>
  ({ message, invalid: false, pos: null, len: 0, hint: null, ...more });

/**
 * Returns an error's message. It includes the position, since not everybody sees the selected text.
 *
 * @param {import('../net/protocol.js').Failure} failure
 */
export const messageOf = ({ message, pos }) =>
  pos === null ? message : `${message.replace(/\.$/, '')} (character ${pos + 1}).`;
