// @ts-check
/** The history of typed texts, and a position in it. Pure. */

/**
 * @typedef {object} History
 * @property {readonly string[]} texts newest first
 * @property {number} at index of the text in the input; -1 for the draft
 * @property {string} draft the text before the first step back
 */
/** @typedef {{ history: History, text: string }} Step */

/** @param {readonly string[]} texts newest first @returns {History} */
export const startHistory = (texts) => ({ texts, at: -1, draft: '' });

/**
 * Goes to the next older text that differs from the input.
 *
 * @param {History} history
 * @param {string} text of the input
 * @returns {Step | null} null if there is none
 */
export const back = (history, text) => {
  const { texts, at } = history;
  const next = texts.findIndex((older, index) => index > at && older !== text);
  if (next < 0) return null;
  const draft = at < 0 ? text : history.draft;
  return { history: { texts, at: next, draft }, text: texts[next] };
};

/** Goes to the next newer text, and finally to the draft. @param {History} history @returns {Step | null} */
export const forward = ({ texts, at, draft }) => {
  if (at < 0) return null;
  return { history: { texts, at: at - 1, draft }, text: at === 0 ? draft : texts[at - 1] };
};
