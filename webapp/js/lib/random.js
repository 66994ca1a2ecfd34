// @ts-check
/** Random numbers from the browser's generator, which plain http has, too. */

const SPAN = 2 ** 32;

/**
 * Returns a random whole number, all equally likely: numbers of the incomplete last lap are
 * rejected.
 *
 * @param {number} below from 1 to 2^32
 * @param {() => number} [next32] the source; 32 random bits
 * @returns {number} from 0 to `below` - 1
 */
export const randomInt = (below, next32 = randomBits) => {
  const laps = Math.floor(SPAN / below) * below;
  for (;;) {
    const bits = next32();
    if (bits < laps) return bits % below;
  }
};

/** Returns 16 random bytes as hexadecimal digits. */
export const randomDigits = () => Array.from(crypto.getRandomValues(new Uint8Array(16)),
  (byte) => byte.toString(16).padStart(2, '0')).join('');

const randomBits = () => crypto.getRandomValues(new Uint32Array(1))[0];
