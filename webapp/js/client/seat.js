// @ts-check
/** The client's seat at a table, which it takes again over each new connection. */

/** Delay before a temporarily refused request for the seat is repeated. */
export const SEAT_RETRY_MS = 1000;

/** @typedef {Record<string, any>} Json */

/** At most one. */
export class Seat {
  /** @type {Json | null} the members of the `join` that takes it again */
  #join = null;
  /** @type {string | null} the id of an unanswered request to take it again */
  #rejoinId = null;
  /** @type {unknown} */
  #timer;
  #timers;
  #send;
  #nextId;
  #onReady;
  #onLost;

  /**
   * @param {object} options
   * @param {import('../lib/timers.js').Timers} options.timers
   * @param {(text: string) => void} options.send
   * @param {() => string} options.nextId
   * @param {() => void} options.onReady the connection has its seat, or needs none
   * @param {(error: Json) => void} options.onLost the server refuses to give the seat again
   */
  constructor({ timers, send, nextId, onReady, onLost }) {
    this.#timers = timers;
    this.#send = send;
    this.#nextId = nextId;
    this.#onReady = onReady;
    this.#onLost = onLost;
  }

  /** Whether there is a seat. */
  get isTaken() {
    return this.#join !== null;
  }

  /** Takes the seat again, if there is one. */
  rejoin() {
    this.onDisconnect();
    if (this.#join === null) {
      this.#onReady();
      return;
    }
    this.#rejoinId = this.#nextId();
    this.#send(JSON.stringify({ ...this.#join, type: 'join', id: this.#rejoinId }));
  }

  /** Stops asking for the seat, until there is a connection. */
  onDisconnect() {
    this.#timers.clear(this.#timer);
    this.#rejoinId = null;
  }

  /** Gives the seat up. */
  leave() {
    this.#join = null;
  }

  /** @param {Json} frame a `joined` */
  onJoined({ id, table, you, token, keys, position }) {
    const key = keys?.[you?.role] ?? this.#join?.key;
    const { name, colour, theme } = you ?? {};
    this.#join = { table, name, colour, theme, key, token, resume: position };
    if (id === this.#rejoinId) this.#ready();
  }

  /** @param {Json} frame a `rolled` */
  onRolled({ position }) {
    if (this.#join !== null) this.#join.resume = position;
  }

  /** @param {Json} error */
  onError(error) {
    if (this.#rejoinId === null || error.id !== this.#rejoinId) return;
    // A stopping server closes the connection.
    if (error.code === 'stopped') return;
    if (error.temporary === true) {
      this.#timer = this.#timers.set(() => this.rejoin(), error.retryAfterMs || SEAT_RETRY_MS);
      return;
    }
    this.leave();
    this.#onLost(error);
    this.#ready();
  }

  #ready() {
    if (this.#rejoinId === null) return;
    this.#rejoinId = null;
    this.#onReady();
  }
}
