// @ts-check
/** The unanswered requests of a client: when they are sent, sent again, and settled. */

import { Requests } from '../net/requests.js';
import { DiceError } from './dice-error.js';

/** The most unanswered requests, sent or not. */
export const MAX_UNANSWERED = 1024;

const ANSWERS = ['result', 'odds', 'joined', 'left', 'revealed'];

/** @typedef {Record<string, unknown>} Json */
/** @typedef {{ messageChars?: number, inFlight?: number }} Limits of the server; an absent one is none */
/**
 * @typedef {object} Unanswered
 * @property {string} message
 * @property {(frame: any) => void} resolve
 * @property {(error: DiceError) => void} reject
 */

/** Requests by id, oldest first. Each is settled once: by its answer, its deadline, or the end. */
export class RequestQueue {
  /** @type {Map<string, Unanswered>} */
  #unanswered = new Map();
  /** @type {Set<string>} those of them that the server does not have */
  #unsent = new Set();
  /** @type {Limits | null} the server's; null while nothing may be sent */
  #limits = null;
  /** @type {unknown} the timer of the next request, while the server refuses more */
  #pause = null;
  /** @type {string | null} why there is no connection, and will be none */
  #end = null;
  #requests;
  #timers;
  #send;

  /**
   * @param {object} options
   * @param {string} options.prefix of each id
   * @param {import('../lib/timers.js').Timers} options.timers
   * @param {(text: string) => void} options.send
   */
  constructor({ prefix, timers, send }) {
    const onExpired = (/** @type {string} */ id) =>
      this.#fail(id, 'timeout', 'There was no answer in time.', true);
    this.#requests = new Requests({ prefix, timers, onExpired });
    this.#timers = timers;
    this.#send = send;
  }

  /** Returns a new id. */
  nextId() {
    return this.#requests.nextId();
  }

  /**
   * Adds a request, and sends it as soon as the server takes it.
   *
   * @param {string} type
   * @param {Json} members
   * @param {string} [id] of an earlier request, to repeat it
   * @returns {Promise<any>} its answer
   */
  add(type, members, id = this.nextId()) {
    return new Promise((resolve, reject) => {
      const message = JSON.stringify({ ...members, type, id });
      const problem = this.#problem(id);
      if (problem !== null) {
        reject(new DiceError({ id, ...problem }));
        return;
      }
      this.#unanswered.set(id, { message, resolve, reject });
      this.#unsent.add(id);
      this.#requests.open(id, message);
      this.#flush(Infinity);
    });
  }

  /** Sends all requests over a new connection, those that a lost one has carried too. @param {Limits} limits */
  start(limits) {
    this.stop();
    this.#limits = limits;
    this.#unsent = new Set(this.#unanswered.keys());
    this.#flush(Infinity);
  }

  /** Sends nothing until the next start. */
  stop() {
    this.#timers.clear(this.#pause);
    this.#pause = null;
    this.#limits = null;
  }

  /** Fails all requests: no answer can come any more. @param {string} message */
  abandon(message) {
    this.stop();
    this.#end = message;
    for (const id of [...this.#unanswered.keys()]) this.#fail(id, 'closed', message, false);
  }

  /** Settles the request that a frame answers, if any. @param {Json} frame */
  onFrame(frame) {
    const { id, type, code } = frame;
    const request = typeof id === 'string' && this.#unanswered.get(id);
    if (!request) return;
    if (type === 'error') {
      // The server closes the connection; the next one carries the request again.
      if (code === 'stopped') return;
      // It has not been handled, so it may be sent again.
      if (code === 'rate_limited') this.#sendLater(`${id}`, Number(frame.retryAfterMs) || 1000);
      else this.#settle(`${id}`)?.reject(new DiceError(frame));
    } else if (ANSWERS.includes(`${type}`)) this.#settle(`${id}`)?.resolve(frame);
  }

  /** @param {string} id @returns {Json | null} why it cannot be added */
  #problem(id) {
    if (this.#end !== null) return { code: 'closed', message: this.#end };
    if (this.#unanswered.has(id)) {
      return { code: 'id_reused', message: 'This request is unanswered already.' };
    }
    return this.#unanswered.size < MAX_UNANSWERED ? null
      : { code: 'busy', message: 'Too many requests are unanswered.', temporary: true };
  }

  /** Sends requests, the oldest first. @param {number} count at most so many */
  #flush(count) {
    let left = count;
    for (const [id, { message }] of this.#unanswered) {
      if (this.#limits === null || this.#pause !== null || left === 0) return;
      const { inFlight = Infinity, messageChars = Infinity } = this.#limits;
      if (this.#unanswered.size - this.#unsent.size >= inFlight) return;
      if (this.#unsent.has(id)) {
        left -= 1;
        // The server would close the connection, and the next one too.
        if (message.length > messageChars) {
          this.#fail(id, 'too_long', 'The request is too long.', false);
        } else {
          this.#unsent.delete(id);
          this.#send(message);
        }
      }
    }
  }

  /** Sends one unsent request each time the server allows one more. @param {string} id @param {number} delayMs */
  #sendLater(id, delayMs) {
    this.#unsent.add(id);
    const next = () => {
      this.#pause = null;
      this.#flush(1);
      if (this.#unsent.size > 0) this.#pause = this.#timers.set(next, delayMs);
    };
    this.#pause ??= this.#timers.set(next, delayMs);
  }

  /** @param {string} id @param {string} code @param {string} message @param {boolean} temporary */
  #fail(id, code, message, temporary) {
    this.#settle(id)?.reject(new DiceError({ id, code, message, temporary }));
  }

  /** @param {string} id */
  #settle(id) {
    const request = this.#unanswered.get(id);
    this.#unanswered.delete(id);
    this.#unsent.delete(id);
    this.#requests.complete(id);
    this.#flush(Infinity);
    return request;
  }
}
