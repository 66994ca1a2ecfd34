// @ts-check
/** One roll with its complete proof. Pure. */

import { checkDice } from './dice.js';
import { isPlain } from './plain.js';
import { isCommitted, isSingle, readProof, rollSeed } from './proof.js';
import { digitsOf } from './bytes.js';

/** @typedef {import('./proof.js').Proof} Proof */
/** @typedef {import('./faces.js').Face} Face */
/** @typedef {'ok' | 'partly' | 'none' | 'wrong'} Kind `partly`: right as far as it could be checked; `none`: there is nothing to check */
/** @typedef {{ proof: Proof, rollSeed: string, faces: readonly Face[] }} Numbers for whoever checks them by themselves */
/** @typedef {{ kind: Kind, text: string, numbers: Numbers | null }} Finding `text` is a sentence */

const INCOMPLETE = 'Its proof is not complete.';
const UNCOMMITTED = 'Its key is not the one to which the server was committed.';
const NO_SEED = 'The dice follow from what the server had fixed, but no player gave a seed: the server could have chosen them.';
const RIGHT = 'The dice follow from what the server had fixed before the roll, and from the player\'s seed.';
const NO_ROOT = 'The dice follow from the key and the seed, but nobody was committed to the key: the server could have chosen them.';
/** Number and kind of the dice, and the total, are computed for plain dice alone. */
const NOT_EVALUATED = ' This page does not compute this expression again; java -jar dicegate-engine.jar verify does.';

/** @param {string} text without a capital and a full stop */
export const sentence = (text) => `${text[0].toUpperCase()}${text.slice(1)}.`;

/** Says who had a part in the dice. @param {Proof} proof */
const originOf = (proof) => {
  if (isSingle(proof)) return NO_ROOT;
  return proof.seed === '' ? NO_SEED : RIGHT;
};

/**
 * @param {unknown} value a proof as it was received
 * @param {unknown} roll object of an engine
 * @returns {Finding}
 */
export const checkRoll = (value, roll) => {
  const proof = readProof(value);
  if (proof === null) return { kind: 'wrong', text: INCOMPLETE, numbers: null };
  const seed = rollSeed(proof);
  const { wrong, left, faces } = checkDice(roll, seed, proof.expr);
  const numbers = { proof, rollSeed: digitsOf(seed), faces };
  if (!isCommitted(proof)) return { kind: 'wrong', text: UNCOMMITTED, numbers };
  if (wrong !== '') return { kind: 'wrong', text: sentence(wrong), numbers };
  const isRight = left === '' && isPlain(proof.expr);
  const rest = left === '' ? NOT_EVALUATED : ` Not all could be checked here: ${left}.`;
  const origin = originOf(proof);
  return { kind: isRight && origin === RIGHT ? 'ok' : 'partly', text: isRight ? origin : origin + rest, numbers };
};
