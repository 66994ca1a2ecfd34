// @ts-check
/** The error of a request: one that the server sent, or one of the client's own. */

/** @typedef {import('../../client.js').DiceError} Published */
/** @typedef {Record<string, unknown>} Json */

/** @implements {Published} */
export class DiceError extends Error {
  /** @type {string | undefined} */
  id;
  code = '';
  temporary = false;
  /** @type {number | undefined} */
  retryAfterMs;
  /** @type {number | undefined} */
  pos;
  /** @type {number | undefined} */
  len;
  /** @type {string[] | undefined} */
  expected;
  /** @type {string | undefined} */
  hint;
  /** @type {string | undefined} */
  incident;
  /** @type {import('../../client.js').Wanted | undefined} */
  wanted;

  /** @param {Json} frame an `error`, or its members; others are ignored */
  constructor(frame) {
    super(`${frame.message}`);
    for (const name of Object.keys(this)) if (name in frame) Object.assign(this, { [name]: frame[name] });
    this.name = 'DiceError';
  }
}
