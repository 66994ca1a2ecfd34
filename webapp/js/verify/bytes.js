// @ts-check
/** Bytes, and the hash functions of the proofs, which browsers have on https alone. Pure. */

import { hmac } from '../noble-hashes/hmac.js';
import { sha256 } from '../noble-hashes/sha2.js';

const HASH = /^[0-9a-f]{64}$/;

/** Whether this is a hash, a key or a root: 32 bytes as hexadecimal digits in lower case. @param {unknown} value @returns {value is string} */
export const isHash = (value) => typeof value === 'string' && HASH.test(value);

/** @param {string} digits an even number of them */
export const bytesOf = (digits) =>
  Uint8Array.from(digits.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));

/** @param {Uint8Array} bytes */
export const digitsOf = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** @param {string} text */
export const utf8 = (text) => new TextEncoder().encode(text);

/** @param {number} number from 0 to 2^32 - 1 */
export const uint32 = (number) => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, number);
  return bytes;
};

/** @param {Uint8Array[]} parts */
const joined = (parts) => {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
};

/** @param {...Uint8Array} parts */
export const hash = (...parts) => sha256(joined(parts));

/** @param {Uint8Array} key @param {...Uint8Array} parts */
export const keyedHash = (key, ...parts) => hmac(sha256, key, joined(parts));
