// @ts-check
/** One proof: from a roll key to the root of its series, and to the seed of the roll. See src/docs/verify.md. Pure. */

import { countOrNull, isObject, textOrNull } from '../lib/json.js';
import { bytesOf, digitsOf, hash, isHash, keyedHash, uint32, utf8 } from './bytes.js';

/**
 * @typedef {object} Place the number of a roll
 * @property {string} root of its series
 * @property {number} index in it
 */
/**
 * @typedef {object} Proof
 * @property {string} root
 * @property {number} index
 * @property {string} key of the roll
 * @property {string[]} path the siblings on the way to the root, the lowest first
 * @property {string} seed the player's; empty if they gave none
 * @property {string} expr as the engine got it
 */

/** The siblings on the way from a number to the root of a series; of a single roll there are none. */
const PATH_LENGTH = 6;

/** The last number of a series. */
export const MAX_INDEX = 2 ** PATH_LENGTH - 1;

/** The longest texts of a proof; longer ones are not of Dicegate. */
const MAX_SEED_BYTES = 64;
const MAX_EXPR_CHARS = 4096;

/** What no seed may have: control characters, and half a character, about whose bytes programs disagree. */
const NO_SEED = /[\p{Control}\p{Surrogate}]/u;
const HALF = /\p{Surrogate}/u;

const LEAF = Uint8Array.of(0);
const NODE = Uint8Array.of(1);
const ZERO = Uint8Array.of(0);
const PURPOSE = utf8('dicegate roll');

/** @param {unknown} value @returns {Place | null} */
export const readPlace = (value) => {
  if (!isObject(value) || !isHash(value.root)) return null;
  const index = countOrNull(value.index);
  return index === null || index > MAX_INDEX ? null : { root: value.root, index };
};

/** @param {unknown} value @returns {value is string[]} */
const isPath = (value) => Array.isArray(value) && (value.length === PATH_LENGTH || value.length === 0) && value.every(isHash);

/** @param {string} text */
const isSeed = (text) => !NO_SEED.test(text) && utf8(text).length <= MAX_SEED_BYTES;

/** Reads a complete proof. @param {unknown} value @returns {Proof | null} */
export const readProof = (value) => {
  const place = readPlace(value);
  if (place === null || !isObject(value)) return null;
  const { key, path } = value;
  const seed = textOrNull(value.seed);
  const expr = textOrNull(value.expr);
  const isComplete = isHash(key) && isPath(path) && seed !== null && isSeed(seed)
    && expr !== null && expr.length <= MAX_EXPR_CHARS && !HALF.test(expr);
  return isComplete ? { ...place, key, path, seed, expr } : null;
};

/** Returns the root to which a key leads. @param {Pick<Proof, 'key' | 'index' | 'path'>} proof */
export const rootOf = ({ key, index, path }) => {
  let place = index;
  let node = hash(LEAF, bytesOf(key));
  for (const sibling of path) {
    const other = bytesOf(sibling);
    node = place % 2 === 0 ? hash(NODE, node, other) : hash(NODE, other, node);
    place = Math.floor(place / 2);
  }
  return digitsOf(node);
};

/** Whether its root is that of a single roll, to whose key nobody was committed. @param {Proof} proof */
export const isSingle = ({ path }) => path.length === 0;

/** Whether the key is the one to which the server was committed. @param {Proof} proof */
export const isCommitted = (proof) => proof.index < 2 ** proof.path.length && rootOf(proof) === proof.root;

/** Returns the seed of the roll: 32 bytes. @param {Omit<Proof, 'path'>} proof */
export const rollSeed = ({ key, root, index, seed, expr }) =>
  keyedHash(bytesOf(key), PURPOSE, ZERO, bytesOf(root), uint32(index), utf8(seed), ZERO, utf8(expr));
