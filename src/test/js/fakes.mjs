// @ts-check
/** Stand-ins for the clock and the network. */

/** A clock that tests advance. */
export class FakeTimers {
  now = 0;
  /** @type {Map<number, { atMs: number, run: () => void }>} */
  #due = new Map();
  #last = 0;

  /** @param {() => void} run @param {number} delayMs */
  set = (run, delayMs) => {
    this.#last += 1;
    this.#due.set(this.#last, { atMs: this.now + delayMs, run });
    return this.#last;
  };

  /** @param {number} timer */
  clear = (timer) => {
    this.#due.delete(timer);
  };

  nowMs = () => this.now;

  /** Number of timers that are set. */
  get pending() {
    return this.#due.size;
  }

  /** Advances the clock, and runs due timers in order. @param {number} byMs */
  advance(byMs) {
    const endMs = this.now + byMs;
    for (;;) {
      const next = [...this.#due].filter(([, { atMs }]) => atMs <= endMs)
        .sort(([, a], [, b]) => a.atMs - b.atMs)[0];
      if (next === undefined) break;
      const [timer, { atMs, run }] = next;
      this.#due.delete(timer);
      this.now = atMs;
      run();
    }
    this.now = endMs;
  }
}

/** A WebSocket with the test as its peer. */
export class FakeWebSocket {
  /** @type {FakeWebSocket[]} */
  static made = [];
  readyState = 0;
  closedByPage = false;
  /** @type {string[]} */
  sent = [];
  /** @type {null | (() => void)} */
  onopen = null;
  /** @type {null | ((event: { data: unknown }) => void)} */
  onmessage = null;
  /** @type {null | ((event: { code: number, reason: string }) => void)} */
  onclose = null;

  /** @param {string} url @param {string} protocol */
  constructor(url, protocol) {
    this.url = url;
    this.protocol = protocol;
    FakeWebSocket.made.push(this);
  }

  static get latest() {
    return FakeWebSocket.made[FakeWebSocket.made.length - 1];
  }

  /** @param {string} text */
  send(text) {
    this.sent.push(text);
  }

  close() {
    this.closedByPage = true;
    this.readyState = 3;
  }

  open() {
    this.readyState = 1;
    this.onopen?.();
  }

  /** @param {unknown} data */
  receive(data) {
    this.onmessage?.({ data });
  }

  /** @param {number} code @param {string} [reason] */
  breakOff(code, reason = '') {
    this.readyState = 3;
    this.onclose?.({ code, reason });
  }
}
