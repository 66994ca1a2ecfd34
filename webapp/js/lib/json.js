// @ts-check
/** Reads untrusted JSON: a value of another type is null. */

/** @param {unknown} value @returns {value is Record<string, unknown>} */
export const isObject = (value) =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** @param {unknown} value @returns {value is number} */
export const isFiniteNumber = (value) => typeof value === 'number' && Number.isFinite(value);

/** @param {unknown} value @returns {string | null} */
export const textOrNull = (value) => (typeof value === 'string' ? value : null);

/** @param {unknown} value @returns {number | null} null unless it is a whole number from 0 */
export const countOrNull = (value) =>
  Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : null;

/**
 * Reads a list, and leaves out unreadable members.
 *
 * @template T
 * @param {unknown} value
 * @param {(member: unknown) => T | null} read
 * @returns {T[]}
 */
export const readList = (value, read) => {
  if (!Array.isArray(value)) return [];
  return value.map(read).filter((member) => member !== null);
};

/** @param {string} text @returns {unknown} undefined if it is not JSON */
export const parseJson = (text) => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};
