// @ts-check
/** Rolls and requests for odds on their way out of the page. */

import { encodeOdds, encodeRoll } from '../net/encode.js';
import { splitLabel } from '../roll/notation.js';
import { problemOf } from '../state/problems.js';
import { recipientsNow, recipientsOf } from '../state/whisper.js';
import { isOnline, precheck } from './precheck.js';

/** @typedef {import('../net/encode.js').Recipients} Recipients */
/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {{ expr: string, label: string, to: Recipients, retryOf: string | null }} RequestedRoll */

const PRACTICE = problemOf('Practice rolls only sums of dice, such as 2d20kh1+5, and checks of them, such as d20+5 vs 15.',
  { invalid: true });

const UNLOADED = problemOf('Practice could not be loaded. Check the connection to the server.');

/** Most players never practise. */
const loadPractice = () => import('../roll/practice.js');

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

  /**
   * Rolls the text of the input.
   *
   * @param {Recipients} [to] by default, the player's choice
   * @returns {Promise<void>} resolves when the roll is sent, or a practice roll made
   */
  async roll(to = recipientsNow(this.#store.state)) {
    const { expr, label } = splitLabel(this.#store.state.text.trim());
    await this.#requestRoll({ expr, label, to, retryOf: null });
  }

  /** Rolls the same expression again. @param {Row} row */
  again(row) {
    const { expr, label } = row;
    this.#requestRoll({ expr, label, to: recipientsOf(row), retryOf: null });
  }

  /**
   * Repeats an unanswered request. The id stays the same, so the server answers with the first
   * result if it has rolled already.
   *
   * @param {Row} row
   */
  retry(row) {
    const { expr, label, key } = row;
    this.#requestRoll({ expr, label, to: recipientsOf(row), retryOf: key });
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

  /** Loads what a lost connection would keep from being loaded. */
  async prepare() {
    // Loaded again when it is needed.
    await loadPractice().catch(() => {});
  }

  /** @param {RequestedRoll} request @returns {Promise<void> | undefined} of a practice roll */
  #requestRoll(request) {
    const { state } = this.#store;
    if (state.practice && request.expr !== '') return this.#practise(request);
    const id = request.retryOf ?? this.#requests.nextId();
    const atTable = state.table?.status === 'at' || state.table?.status === 'joining';
    const message = encodeRoll(
      { id, expr: request.expr, label: atTable ? request.label : '', to: atTable ? request.to : null });
    const problem = precheck(state, request, message.length);
    if (problem !== null) {
      this.#store.dispatch({ type: 'refused', problem });
      return undefined;
    }
    this.#start(id, message, request);
    return undefined;
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
  async #practise({ expr, label }) {
    const practice = await loadPractice().catch(() => null);
    if (practice === null) {
      this.#store.dispatch({ type: 'refused', problem: UNLOADED });
      return;
    }
    const roll = practice.practiceRoll(expr, this.#randomInt);
    const id = this.#requests.nextId();
    this.#store.dispatch(roll === null
      ? { type: 'refused', problem: PRACTICE }
      : { type: 'practised', id, expr, label, roll });
  }
}
