// @ts-check
/** Rolls and requests for odds on their way out of the page. */

import { encodeOdds, encodeRoll } from '../net/encode.js';
import { splitLabel } from '../roll/notation.js';
import { practiceRoll } from '../roll/practice.js';
import { problemOf } from '../state/problems.js';
import { isOnline, precheck } from './precheck.js';

/** @typedef {import('../net/encode.js').Audience} Audience */
/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {{ expr: string, label: string, to: Audience, retryOf: string | null }} RequestedRoll */

const PRACTICE = problemOf('Practice rolls only sums of dice, such as 2d20kh1+5.',
  { invalid: true });

/** The odds request that finds out whether an engine is available again; it rolls nothing. */
const PROBE = '1d6';

/** Sends rolls and requests for odds; queues a roll while there is no connection. */
export class Roller {
  #store;
  #requests;
  #socket;
  #randomInt;
  /** @type {Map<string, string>} messages of queued rolls by id */
  #queued = new Map();

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {import('../net/socket.js').ReconnectingSocket} parts.socket
   * @param {(below: number) => number} parts.randomInt for practice
   */
  constructor({ store, requests, socket, randomInt }) {
    this.#store = store;
    this.#requests = requests;
    this.#socket = socket;
    this.#randomInt = randomInt;
  }

  /** Rolls the text of the input. @param {Audience} [to] by default, the player's choice */
  roll(to = this.#store.state.to) {
    const { expr, label } = splitLabel(this.#store.state.text.trim());
    this.#requestRoll({ expr, label, to, retryOf: null });
  }

  /** Rolls the same expression again. @param {Row} row */
  again({ expr, label, to }) {
    this.#requestRoll({ expr, label, to, retryOf: null });
  }

  /**
   * Repeats an unanswered request. The id stays the same, so the server answers with the first
   * result if it has rolled already.
   *
   * @param {Row} row
   */
  retry({ expr, label, to, key }) {
    this.#requestRoll({ expr, label, to, retryOf: key });
  }

  /** Stops waiting for an answer. @param {Row} row */
  cancel({ key, id }) {
    if (id !== null) {
      this.#requests.complete(id);
      this.#queued.delete(id);
    }
    this.#store.dispatch({ type: 'cancelled', key });
  }

  /** Sends queued rolls. */
  sendQueued() {
    for (const [id, message] of this.#queued) {
      this.#send(id, message);
      this.#store.dispatch({ type: 'sent', id });
    }
    this.#queued.clear();
  }

  /** @param {string} expr */
  askOdds(expr) {
    const id = this.#requests.nextId();
    this.#store.dispatch({ type: 'oddsAsked', id, expr });
    this.#send(id, encodeOdds(id, expr));
  }

  /** Finds out whether an engine is available. */
  probe() {
    const id = this.#requests.nextId();
    this.#send(id, encodeOdds(id, PROBE));
  }

  /** @param {RequestedRoll} request */
  #requestRoll(request) {
    const { state } = this.#store;
    if (state.practice && request.expr !== '') {
      this.#practise(request);
      return;
    }
    const id = request.retryOf ?? this.#requests.nextId();
    const atTable = state.table?.status === 'at' || state.table?.status === 'joining';
    const message = encodeRoll(
      { id, expr: request.expr, label: atTable ? request.label : '', to: atTable ? request.to : null });
    const problem = precheck(state, request.expr, message.length);
    if (problem !== null) {
      this.#store.dispatch({ type: 'refused', problem });
      return;
    }
    this.#start(id, message, request);
  }

  /** @param {string} id @param {string} message @param {RequestedRoll} request */
  #start(id, message, request) {
    const online = isOnline(this.#store.state);
    this.#store.dispatch({ type: online ? 'rolled' : 'queued', id, ...request });
    if (online) this.#send(id, message);
    else this.#queued.set(id, message);
  }

  /** @param {string} id @param {string} message */
  #send(id, message) {
    this.#requests.open(id, message);
    // Without a connection, the next one sends it again.
    this.#socket.send(message);
  }

  /** @param {RequestedRoll} request */
  #practise({ expr, label }) {
    const roll = practiceRoll(expr, this.#randomInt);
    const id = this.#requests.nextId();
    this.#store.dispatch(roll === null
      ? { type: 'refused', problem: PRACTICE }
      : { type: 'practised', id, expr, label, roll });
  }
}
