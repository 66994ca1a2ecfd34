// @ts-check
/** The requests that wait for an answer, each with its deadline. */

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
  /** @type {Map<string, unknown>} */
  #timers = new Map();
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
    return this.#timers.size;
  }

  /** Returns an id that this page has not used before. */
  nextId() {
    this.#opened += 1;
    return `${this.#prefix}${this.#opened}`;
  }

  /** Starts the deadline of a request. @param {string} id */
  open(id) {
    const timer = this.#clock.set(() => {
      this.#timers.delete(id);
      this.#onExpired(id);
    }, DEADLINE_MS);
    this.#timers.set(id, timer);
  }

  /** Ends a request that was answered; an id that is not open is ignored. @param {string} id */
  settle(id) {
    this.#clock.clear(this.#timers.get(id));
    this.#timers.delete(id);
  }

  /** Forgets every request, as nobody will answer them any more. */
  abandon() {
    for (const timer of this.#timers.values()) this.#clock.clear(timer);
    this.#timers.clear();
  }
}
