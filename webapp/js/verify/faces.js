// @ts-check
/** From the seed of a roll to the faces of its dice, see src/docs/verify.md. Pure. */

import { keyedHash, uint32 } from './bytes.js';

/** @typedef {readonly [sides: number, face: number]} Face the number of a side, from 1 */

/** The most sides of a die. */
export const MAX_SIDES = 1e9;

/** @param {Uint8Array} seed of a roll @returns {() => number} its stream, byte by byte */
const streamOf = (seed) => {
  let block = new Uint8Array(0);
  let blocks = 0;
  let at = 0;
  return () => {
    if (at === block.length) {
      block = new Uint8Array(keyedHash(seed, uint32(blocks)));
      blocks += 1;
      at = 0;
    }
    at += 1;
    return block[at - 1];
  };
};

/** @param {number} sides */
const bytesFor = (sides) => {
  if (sides <= 2 ** 8) return 1;
  return sides <= 2 ** 16 ? 2 : 4;
};

/**
 * Returns a function from a number of sides, 1 to {@link MAX_SIDES}, to the next face of a die with them.
 *
 * @param {Uint8Array} seed of the roll
 * @returns {(sides: number) => number}
 */
export const facesOf = (seed) => {
  const next = streamOf(seed);
  return (sides) => {
    if (sides === 1) return 1;
    const count = bytesFor(sides);
    const span = 256 ** count;
    const limit = span - (span % sides);
    for (;;) {
      let number = 0;
      for (let taken = 0; taken < count; taken += 1) number = number * 256 + next();
      if (number < limit) return (number % sides) + 1;
    }
  };
};
