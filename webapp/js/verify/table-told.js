// @ts-check
/** What the server has told about one log of a table: its rolls, and the roots of its members. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { isHash } from './bytes.js';
import { Commitments } from './commitments.js';
import { readReceived } from './received.js';

/** @typedef {Record<string, unknown>} Frame */
/** @typedef {import('./received.js').Roll} Roll */
/** @typedef {import('./commitments.js').Commitment} Commitment */

/** The most rolls that are kept: as many as the log keeps rows. */
const MAX_ROLLS = 10_000;

/** @param {unknown} value @returns {Frame | null} */
const objectOrNull = (value) => (isObject(value) ? value : null);

/** @param {unknown} members */
const membersIn = (members) => readList(members, (member) => {
  const { id, roots } = isObject(member) ? member : {};
  return typeof id === 'string' ? { id, roots: readList(roots, textOrNull) } : null;
});

/** Gets the frames of the table in the order in which they came. */
export class TableTold {
  /** @type {Map<number, Roll>} by position */
  #rolls = new Map();
  /** When each root was told. @type {Map<string, Commitment & { by: string }>} */
  #roots = new Map();
  #newest = 0;
  /** The entries that came while the page was at the table. @type {[from: number, to: number][]} */
  #spans = [];
  /** Whether the page may have missed entries. */
  #isAway = true;
  #you = '';
  /** All members that the page knows: new roots of these may be of series that began earlier. @type {Set<string>} */
  #members = new Set();

  /** @param {string} log names it */
  constructor(log) {
    this.log = log;
  }

  /** @param {Frame} joined */
  join({ position, you, members, history, series }) {
    this.#you = isObject(you) ? textOrNull(you.id) ?? '' : '';
    const newest = Number(textOrNull(position)?.split(':')[1]) || 0;
    if (this.#isAway || newest !== this.#newest) this.#spans.push([newest + 1, newest]);
    this.#isAway = false;
    this.#newest = newest;
    if (isObject(series)) {
      // A series that this page has given no seed has no rolls.
      this.#tell(series.root, this.#you, Boolean(series.seed));
      this.tellOwn(series.next);
    }
    for (const { id, roots } of membersIn(members)) {
      this.#members.add(id);
      for (const root of roots) this.#tell(root, id, true);
    }
    this.addAll(history);
  }

  /** The connection was lost: the page may miss entries and roots. */
  cut() {
    this.#isAway = true;
  }

  /** Notes a root of this player, of a series that has not begun. @param {unknown} root */
  tellOwn(root) {
    this.#tell(root, this.#you, false);
  }

  /** Notes the roots of the members. @param {unknown} members */
  tellAll(members) {
    for (const { id, roots } of membersIn(members)) {
      // Of somebody who has come back, an earlier series may go on.
      const isNew = !this.#members.has(id) || roots.some((root) => this.#roots.get(root)?.by === id);
      for (const root of roots) this.#tell(root, id, !isNew);
      this.#members.add(id);
    }
  }

  /** @param {number | null} seq of an entry that has come */
  advance(seq) {
    this.#newest = Math.max(this.#newest, seq ?? 0);
    const span = this.#spans.at(-1);
    if (span !== undefined && !this.#isAway) span[1] = this.#newest;
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
    if (isObject(rolled.by) && typeof rolled.by.id === 'string') this.#members.add(rolled.by.id);
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
  whenTold({ place, to, by, seq }) {
    const when = new Commitments(this.commitments, this.present).whenPublished(by, place?.root ?? '', seq);
    return to === 'private' && when !== 'before' ? 'private' : when;
  }

  /** The commitments for an exported log. @returns {Commitment[]} */
  get commitments() {
    return [...this.#roots.values()];
  }

  /** The entries that came while the page was at the table: from and to, both included. @returns {[number, number][]} */
  get present() {
    return this.#spans.filter(([from, to]) => from <= to);
  }

  /** @param {unknown} root @param {string} by @param {boolean} begun whether the series may have had rolls */
  #tell(root, by, begun) {
    if (isHash(root) && !this.#roots.has(root)) this.#roots.set(root, { by, root, seq: this.#newest, begun });
  }
}
