// @ts-check
/** Random numbers from a seed: the same throw on every screen. */

/** Hashes text into a source of 32-bit words (xmur3). @param {string} text */
const wordsOf = (text) => {
  let hash = 1779033703 ^ text.length;
  for (let i = 0; i < text.length; i++) {
    hash = Math.imul(hash ^ text.charCodeAt(i), 3432918353);
    hash = (hash << 13) | (hash >>> 19);
  }
  return () => {
    hash = Math.imul(hash ^ (hash >>> 16), 2246822507);
    hash = Math.imul(hash ^ (hash >>> 13), 3266489909);
    hash ^= hash >>> 16;
    return hash >>> 0;
  };
};

/**
 * Returns a generator (sfc32) for animations alone: its numbers are predictable.
 *
 * @param {string} seed
 * @returns {() => number} the next number, from 0 inclusive to 1 exclusive
 */
export const seeded = (seed) => {
  const word = wordsOf(seed);
  let [a, b, c, d] = [word(), word(), word(), word()];
  return () => {
    const sum = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + sum) | 0;
    return (sum >>> 0) / 4294967296;
  };
};
