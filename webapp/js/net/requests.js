// @ts-check
/** The unanswered requests, each with its message and its deadline. */

/** Deadline of a request; the server's own is shorter. */
export const DEADLINE_MS = 8000;

/** @typedef {(answer: import('./protocol.js').ServerMessage | null) => void} OnAnswer null without an answer */

/** Open requests by id. Each ends once: completed, expired or abandoned. */
export class Requests {
  /** @type {Map<string, { message: string, timer: unknown, onAnswer?: OnAnswer }>} */
  #open = new Map();
  #opened = 0;
  #prefix;
  #clock;
  #onExpired;
  #onOpened;

  /**
   * @param {object} options
   * @param {string} options.prefix of each id; differs between pages
   * @param {import('../lib/timers.js').Timers} options.timers
   * @param {(id: string) => void} options.onExpired
   * @param {(message: string) => void} [options.onOpened]
   */
  constructor({ prefix, timers, onExpired, onOpened = () => {} }) {
    this.#prefix = prefix;
    this.#clock = timers;
    this.#onExpired = onExpired;
    this.#onOpened = onOpened;
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
   * @param {OnAnswer} [onAnswer] gets the answer in place of the state
   */
  open(id, message, onAnswer) {
    this.complete(id);
    this.#onOpened(message);
    const timer = this.#clock.set(() => {
      if (!this.complete(id)) this.#onExpired(id);
    }, DEADLINE_MS);
    this.#open.set(id, { message, timer, onAnswer });
  }

  /**
   * Ends an answered request; unknown ids are ignored.
   *
   * @param {string} id
   * @param {import('./protocol.js').ServerMessage | null} [answer]
   * @returns {boolean} whether the answer is dealt with
   */
  complete(id, answer = null) {
    const request = this.#open.get(id);
    this.#clock.clear(request?.timer);
    this.#open.delete(id);
    request?.onAnswer?.(answer);
    return request?.onAnswer !== undefined;
  }

  /** Drops all requests: no answer can come any more. */
  abandon() {
    for (const id of this.#open.keys()) this.complete(id);
  }
}
