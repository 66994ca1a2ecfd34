// @ts-check
/** What the player asks of the dice: the way of a roll out of the page. */

import { encodeOdds, encodeRoll } from '../net/encode.js';
import { splitLabel } from '../roll/notation.js';
import { practiceRoll } from '../roll/practice.js';
import { problemOf } from '../state/model.js';
import { isOnline, precheck } from './precheck.js';

/** @typedef {import('../net/encode.js').Audience} Audience */
/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {{ expr: string, label: string, to: Audience, retryOf: string | null }} RequestedRoll */

const PRACTICE = problemOf('Practice knows sums of dice alone, such as 2d20kh1+5.',
  { invalid: true });

/** What is asked to learn whether there is an engine again: it rolls nothing. */
const PROBE = '1d6';

/** Sends rolls and questions for odds, or keeps a roll until there is a connection. */
export class Roller {
  #store;
  #requests;
  #socket;
  #randomInt;
  /** @type {Map<string, string>} the message of the roll that waits for the connection, by id */
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

  /** Rolls what stands in the input. @param {Audience} [to] if not as chosen */
  roll(to = this.#store.state.to) {
    const { expr, label } = splitLabel(this.#store.state.text.trim());
    this.#requestRoll({ expr, label, to, retryOf: null });
  }

  /** Rolls a text that is not in the input. @param {string} text */
  rollText(text) {
    this.#requestRoll({ ...splitLabel(text), to: this.#store.state.to, retryOf: null });
  }

  /** Rolls the same anew. @param {Row} row */
  again({ expr, label, to }) {
    this.#requestRoll({ expr, label, to, retryOf: null });
  }

  /**
   * Asks again for what was not answered. The id stays, so that a roll whose answer was lost is
   * answered, not rolled again.
   *
   * @param {Row} row
   */
  retry({ expr, label, to, key }) {
    this.#requestRoll({ expr, label, to, retryOf: key });
  }

  /** Waits no more for an answer. @param {Row} row */
  cancel({ key, id }) {
    if (id !== null) {
      this.#requests.complete(id);
      this.#queued.delete(id);
    }
    this.#store.dispatch({ type: 'cancelled', key });
  }

  /** Sends what has waited for the connection. */
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

  /** Asks whether there is an engine. */
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
    // What cannot be sent any more is sent by the next connection.
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
