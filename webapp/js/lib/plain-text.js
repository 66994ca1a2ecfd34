// @ts-check
/** The rule for text that people type for others to read; the server's is in `dicegate.text.PlainText`. Pure. */

/** Control, line and direction characters, and lone surrogates; the two joiners are allowed. */
const NOT_PLAIN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u;

/** The longest label, in UTF-16 units. */
export const MAX_LABEL_CHARS = 80;

/** @param {string} text */
export const isPlainText = (text) => !NOT_PLAIN.test(text);

/** Returns a text without the characters that are not allowed, and without blanks around it. @param {string} text */
export const plainText = (text) => text.replace(new RegExp(NOT_PLAIN, 'gu'), '').trim();

/** Whether a text can be the name of a theme of dice, or is empty: the server refuses others. @param {unknown} value @returns {value is string} */
export const isTheme = (value) => typeof value === 'string' && /^(?:[a-z][a-z\d-]{0,23})?$/.test(value);
