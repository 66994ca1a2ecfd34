// @ts-check
/**
 * Where the page shows errors, of those that are not shown with their request. An error with a position in the
 * expression is shown there, whatever its code. A test checks that the API document has these codes.
 */

/**
 * - `input`: an error in the expression, shown under the input, with its position if it has one;
 * - `request`: shown where the request shows its result: the log, the odds, the seat;
 * - `notice`: the same, or a line above the input if the request shows no result;
 * - `session`: never shown, ends the resumed session;
 * - `resend`: never shown, the request is sent again over the next connection.
 *
 * @typedef {'input' | 'request' | 'notice' | 'session' | 'resend'} ErrorPlace
 */

/** @type {Readonly<Record<string, ErrorPlace>>} */
export const ERROR_PLACES = Object.freeze({
  syntax: 'input',
  limit: 'input',
  too_long: 'input',

  not_gm: 'notice',
  no_member: 'notice',
  bad_moderation: 'notice',
  nothing_to_reveal: 'notice',
  table_unavailable: 'notice',

  no_session: 'session',
  stopped: 'resend',
});

/**
 * @param {{ code: string, pos: number | null }} error
 * @returns {ErrorPlace} `request` for all others, also an engine's own
 */
export const placeOfError = ({ code, pos }) => ERROR_PLACES[code] ?? (pos === null ? 'request' : 'input');
