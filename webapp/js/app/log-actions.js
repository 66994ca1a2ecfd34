// @ts-check
/** Actions on the log: copy a row, save all of it; and the line above the input that reports them. */

import { copyText, rollAsText } from '../roll/copy.js';

/** @typedef {import('../state/model.js').Row} Row */

/** Few players save the log. */
const loadExport = () => import('../roll/export.js');

/** Tells spreadsheets that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** @param {Document} document @param {import('./actions.js').Parts} parts */
export const makeLogActions = (document, { store }) => {
  /** Shows a line above the input; an empty one hides it. @param {string} text */
  const notify = (text) => store.dispatch({ type: 'noticed', text });

  /** @param {string} text @returns {Promise<boolean>} whether the browser allowed it */
  const copy = (text) => copyText(text, document, navigator);

  /** @param {(module: Awaited<ReturnType<typeof loadExport>>) => void} write */
  const save = async (write) => {
    const loaded = await loadExport().catch(() => null);
    if (loaded === null) notify('The log could not be saved. Check the connection to the server.');
    else write(loaded);
  };

  return {
    notify,
    copy,
    /** @param {Row} row */
    copyRow: async (row) => {
      const copied = await copy(rollAsText(row));
      notify(copied ? 'Copied.' : 'This browser does not allow copying.');
    },
    saveCsv: () => save(({ logAsCsv, saveText }) =>
      saveText(document, 'dicegate.csv', 'text/csv', BYTE_ORDER_MARK + logAsCsv(store.state.rows))),
    saveJson: () => save(({ logAsJson, saveText }) =>
      saveText(document, 'dicegate.json', 'application/json', logAsJson(store.state.rows))),

    /** Loads what a lost connection would keep from being loaded. */
    prepare: async () => {
      // Loaded again when it is needed.
      await loadExport().catch(() => {});
    },
  };
};
