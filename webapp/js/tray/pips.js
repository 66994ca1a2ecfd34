// @ts-check
/** The pips of a d6. */

/**
 * Returns the places of the pips.
 *
 * @param {number} value from 1 to 6
 * @returns {[number, number][]} from -1 to 1, to the right and down
 */
export const pipsOf = (value) => /** @type {[number, number][]} */ ([
  ...(value % 2 ? [[0, 0]] : []),
  ...(value > 1 ? [[-1, -1], [1, 1]] : []),
  ...(value > 3 ? [[1, -1], [-1, 1]] : []),
  ...(value > 5 ? [[-1, 0], [1, 0]] : []),
]);
