// @ts-check
/** What was typed before, and where in it the player is. Pure. */

/**
 * @typedef {object} History
 * @property {readonly string[]} texts newest first
 * @property {number} at which of them stands in the input; -1 for none
 * @property {string} draft what stood there before
 */
/** @typedef {{ history: History, text: string }} Step */

/** @param {readonly string[]} texts newest first @returns {History} */
export const startHistory = (texts) => ({ texts, at: -1, draft: '' });

/**
 * Goes to the next older text, past those that are the same as what stands in the input.
 *
 * @param {History} history
 * @param {string} text what stands in the input
 * @returns {Step | null} null when there is none
 */
export const back = (history, text) => {
  const { texts, at } = history;
  const next = texts.findIndex((older, index) => index > at && older !== text);
  if (next < 0) return null;
  const draft = at < 0 ? text : history.draft;
  return { history: { texts, at: next, draft }, text: texts[next] };
};

/** Goes to the next newer text, in the end to the draft. @param {History} history @returns {Step | null} */
export const forward = ({ texts, at, draft }) => {
  if (at < 0) return null;
  return { history: { texts, at: at - 1, draft }, text: at === 0 ? draft : texts[at - 1] };
};
