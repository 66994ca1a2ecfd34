// @ts-check
/** The rule for text that people type for others to read; the server's is in `dicegate.text.PlainText`. Pure. */

/** Control, line and direction characters, and lone surrogates; the two joiners are allowed. */
const NOT_PLAIN = /[\p{Cc}\p{Zl}\p{Zp}\p{Cs}]|(?![\u200c\u200d])\p{Cf}/u;

/** The longest label, in UTF-16 units. */
export const MAX_LABEL_CHARS = 80;

/** @param {string} text */
export const isPlainText = (text) => !NOT_PLAIN.test(text);
