// @ts-check
/** Actions on the log: copy a row, save all of it; and the line above the input that reports them. */

import { copyText, rollAsText } from '../roll/copy.js';
import { logAsCsv, logAsJson, saveText } from '../roll/export.js';

/** @typedef {import('../state/model.js').Row} Row */

/** Tells spreadsheets that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** @param {Document} document @param {import('./actions.js').Parts} parts */
export const makeLogActions = (document, { store }) => {
  /** Shows a line above the input; an empty one hides it. @param {string} text */
  const notify = (text) => store.dispatch({ type: 'noticed', text });

  /** @param {string} text @returns {Promise<boolean>} whether the browser allowed it */
  const copy = (text) => copyText(text, document, navigator);

  return {
    notify,
    copy,
    /** @param {Row} row */
    copyRow: async (row) => {
      const copied = await copy(rollAsText(row));
      notify(copied ? 'Copied.' : 'This browser does not allow copying.');
    },
    saveCsv: () =>
      saveText(document, 'dicegate.csv', 'text/csv', BYTE_ORDER_MARK + logAsCsv(store.state.rows)),
    saveJson: () =>
      saveText(document, 'dicegate.json', 'application/json', logAsJson(store.state.rows)),
  };
};
