// @ts-check
/** Messages to the player outside the log. Pure. */

/** @typedef {import('./model.js').Problem} Problem */
/** @typedef {import('./model.js').State} State */

/** Announces a text to screen readers. @param {State} state @param {string} text @returns {State} */
export const announce = (state, text) =>
  ({ ...state, announcement: { serial: state.announcement.serial + 1, text } });

/** Shows and announces a line. @param {State} state @param {string} notice @returns {State} */
export const notify = (state, notice) => announce({ ...state, notice }, notice);

/** Shows and announces a problem under the input. @param {State} state @param {Problem} found @returns {State} */
export const reportProblem = (state, found) =>
  announce({ ...state, problem: found }, [found.message, found.hint && `Try ${found.hint}.`]
    .filter(Boolean).join(' '));
