// @ts-check
/** When the roots of a log's series were published: rule 5 of src/docs/verify.md. Pure. */

import { countOrNull, isObject, readList } from '../lib/json.js';
import { isHash } from './bytes.js';

/**
 * @typedef {object} Commitment
 * @property {string | null} by the member's id; null for the own series of whoever exported the log
 * @property {string} root
 * @property {number} seq of the newest entry then
 * @property {boolean} begun whether the series may have had rolls before
 */
/** @typedef {readonly [from: number, to: number]} Span of `seq`, both ends included */
/** @typedef {'before' | 'late' | 'unseen' | 'silent' | 'never'} When a root was published: before the roll, with it or
 *   later, unknown since nobody was there to see it, or since nothing was published of the member at all; `never`: it was not */

/** @param {unknown} value @returns {Commitment | null} */
const readCommitment = (value) => {
  if (!isObject(value) || !isHash(value.root)) return null;
  const seq = countOrNull(value.seq);
  const by = value.by === undefined ? null : value.by;
  if (seq === null || (by !== null && typeof by !== 'string')) return null;
  return { by, root: value.root, seq, begun: value.begun === true };
};

/** @param {unknown} value @returns {Span | null} */
const readSpan = (value) => {
  const [from = null, to = null, ...more] = Array.isArray(value) ? value.map(countOrNull) : [];
  return from === null || to === null || more.length > 0 ? null : [from, to];
};

/** Of one log. */
export class Commitments {
  /** @type {Map<string, Map<string, number>>} the least seq by root, by member */
  #byMember = new Map();
  /** @type {Set<string>} */
  #own = new Set();
  #atTable;
  #spans;
  #since;

  /** @param {readonly Commitment[]} all @param {readonly Span[]} spans in which the page was at the table; none if the log does not say */
  constructor(all, spans) {
    this.#atTable = all.filter(({ by }) => by !== null);
    this.#spans = spans;
    this.#since = Math.min(...this.#atTable.map(({ seq }) => seq));
    for (const { by, root, seq } of all) {
      if (by === null) this.#own.add(root);
      else {
        const roots = this.#byMember.get(by) ?? new Map();
        this.#byMember.set(by, roots.set(root, Math.min(seq, roots.get(root) ?? Infinity)));
      }
    }
  }

  /** Finds out when the root of a roll for all was published. @param {string | null} by @param {string} root @param {number | null} seq @returns {When} */
  whenPublished(by, root, seq) {
    const ofMember = this.#byMember.get(by ?? '');
    const published = ofMember?.get(root);
    if (published !== undefined && seq !== null && published < seq) return 'before';
    if (!this.#isPresent(seq)) return 'unseen';
    if (published !== undefined) return 'late';
    return ofMember === undefined ? 'silent' : 'never';
  }

  /** Whether the root of an own roll was published. @param {string} root @returns {boolean} also if the log says nothing of own series */
  isOwn(root) {
    return this.#own.size === 0 || this.#own.has(root);
  }

  /** Returns the roots of the series at the table of which the log has all rolls. @param {number} firstSeq of the log */
  complete(firstSeq) {
    return new Set(this.#atTable.filter(({ begun, seq }) => !begun && firstSeq <= seq + 1).map(({ root }) => root));
  }

  /** @param {number | null} seq */
  #isPresent(seq) {
    if (seq === null) return true;
    if (this.#spans.length === 0) return seq > (Number.isFinite(this.#since) ? this.#since : 0);
    return this.#spans.some(([from, to]) => from <= seq && seq <= to);
  }
}

/** @param {Record<string, unknown>} log @returns {Commitments | null} null if it has none */
export const readCommitments = ({ commitments, present }) =>
  (Array.isArray(commitments) ? new Commitments(readList(commitments, readCommitment), readList(present, readSpan)) : null);
