// @ts-check
/** A roll whose dice the player enters by hand, one after the other, as the server asks for them. */

import { countOrNull, isFiniteNumber, isObject, textOrNull } from '../lib/json.js';

/** @typedef {import('../net/encode.js').Recipients} Recipients */
/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */
/** @typedef {number | string} Face */
/**
 * @typedef {object} Wanted the die whose face is missing
 * @property {string} die such as `d6`
 * @property {Face[]} faces all that it has; empty if they are too many
 * @property {number} number its place in its pool
 * @property {number} of how many dice the pool has
 * @property {boolean} again whether it is rolled once more
 */
/**
 * @typedef {object} Progress
 * @property {readonly Face[]} faces entered so far
 * @property {Wanted | null} wanted null until the first answer
 * @property {boolean} busy whether an answer is awaited
 * @property {string} problem what is wrong with the last face; may be empty
 */
/** @typedef {{ expr: string, label: string, to: Recipients }} Roll */
/**
 * @typedef {object} Page
 * @property {typeof import('../net/encode.js').encodeRoll} encode
 * @property {(failure: import('../net/protocol.js').Failure) => void} refuse shows an error of the text
 */

const NO_ANSWER = 'The server did not answer. Enter the die again.';
const TOO_MANY = 'These are too many dice to enter by hand.';

/** Faces are in the message once more with each die. */
const isFace = (/** @type {unknown} */ face) => isFiniteNumber(face) || (typeof face === 'string' && face !== '');

/** @param {unknown} value of the server, which any engine wrote @returns {Wanted | null} */
export const readWanted = (value) => {
  if (!isObject(value)) return null;
  const die = textOrNull(value.die) || 'die';
  const part = textOrNull(value.part) ?? '';
  return {
    die: part ? `${die}, ${part}` : die,
    faces: Array.isArray(value.faces) && value.faces.every(isFace) ? value.faces : [],
    number: countOrNull(value.number) ?? 1,
    of: countOrNull(value.of) ?? 1,
    again: value.again === true,
  };
};

/** Confined to the page's one thread. */
export class HandEntry {
  #request;
  #store;
  #roll;
  #show;
  #end;
  #requests;
  #page;
  /** @type {Progress} */
  #progress = { faces: [], wanted: null, busy: false, problem: '' };

  /**
   * @param {object} parts
   * @param {Pick<import('./patient-request.js').PatientRequest, 'ask' | 'abandon'>} parts.request
   * @param {Pick<import('../net/requests.js').Requests, 'nextId'>} parts.requests
   * @param {import('../state/store.js').Store} parts.store
   * @param {Page} parts.page
   * @param {Roll} parts.roll
   * @param {(progress: Progress) => void} parts.show
   * @param {() => void} parts.end called when the roll is in the log, or cannot be rolled
   */
  constructor({ request, requests, store, page, roll, show, end }) {
    this.#page = page;
    this.#request = request;
    this.#requests = requests;
    this.#store = store;
    this.#roll = roll;
    this.#show = show;
    this.#end = end;
  }

  /** Asks for the first die. */
  start() {
    return this.#ask([]);
  }

  /** Adds what a die showed, and asks for the next. @param {Face} face */
  async enter(face) {
    if (!this.#progress.busy) await this.#ask([...this.#progress.faces, face]);
  }

  /** Takes the last face back. */
  async back() {
    const { faces, busy } = this.#progress;
    if (!busy && faces.length > 0) await this.#ask(faces.slice(0, -1));
  }

  /** Ends without a roll. */
  cancel() {
    this.#request.abandon();
  }

  /** @param {Partial<Progress>} change */
  #update(change) {
    this.#progress = { ...this.#progress, ...change };
    this.#show(this.#progress);
  }

  /** @param {readonly Face[]} faces */
  async #ask(faces) {
    const { state } = this.#store;
    const { expr, label, to } = this.#roll;
    const atTable = state.table?.status === 'at';
    const encode = (/** @type {string} */ id) =>
      this.#page.encode({ id, expr, label: atTable ? label : '', to: atTable ? to : null, faces });
    if (encode(this.#requests.nextId()).length > state.limits.messageChars) {
      this.#update({ problem: TOO_MANY });
      return;
    }
    this.#update({ busy: true, problem: '' });
    const answer = await this.#request.ask(encode);
    this.#progress = { ...this.#progress, busy: false };
    this.#onAnswer(answer, faces);
  }

  /** @param {ServerMessage | null} answer @param {readonly Face[]} faces that it answers */
  #onAnswer(answer, faces) {
    if (answer?.type === 'result') {
      const { id } = answer;
      // As if it had been a random roll, whose row waits for its answer.
      this.#store.dispatch({ type: 'rolled', id, ...this.#roll, retryOf: null });
      this.#store.dispatch({ type: 'received', message: answer });
      this.#end();
    } else if (answer?.type !== 'error') {
      this.#update({ problem: NO_ANSWER });
    } else if (answer.code === 'faces_wanted') {
      this.#update({ faces, wanted: readWanted(answer.wanted) });
    } else if (answer.code === 'bad_faces' || answer.temporary) {
      this.#update({ problem: answer.message });
    } else {
      this.#refuse(answer);
    }
  }

  /** @param {import('../net/protocol.js').Failure} failure of the text, whatever the dice show */
  #refuse(failure) {
    const { pos } = failure;
    const start = this.#store.state.text.indexOf(this.#roll.expr);
    this.#page.refuse({ ...failure, pos: pos === null || start < 0 ? null : pos + start });
    this.#end();
  }
}
