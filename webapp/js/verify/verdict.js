// @ts-check
/** What the page says of one roll of its log, with all that it was told. Pure. */

import { isObject } from '../lib/json.js';
import { readPlace } from './proof.js';
import { checkRoll } from './roll.js';

/** @typedef {import('./received.js').Roll} Roll */
/** @typedef {import('./roll.js').Finding} Finding */

const OTHER_NUMBER = 'The proof is of another number than the one that came with the roll.';
const NEVER = 'The server has never announced its series as one of this player.';
const OTHER_SEED = 'The proof has another seed than the one that this page had sent.';
const OTHER_TEXT = 'The proof has another text than the one that this page had sent.';

/** @type {Record<import('./received.js').When, string>} */
const NOTES = {
  before: '',
  never: '',
  late: ' This roll came before the news of its series, which can happen right after somebody has come.',
  silent: ' The server has announced no series of this player.',
  unseen: ' It is from before this page came, or from a time when it was away, so the page does not know when its series was announced.',
  private: ' The series of whispers is not announced to the whole table, so this page does not know when it was.',
};

/**
 * @param {object} known
 * @param {Roll} known.roll as it came
 * @param {unknown} known.proof as the server answered
 * @param {string} known.asked the expression as it was typed, of an own roll
 * @param {import('./received.js').When} known.told when its root was
 * @param {string | undefined} known.seed that the server had accepted from this page for this root, if it had
 * @param {string} [known.sent] the text that this page had sent; absent if it is not a roll of this page
 * @param {string} [known.fault] what was wrong with it when it came; empty if nothing was
 * @returns {Finding}
 */
export const verdictOf = ({ roll, proof, asked, told, seed, sent, fault = '' }) => {
  const complete = isObject(proof) ? { ...proof, expr: proof.expr ?? roll.expr ?? asked } : proof;
  const finding = checkRoll(complete, roll.roll);
  const place = readPlace(proof);
  const wrong = (/** @type {string} */ text) => /** @type {const} */ ({ ...finding, kind: 'wrong', text });
  if (finding.kind === 'wrong') return finding;
  if (place?.root !== roll.place?.root || place?.index !== roll.place?.index) return wrong(OTHER_NUMBER);
  if (sent !== undefined && sent !== finding.numbers?.proof.expr) return wrong(OTHER_TEXT);
  if (seed !== undefined && seed !== finding.numbers?.proof.seed) return wrong(OTHER_SEED);
  if (fault !== '') return wrong(fault);
  if (told === 'never') return wrong(NEVER);
  return told === 'before' ? finding : { ...finding, kind: 'partly', text: finding.text + NOTES[told] };
};
