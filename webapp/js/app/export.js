// @ts-check
/** Exports the log, tells acts of GMs, and shares saved rolls. Loaded on first use. */

import { actText } from '../views/act-text.js';
import { makeLogExport } from './log-export.js';
import { makePresetSharing } from './preset-sharing.js';

/** @typedef {{ notify: (text: string) => void, copy: (text: string) => Promise<boolean> }} Reports */

/** @param {Document} document @param {import('./actions.js').Parts} parts @param {Reports} reports */
export const makeExport = (document, parts, reports) => ({
  exportLog: makeLogExport(document, parts),
  /** @param {import('../net/table-frames.js').Acted} acted */
  tellAct: ({ frame }) => reports.notify(actText(frame)),
  ...makePresetSharing(document, parts, reports),
});
