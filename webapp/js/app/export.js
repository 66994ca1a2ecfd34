// @ts-check
/** Exports the log, and shares saved rolls. Loaded on first use. */

import { makeLogExport } from './log-export.js';
import { makePresetSharing } from './preset-sharing.js';

/** @typedef {{ notify: (text: string) => void, copy: (text: string) => Promise<boolean> }} Reports */

/** @param {Document} document @param {import('./actions.js').Parts} parts @param {Reports} reports */
export const makeExport = (document, parts, reports) => ({
  exportLog: makeLogExport(document, parts),
  ...makePresetSharing(document, parts, reports),
});
