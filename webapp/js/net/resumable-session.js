// @ts-check
/** Which session the page goes on with when a connection is lost. */

/**
 * The server remembers by session what was asked and answered. A new connection gets a new session
 * with its hello, and leaves it for the one before if the server still knows that.
 */
export class ResumableSession {
  /** @type {string | null} what the latest hello told */
  #offered = null;
  /** @type {string | null} what to resume */
  #current = null;

  /** What a new connection should resume; null on the first one. */
  get current() {
    return this.#current;
  }

  /** A connection was told its own session. @param {string | null} session */
  onHello(session) {
    this.#offered = session;
    this.#current ??= session;
  }

  /** The server does not know the session any more: the connection keeps its own. */
  onForgotten() {
    this.#current = this.#offered;
  }
}
