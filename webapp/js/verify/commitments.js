// @ts-check
/** When the roots of a log's series were told, see src/docs/verify.md. Pure. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { isHash } from './bytes.js';

/**
 * @typedef {object} Commitment
 * @property {string | null} by the member's id; null for the own series of whoever exported the log
 * @property {string} root
 * @property {number} seq of the newest entry then; of own series, the number of own results before
 */
/** @typedef {{ by: string | null, root: string, seq: number }} FirstRoll of a series: `seq` as in a commitment, from 1 */

/** @param {unknown} value @returns {Commitment | null} */
const readCommitment = (value) => {
  if (!isObject(value) || !isHash(value.root)) return null;
  const seq = countOrNull(value.seq);
  return seq === null ? null : { by: textOrNull(value.by), root: value.root, seq };
};

/** @param {unknown} value */
export const readCommitments = (value) => readList(value, readCommitment);

/**
 * Finds out whether a root was told before its series began.
 *
 * @param {readonly Commitment[]} commitments
 * @param {FirstRoll} first
 * @returns {'told' | 'before' | 'unknown' | 'late'} `before`: the series began before whoever exported the log was at
 *   the table; `unknown`: there is no commitment of this member
 */
export const whenTold = (commitments, { by, root, seq }) => {
  const own = commitments.filter((commitment) => commitment.by === by);
  if (own.length === 0) return 'unknown';
  if (own.some((commitment) => commitment.root === root && commitment.seq < seq)) return 'told';
  const ofTable = commitments.filter((commitment) => (commitment.by === null) === (by === null));
  return seq <= Math.min(...ofTable.map((commitment) => commitment.seq)) ? 'before' : 'late';
};
