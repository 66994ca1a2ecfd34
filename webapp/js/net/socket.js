// @ts-check
/** A WebSocket that detects a dead connection, and reconnects. */

import { backoffMs } from './backoff.js';
import { finalPhase } from './close-codes.js';

/** Limit on opening a connection. */
export const CONNECT_MS = 10000;
/** After this long without a message, the page sends a ping. */
export const QUIET_MS = 20000;
/** Limit on the answer to a ping. */
export const PONG_MS = 5000;
/** After this long a connection is stable, and the back-off starts over. */
export const STABLE_MS = 10000;

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
 * @property {import('../lib/timers.js').Timers} timers
 * @property {() => number} random
 * @property {() => string} pingText makes a message that the server answers
 * @property {(phase: Phase) => void} onPhase
 * @property {(text: string) => void} onText
 */

/** One connection at a time; a lost one is opened again unless the server forbids it. */
export class ReconnectingSocket {
  /** @type {WebSocket | null} */
  #socket = null;
  #options;
  #phase = 'new';
  #attempt = 0;
  #lastMessageMs = 0;
  #pinged = false;
  /** @type {unknown} limits an attempt, delays the next one, or detects silence */
  #timer = undefined;
  /** @type {unknown} */
  #stableTimer = undefined;

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
  }

  /** Connects, also after the server has ended the connection for good. */
  start() {
    if (['new', 'closed', 'replaced'].includes(this.#phase)) this.#connect();
  }

  /** Closes the connection, and opens no other until it is started again. */
  stop() {
    this.#discard();
    this.#setPhase({ phase: 'closed', reason: 'closed by this side' });
  }

  /** Sends a text. @param {string} text @returns {boolean} false without a connection */
  send(text) {
    if (this.#phase !== 'open' || this.#socket?.readyState !== 1) return false;
    this.#socket.send(text);
    return true;
  }

  /** Connects or checks the connection now: the network is back, or the page is visible again. */
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
    // A close follows each error; npm's ws throws one that has no listener.
    socket.onerror = () => {};
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
    const phase = finalPhase(code, reason);
    if (phase === null) {
      this.#retryLater();
      return;
    }
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

  /** Releases the socket at once: the closing handshake of a dead one can take minutes. */
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

  /** Replaces the timer. @param {() => void} run @param {number} delayMs */
  #rearm(run, delayMs) {
    this.#options.timers.clear(this.#timer);
    this.#timer = this.#options.timers.set(run, delayMs);
  }
}
