// @ts-check
/** A connection to Dicegate that survives lost ones: requests as promises, a table as events. */

import { isObject, parseJson } from '../lib/json.js';
import { ReconnectingSocket } from '../net/socket.js';
import { ResumableSession } from '../net/resumable-session.js';
import { DiceError } from './dice-error.js';
import { RequestQueue } from './request-queue.js';
import { Seat } from './seat.js';

/** @typedef {import('../../client.js').Dicegate} Published */
/** @typedef {Record<string, any>} Json */
/** @typedef {Pick<import('../net/socket.js').Options,
 *   'url' | 'protocol' | 'WebSocket' | 'timers' | 'random'>} Surroundings */

/** @implements {Published} */
export class Dicegate extends EventTarget {
  #session = new ResumableSession();
  #socket;
  #queue;
  #seat;
  /** @type {import('./request-queue.js').Limits} */
  #limits = {};

  /** @param {Surroundings & { prefix: string }} options prefix: of each id; differs between clients */
  constructor({ prefix, ...surroundings }) {
    super();
    const send = (/** @type {string} */ text) => { this.#socket.send(text); };
    const { timers } = surroundings;
    this.#queue = new RequestQueue({ prefix, timers, send });
    this.#seat = new Seat({
      timers,
      send,
      nextId: () => this.#queue.nextId(),
      onReady: () => this.#queue.start(this.#limits),
      onLost: (error) => this.#emit('left', new DiceError(error)),
    });
    this.#socket = new ReconnectingSocket({
      ...surroundings,
      pingText: () => '{"type":"ping"}',
      onPhase: (phase) => this.#onPhase(phase),
      onText: (text) => this.#onText(text),
    });
    this.#socket.start();
  }

  /** @type {import('../../client.js').Dicegate['roll']} */
  roll(expr, { id, to, ...rest } = {}) {
    // By name, so that a lost table is an error and not a roll for oneself.
    const audience = to ?? (this.#seat.isTaken ? 'all' : undefined);
    return this.#queue.add('roll', { expr, to: audience, ...rest }, id);
  }

  /** @type {import('../../client.js').Dicegate['odds']} */
  odds(expr, { id, ...rest } = {}) {
    return this.#queue.add('odds', { expr, ...rest }, id);
  }

  /** @type {import('../../client.js').Dicegate['join']} */
  join(seat) {
    // The server gives an earlier one up before it answers.
    this.#seat.leave();
    return this.#queue.add('join', { ...seat });
  }

  /** @type {import('../../client.js').Dicegate['leave']} */
  leave() {
    this.#seat.leave();
    return this.#queue.add('leave', {});
  }

  /** @type {import('../../client.js').Dicegate['reveal']} */
  reveal(seq) {
    return this.#queue.add('reveal', { seq });
  }

  /** Ends the connection; unanswered requests fail. */
  close() {
    this.#socket.stop();
  }

  /** @param {import('../net/socket.js').Phase} entered */
  #onPhase(entered) {
    const phase = entered.phase === 'replaced' ? 'closed' : entered.phase;
    if (phase !== 'open') {
      this.#queue.stop();
      this.#seat.onDisconnect();
    }
    const reason = 'reason' in entered ? entered.reason : 'the session continues elsewhere';
    if (phase === 'closed') this.#queue.abandon(`The connection is closed: ${reason}.`);
    this.#emit(phase, { reason });
  }

  /** @param {string} text */
  #onText(text) {
    const frame = parseJson(text);
    if (!isObject(frame)) return;
    if (frame.type === 'hello') this.#onHello(frame);
    if (frame.type === 'joined') this.#seat.onJoined(frame);
    if (frame.type === 'left') this.#seat.leave();
    if (frame.type === 'rolled') this.#seat.onRolled(frame);
    if (frame.type === 'error') this.#onError(frame);
    this.#queue.onFrame(frame);
    if (['joined', 'rolled', 'presence'].includes(`${frame.type}`)) this.#emit(`${frame.type}`, frame);
    if (frame.resumed === true) this.#emitMissed(frame);
  }

  /** @param {Json} hello */
  #onHello({ session, limits }) {
    const earlier = this.#session.current;
    this.#session.onHello(session);
    this.#limits = { ...limits };
    // The server handles messages in order, so all others belong to the resumed session.
    if (earlier !== null) this.#socket.send(JSON.stringify({ type: 'resume', session: earlier }));
    this.#seat.rejoin();
  }

  /** @param {Json} error */
  #onError(error) {
    if (error.code === 'no_session') this.#session.onForgotten();
    this.#seat.onError(error);
  }

  /** A listener for rolls gets each once, also those from while the client was away. @param {Json} joined */
  #emitMissed({ history }) {
    for (const rolled of history ?? []) this.#emit('rolled', rolled);
  }

  /** @param {string} type @param {unknown} detail */
  #emit(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}
