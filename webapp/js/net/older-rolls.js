// @ts-check
/** Asks for the rolls that a table keeps from before the oldest one here. */

/** The most entries that one answer may have, see `history` in src/docs/tables.md. */
export const PAGE_ENTRIES = 100;

/**
 * @param {string} id
 * @param {number | null} before the position under which to look; null for the newest
 * @param {boolean} [proofs] whether to ask for complete proofs
 */
export const encodeHistory = (id, before, proofs = false) => JSON.stringify(
  { type: 'history', id, ...(before !== null && { before }), limit: PAGE_ENTRIES, ...(proofs && { proofs }) });
