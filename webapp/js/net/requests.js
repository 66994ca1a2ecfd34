// @ts-check
/** The unanswered requests, each with its message and its deadline. */

/** Deadline of a request; the server's own is shorter. */
export const DEADLINE_MS = 8000;

/** Open requests by id. Each ends once: completed, expired or abandoned. */
export class Requests {
  /** @type {Map<string, { message: string, timer: unknown }>} */
  #open = new Map();
  #opened = 0;
  #prefix;
  #clock;
  #onExpired;

  /**
   * @param {object} options
   * @param {string} options.prefix of each id; differs between pages
   * @param {import('../lib/timers.js').Timers} options.timers
   * @param {(id: string) => void} options.onExpired
   */
  constructor({ prefix, timers, onExpired }) {
    this.#prefix = prefix;
    this.#clock = timers;
    this.#onExpired = onExpired;
  }

  /** Number of open requests. */
  get size() {
    return this.#open.size;
  }

  /** The messages of open requests, oldest first, for a new connection to send again. */
  get messages() {
    return [...this.#open.values()].map(({ message }) => message);
  }

  /** Returns an id that this page has not used before. */
  nextId() {
    this.#opened += 1;
    return `${this.#prefix}${this.#opened}`;
  }

  /**
   * Opens a request and starts its deadline, which continues while the connection is lost. An id
   * that is open already starts over.
   *
   * @param {string} id
   * @param {string} message
   */
  open(id, message) {
    this.complete(id);
    const timer = this.#clock.set(() => {
      this.#open.delete(id);
      this.#onExpired(id);
    }, DEADLINE_MS);
    this.#open.set(id, { message, timer });
  }

  /** Ends an answered request; unknown ids are ignored. @param {string} id */
  complete(id) {
    this.#clock.clear(this.#open.get(id)?.timer);
    this.#open.delete(id);
  }

  /** Drops all requests: no answer can come any more. */
  abandon() {
    for (const { timer } of this.#open.values()) this.#clock.clear(timer);
    this.#open.clear();
  }
}
