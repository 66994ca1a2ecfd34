// @ts-check
/** What the page knows of the table that the player is at. */

/** @typedef {import('../net/table-frames.js').Keys} Keys */
/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {import('../net/table-frames.js').Rules} Rules */

/**
 * @typedef {object} TableState
 * @property {'joining' | 'at' | 'refused'} status
 * @property {string} name
 * @property {string} joinId the request for the seat
 * @property {string} message why it was refused
 * @property {string} code the same for programs; may be empty
 * @property {Member | null} you null before the table's first answer
 * @property {Keys} keys
 * @property {number} keysAt the position of the act that renewed them, if the page knows it
 * @property {Rules} rules
 * @property {readonly Member[]} members
 * @property {string} position of the table's last message
 */

export {};
