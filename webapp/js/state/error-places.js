// @ts-check
/** Where the page shows each error. A test compares the codes with those of the API document. */

/**
 * - `input`: an error in the expression, shown under the input with its position;
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

  character: 'request',
  bad_number: 'request',
  conflict: 'request',
  group: 'request',
  endless: 'request',
  symbols: 'request',
  division_by_zero: 'request',
  unknown_variable: 'request',
  faces_wanted: 'request',
  bad_faces: 'request',
  timeout: 'request',
  busy: 'request',
  no_engine: 'request',
  engine_lost: 'request',
  bad_reply: 'request',
  expired: 'request',
  quarantined: 'request',
  unsupported: 'request',
  rate_limited: 'request',
  internal: 'request',
  bad_message: 'request',
  unknown_type: 'request',
  id_reused: 'request',
  answer_gone: 'request',
  bad_table: 'request',
  bad_name: 'request',
  bad_colour: 'request',
  bad_token: 'request',
  bad_label: 'request',
  bad_audience: 'request',
  bad_key: 'request',
  table_full: 'request',
  too_many_tables: 'request',
  store_full: 'request',
  no_table: 'request',
  watch_only: 'request',
  too_large: 'request',

  not_gm: 'notice',
  nothing_to_reveal: 'notice',
  table_unavailable: 'notice',

  no_session: 'session',
  stopped: 'resend',
});

/** @param {string} code @returns {ErrorPlace} `request` for an engine's own code */
export const placeOfError = (code) => ERROR_PLACES[code] ?? 'request';
