// @ts-check
/** Which close codes end the connection for good; after any other, the page reconnects. */

/** The session continues over another connection; reconnecting would take it from there again. */
const REPLACED = 4409;

/** The range of application codes that forbid reconnecting. */
const FIRST_FINAL = 4500;
const LAST_FINAL = 4999;

/**
 * @param {number} code
 * @param {string} reason
 * @returns {{ phase: 'replaced' } | { phase: 'closed', reason: string } | null} null to reconnect
 */
export const finalPhase = (code, reason) => {
  if (code === REPLACED) return { phase: 'replaced' };
  if (code < FIRST_FINAL || code > LAST_FINAL) return null;
  return { phase: 'closed', reason: reason || `code ${code}` };
};
