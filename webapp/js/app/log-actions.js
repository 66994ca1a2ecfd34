// @ts-check
/** Actions on the log: copy a row; export it and share saved rolls; and the line above the input that reports them. */

import { Late } from '../lib/late.js';
import { copyText, rollAsText } from '../roll/copy.js';
import { withStyles } from '../views/styles.js';

/** @typedef {import('../state/model.js').Row} Row */

/** Few players need it. */
const loadExport = withStyles(() => import('./export.js'));

/** @param {Document} document @param {import('./actions.js').Parts} parts */
export const makeLogActions = (document, parts) => {
  /** Shows a line above the input; an empty one hides it. @param {string} text */
  const notify = (text) => parts.store.dispatch({ type: 'noticed', text });

  /** @param {string} text @returns {Promise<boolean>} whether the browser allowed it */
  const copy = (text) => copyText(text, document, navigator);

  const late = new Late(loadExport, ({ makeExport }) => makeExport(document, parts, { notify, copy }));

  /** @param {(actions: ReturnType<typeof import('./export.js').makeExport>) => void} act */
  const use = async (act) => {
    const made = await late.get();
    if (made === null) notify('This could not be loaded. Check the connection to the server.');
    else act(made);
  };

  return {
    notify,
    copy,
    /** @param {Row} row */
    copyRow: async (row) => {
      const copied = await copy(rollAsText(row));
      notify(copied ? 'Copied.' : 'This browser does not allow copying.');
    },
    /** @param {import('../net/table-frames.js').Acted} acted */
    tellAct: (acted) => use(({ tellAct }) => tellAct(acted)),
    exportLog: () => use(({ exportLog }) => exportLog()),
    sharePresets: () => use(({ sharePresets }) => sharePresets()),
    /** Asks whether to add the saved rolls of a link. @param {string} text */
    offerPresets: (text) => use(({ offerPresets }) => offerPresets(text)),

    /** Loads what a lost connection would keep from being loaded. */
    prepare: async () => {
      // Loaded again when it is needed.
      await loadExport().catch(() => {});
    },
  };
};
