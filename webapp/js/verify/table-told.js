// @ts-check
/** What the server has told about one log of a table: its rolls, and the roots of its members. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { readReceived } from './received.js';

/** @typedef {Record<string, unknown>} Frame */
/** @typedef {import('./received.js').Roll} Roll */

/** The most rolls that are kept: as many as the log keeps rows. */
const MAX_ROLLS = 10_000;

/** @param {unknown} value @returns {Frame | null} */
const objectOrNull = (value) => (isObject(value) ? value : null);

/** Gets the frames of the table in the order in which they came. */
export class TableTold {
  /** @type {Map<number, Roll>} by position */
  #rolls = new Map();
  /** When each root was told: the newest entry then. @type {Map<string, { by: string, seq: number }>} */
  #roots = new Map();
  #newest = 0;
  /** The newest entry when the page came, or came back: it does not know the roots that were told before. */
  #since = 0;
  #you = '';

  /** @param {string} log names it */
  constructor(log) {
    this.log = log;
  }

  /** @param {Frame} joined */
  join({ position, you, members, history }) {
    this.#you = isObject(you) ? textOrNull(you.id) ?? '' : '';
    this.#newest = Number(textOrNull(position)?.split(':')[1]) || 0;
    this.#since = this.#newest;
    this.tellAll(members);
    this.addAll(history);
  }

  /** Notes a root of this player. @param {string} root */
  tellOwn(root) {
    this.#tell(root, this.#you);
  }

  /** Notes the roots of the members. @param {unknown} members */
  tellAll(members) {
    for (const { id, roots } of readList(members, objectOrNull)) {
      if (typeof id === 'string') for (const root of readList(roots, textOrNull)) this.#tell(root, id);
    }
  }

  /** @param {number | null} seq of an entry that has come */
  advance(seq) {
    this.#newest = Math.max(this.#newest, seq ?? 0);
  }

  /** @param {unknown} entries of the table's history */
  addAll(entries) {
    for (const entry of readList(entries, objectOrNull)) if (entry.type === 'rolled') this.add(entry);
  }

  /** Adds an entry. @param {Frame} rolled */
  add(rolled) {
    const seq = countOrNull(rolled.seq);
    if (seq === null) return;
    this.advance(seq);
    const roll = readReceived(rolled, seq);
    // What came first counts, unless it was hidden; the answer to an own roll does not say to whom it is.
    const known = this.#rolls.get(seq);
    this.#rolls.set(seq, known?.roll === undefined ? roll : { ...known, to: roll.to });
    // The row of the hidden roll shows the revealed one, whose proof is that of its reveal.
    const reveals = countOrNull(rolled.reveals);
    if (reveals !== null) this.#rolls.set(reveals, roll);
    if (this.#rolls.size > MAX_ROLLS) this.#rolls.delete(/** @type {number} */ (this.#rolls.keys().next().value));
  }

  /** Adds the answer to an own roll, whose entry may follow. @param {number} seq @param {Frame} result */
  answer(seq, result) {
    if (!this.#rolls.has(seq)) this.#rolls.set(seq, { ...readReceived(result, seq), by: this.#you });
  }

  /** @param {number} seq */
  rollAt(seq) {
    return this.#rolls.get(seq);
  }

  /** @param {Roll} roll of this log @returns {import('./received.js').When} */
  whenTold({ place, to, by }) {
    const root = place?.root ?? '';
    const first = Math.min(...[...this.#rolls].filter(([, other]) => other.place?.root === root).map(([seq]) => seq));
    const telling = this.#roots.get(root);
    if (telling !== undefined && telling.by === by && telling.seq < first) return 'told';
    if (to === 'private') return 'private';
    return first > this.#since ? 'late' : 'away';
  }

  /**
   * Returns the commitments for an exported log. A member of whom the log has a series that began while the page was
   * away is left out: a checker would take its root for one that was never told.
   *
   * @param {readonly unknown[]} entries
   * @returns {import('./commitments.js').Commitment[]}
   */
  commitments(entries) {
    const rolls = readList(entries, (entry) => (isObject(entry) ? this.#rolls.get(Number(entry.seq)) ?? null : null));
    const away = new Set(rolls.filter((roll) => roll.to === 'all' && roll.place !== null && this.whenTold(roll) === 'away')
      .map(({ by }) => by));
    return [...this.#roots].filter(([, { by }]) => !away.has(by)).map(([root, { by, seq }]) => ({ by, root, seq }));
  }

  /** @param {string} root @param {string} by */
  #tell(root, by) {
    if (!this.#roots.has(root)) this.#roots.set(root, { by, seq: this.#newest });
  }
}
