// @ts-check
/** The requests that wait for an answer, each with its message and its deadline. */

/** How long a roll may take before the page gives up on it; the server's own limit is shorter. */
export const DEADLINE_MS = 8000;

/**
 * @typedef {object} Timers the clock, so that tests can bring their own
 * @property {(run: () => void, delayMs: number) => unknown} set
 * @property {(timer: any) => void} clear
 * @property {() => number} nowMs
 */

/** Open requests by id. Each ends once: answered, expired or abandoned. */
export class Requests {
  /** @type {Map<string, { message: string, timer: unknown }>} */
  #open = new Map();
  #opened = 0;
  #prefix;
  #clock;
  #onExpired;

  /**
   * @param {object} options
   * @param {string} options.prefix begins each id; differs between pages
   * @param {Timers} options.timers
   * @param {(id: string) => void} options.onExpired
   */
  constructor({ prefix, timers, onExpired }) {
    this.#prefix = prefix;
    this.#clock = timers;
    this.#onExpired = onExpired;
  }

  /** How many wait for an answer. */
  get size() {
    return this.#open.size;
  }

  /** The messages of those that wait, oldest first: what a new connection has to send again. */
  get messages() {
    return [...this.#open.values()].map(({ message }) => message);
  }

  /** Returns an id that this page has not used before. */
  nextId() {
    this.#opened += 1;
    return `${this.#prefix}${this.#opened}`;
  }

  /**
   * Starts the deadline of a request, which lasts over a loss of the connection; anew for an id
   * that is open.
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

  /** Ends a request that was answered; an id that is not open is ignored. @param {string} id */
  complete(id) {
    this.#clock.clear(this.#open.get(id)?.timer);
    this.#open.delete(id);
  }

  /** Forgets every request, as nobody will answer them any more. */
  abandon() {
    for (const { timer } of this.#open.values()) this.#clock.clear(timer);
    this.#open.clear();
  }
}
