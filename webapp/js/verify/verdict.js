// @ts-check
/** What the page says of one roll of its log, with all that it was told. Pure. */

import { isObject } from '../lib/json.js';
import { readPlace } from './proof.js';
import { checkRoll } from './roll.js';

/** @typedef {import('./received.js').Roll} Roll */
/** @typedef {import('./roll.js').Finding} Finding */

const OTHER_NUMBER = 'The proof is of another number than the one that came with the roll.';
const LATE = 'The server had not announced its series before the first roll of it.';
const OTHER_SEED = 'The proof has another seed than the one that this page had sent.';

/** @type {Record<import('./received.js').When, string>} */
const NOTES = {
  told: '',
  late: '',
  away: ' This page came after the series had begun, so it does not know when it was announced.',
  private: ' The series of whispers is not announced to the whole table, so this page does not know when it was.',
};

/**
 * @param {object} known
 * @param {Roll} known.roll as it came
 * @param {unknown} known.proof as the server answered
 * @param {string} known.asked the expression as it was typed, of an own roll
 * @param {import('./received.js').When} known.told when its root was
 * @param {string | undefined} known.seed that the server had accepted from this page for this root, if it had
 * @returns {Finding}
 */
export const verdictOf = ({ roll, proof, asked, told, seed }) => {
  const complete = isObject(proof) ? { ...proof, expr: proof.expr ?? roll.expr ?? asked } : proof;
  const finding = checkRoll(complete, roll.roll);
  const place = readPlace(proof);
  const wrong = (/** @type {string} */ text) => /** @type {const} */ ({ ...finding, kind: 'wrong', text });
  if (finding.kind === 'wrong') return finding;
  if (place?.root !== roll.place?.root || place?.index !== roll.place?.index) return wrong(OTHER_NUMBER);
  if (seed !== undefined && seed !== finding.numbers?.proof.seed) return wrong(OTHER_SEED);
  if (told === 'late') return wrong(LATE);
  return told === 'told' ? finding : { ...finding, kind: 'partly', text: finding.text + NOTES[told] };
};
