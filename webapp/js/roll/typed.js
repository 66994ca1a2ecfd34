// @ts-check
/** What a player means by characters that phones, word processors and web pages put in place of ASCII. Pure. */

import { endOfRoll } from './notation.js';

/** Characters without width. Joiners are meant in labels, and never in a roll. */
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** What may be between a roll and its label. */
const GAP = /^[\p{Zs}\u00ad\u200b-\u200d\u2060\ufeff]+/u;

/** The forms for East Asian typography of the ASCII characters from `!` to `~`. */
const FULL_WIDTH = /[\uff01-\uff5e]/gu;
const FULL_WIDTH_OFFSET = 0xfee0;

/** @type {readonly (readonly [RegExp, string])[]} */
const MEANT = [
  [/[\u2010-\u2015\u2212\ufe58\ufe63]/gu, '-'],
  [/[\u00d7\u2715\u22c5]/gu, '*'],
  [/[\u00f7\u2044\u2215]/gu, '/'],
  [/\u2264/gu, '<='],
  [/\u2265/gu, '>='],
  [/[\p{Zs}]/gu, ' '],
];

/** @param {string} text */
const asAscii = (text) => MEANT.reduce((meant, [pattern, by]) => meant.replace(pattern, by), text)
  .replace(INVISIBLE, '')
  .replace(FULL_WIDTH, (char) => String.fromCharCode(char.charCodeAt(0) - FULL_WIDTH_OFFSET));

/**
 * Replaces such characters in the roll; a label stays as it is.
 *
 * @param {string} text as typed or pasted
 */
export const plainTyped = (text) => {
  // A label may begin behind a no-break space.
  const end = endOfRoll(text.replace(/\p{Zs}/gu, ' '));
  const gap = GAP.exec(text.slice(end))?.[0].length ?? 0;
  return asAscii(text.slice(0, end + gap)) + text.slice(end + gap);
};
