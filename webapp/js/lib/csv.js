// @ts-check
/** Tables as CSV (RFC 4180) that spreadsheets open without running what is in them. Pure. */

/** The first characters of formulas in spreadsheets; some accept the wide forms, too. */
const FORMULA = /^[=+\-@\t\r\n＝＋－＠]/;

/** Totals, which may begin with a minus. */
const NUMBERS = /^-?\d[\d.]*(?:, -?\d[\d.]*)*$/;

/** Escapes a field; a text that looks like a formula is quoted, a negative number is not. @param {string} text */
const field = (text) => {
  const safe = FORMULA.test(text) && !NUMBERS.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

/** @param {readonly (readonly string[])[]} lines the names of the columns first @returns {string} */
export const csvOf = (lines) => lines.map((line) => `${line.map(field).join(',')}\r\n`).join('');
