// @ts-check
/** A WebSocket that notices when it is dead, and comes back. */

import { backoffMs } from './backoff.js';

/** An attempt that has not opened after this long is given up. */
export const CONNECT_MS = 10000;
/** After this long without a message, the page asks whether anybody is there. */
export const QUIET_MS = 20000;
/** How long the answer to that may take. */
export const PONG_MS = 5000;
/** A connection that lasts this long is stable: the back-off starts over. */
export const STABLE_MS = 10000;

/** The session goes on over another connection: coming back would only take it from there again. */
const REPLACED_CODE = 4409;
/** From here to 4999 a close code says "do not come back". */
const FIRST_FINAL_CODE = 4500;
const LAST_FINAL_CODE = 4999;

/**
 * @typedef {{ phase: 'connecting' } | { phase: 'open' }
 *   | { phase: 'waiting', retryAtMs: number } | { phase: 'closed', reason: string }
 *   | { phase: 'replaced' }} Phase
 */

/**
 * @typedef {object} Options
 * @property {string} url
 * @property {string} protocol the subprotocol
 * @property {typeof WebSocket} WebSocket
 * @property {import('./requests.js').Timers} timers
 * @property {() => number} random
 * @property {() => string} pingText makes the message that must be answered
 * @property {(phase: Phase) => void} onPhase
 * @property {(text: string) => void} onText
 */

/** One connection at a time, opened anew after a loss unless the server said not to. */
export class ReconnectingSocket {
  /** @type {WebSocket | null} */
  #socket = null;
  #options;
  #phase = 'new';
  #attempt = 0;
  #lastMessageMs = 0;
  #pinged = false;
  /** @type {unknown} the attempt's deadline, the wait for the next one, or the watch */
  #timer = undefined;
  /** @type {unknown} */
  #stableTimer = undefined;

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
  }

  /** Begins to connect, also after the server has ended the connection for good. */
  start() {
    if (['new', 'closed', 'replaced'].includes(this.#phase)) this.#connect();
  }

  /** Sends a text. @param {string} text @returns {boolean} false when there is no connection */
  send(text) {
    if (this.#phase !== 'open' || this.#socket?.readyState !== 1) return false;
    this.#socket.send(text);
    return true;
  }

  /** The network is back, or somebody looks at the page: tries or checks the connection now. */
  wake() {
    if (this.#phase === 'waiting') this.#connect();
    if (this.#phase !== 'open' || this.#pinged) return;
    if (this.#options.timers.nowMs() - this.#lastMessageMs >= PONG_MS) this.#ping();
  }

  #connect() {
    this.#setPhase({ phase: 'connecting' });
    const { WebSocket, url, protocol } = this.#options;
    const socket = new WebSocket(url, protocol);
    this.#socket = socket;
    socket.onopen = () => this.#onOpen();
    socket.onmessage = ({ data }) => this.#onMessage(data);
    socket.onclose = ({ code, reason }) => this.#onClose(code, reason);
    this.#rearm(() => this.#retryLater(), CONNECT_MS);
  }

  #onOpen() {
    this.#setPhase({ phase: 'open' });
    this.#stableTimer = this.#options.timers.set(() => { this.#attempt = 0; }, STABLE_MS);
    this.#restartWatch();
  }

  /** @param {unknown} data */
  #onMessage(data) {
    this.#restartWatch();
    if (typeof data === 'string') this.#options.onText(data);
  }

  #restartWatch() {
    this.#pinged = false;
    this.#lastMessageMs = this.#options.timers.nowMs();
    this.#rearm(() => this.#ping(), QUIET_MS);
  }

  #ping() {
    this.#pinged = true;
    this.send(this.#options.pingText());
    this.#rearm(() => this.#retryLater(), PONG_MS);
  }

  /** @param {number} code @param {string} reason */
  #onClose(code, reason) {
    if (code === REPLACED_CODE) return this.#endWith({ phase: 'replaced' });
    if (code < FIRST_FINAL_CODE || code > LAST_FINAL_CODE) return this.#retryLater();
    return this.#endWith({ phase: 'closed', reason: reason || `code ${code}` });
  }

  /** @param {Phase} phase */
  #endWith(phase) {
    this.#discard();
    this.#setPhase(phase);
  }

  #retryLater() {
    this.#discard();
    const { timers, random } = this.#options;
    const waitMs = backoffMs(this.#attempt, random);
    this.#attempt += 1;
    this.#setPhase({ phase: 'waiting', retryAtMs: timers.nowMs() + waitMs });
    this.#rearm(() => this.#connect(), waitMs);
  }

  /** Lets go of the socket at once: the closing handshake of a dead one can take minutes. */
  #discard() {
    const { timers } = this.#options;
    timers.clear(this.#timer);
    timers.clear(this.#stableTimer);
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onopen = socket.onmessage = socket.onclose = null;
    socket.close();
  }

  /** @param {Phase} phase */
  #setPhase(phase) {
    this.#phase = phase.phase;
    this.#options.onPhase(phase);
  }

  /** @param {() => void} run replaces what was due @param {number} delayMs */
  #rearm(run, delayMs) {
    this.#options.timers.clear(this.#timer);
    this.#timer = this.#options.timers.set(run, delayMs);
  }
}
