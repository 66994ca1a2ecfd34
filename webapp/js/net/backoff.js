// @ts-check
/** The wait before the next attempt to connect. */

/** The longest wait before each attempt; the last applies to all later ones. */
export const BACKOFF_MS = Object.freeze([500, 1000, 2000, 4000, 8000, 15000]);

/**
 * Returns the wait before an attempt: random, up to its entry in the table ("full jitter"), so that
 * the clients of a restarted server do not all reconnect at once.
 *
 * @param {number} attempt number of failed attempts since the last stable connection
 * @param {() => number} random a number from 0 inclusive to 1 exclusive
 * @returns {number} milliseconds
 */
export const backoffMs = (attempt, random) => {
  const capMs = BACKOFF_MS[Math.min(Math.max(attempt, 0), BACKOFF_MS.length - 1)];
  return Math.floor(random() * capMs);
};
