// @ts-check
/** The session that the page resumes after it has lost a connection. */

/**
 * The server keeps requests and answers by session. The hello of a new connection offers a new
 * session, which the page abandons if the server still has the earlier one.
 */
export class ResumableSession {
  /** @type {string | null} the latest hello's */
  #offered = null;
  /** @type {string | null} the one to resume */
  #current = null;

  /** The session for a new connection to resume; null on the first one. */
  get current() {
    return this.#current;
  }

  /** Handles the session that a new connection offers. @param {string | null} session */
  onHello(session) {
    this.#offered = session;
    this.#current ??= session;
  }

  /** The server no longer has the session: the connection keeps its own. */
  onForgotten() {
    this.#current = this.#offered;
  }
}
