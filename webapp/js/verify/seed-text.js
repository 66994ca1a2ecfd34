// @ts-check
/** The text of a player that their seeds begin with. Pure. */

/** A seed has at most 64 bytes: this text, a blank, and 32 random digits. */
export const MAX_BYTES = 31;

/** Those that no seed may have, and half a character. */
const REFUSED = /\p{C}/gu;

/** Cuts a typed text to what fits, between two characters. @param {string} typed */
export const seedText = (typed) => {
  let text = '';
  for (const char of typed.replace(REFUSED, '').trim()) {
    if (new TextEncoder().encode(text + char).length > MAX_BYTES) break;
    text += char;
  }
  return text.trimEnd();
};
