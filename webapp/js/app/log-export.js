// @ts-check
/** Saves and prints the log: the table's, or the page's own. */

import { saveText } from '../lib/save-file.js';
import { fileNameOf, linesOf, logAsCsv, logAsJson, ownLogOf } from '../roll/log-file.js';
import { sendsOlder } from '../state/reach.js';
import { makeExportDialog } from '../views/export-dialog.js';
import { printLog } from '../views/printed-log.js';
import { PAUSE_MS, proveOwn, toldAtTable } from './proven-log.js';
import { isAtTable, TableLog } from './table-log.js';

/** @typedef {import('../roll/log-file.js').Log} Log */
/** @typedef {import('../views/export-dialog.js').Format} Format */

/** Tells spreadsheets that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

const OWN = 'All rolls of this page. Rolls of tables that you have left are as the page showed them.';
const OF_TABLE = 'All rolls that the table keeps and that you may see. Rolls for you alone are not kept by the table, and'
  + ' are not in it.';
const UNSUPPORTED = 'This server does not send the log of a table.';
const CANCELLED = 'Cancelled. Nothing was saved.';
const EMPTY = 'There are no rolls to export.';

/** @type {Record<Format, (log: Log) => void>} */
const WRITERS = {
  json: (log) => saveText(document, fileNameOf(log, 'json'), 'application/json', logAsJson(log)),
  csv: (log) => saveText(document, fileNameOf(log, 'csv'), 'text/csv', BYTE_ORDER_MARK + logAsCsv(log)),
  print: (log) => printLog(document, log, linesOf(log)),
};

/** @param {number} count */
const counted = (count) => `${count.toLocaleString('en')} ${count === 1 ? 'roll' : 'rolls'}`;

/** @typedef {{ problem: string } | { entries: readonly unknown[], commitments?: readonly unknown[], present?: readonly unknown[], missing?: number }} Read */

/** Reads the log, with proofs if it is to be checked. @param {import('./actions.js').Parts} parts */
const makeReading = (parts) => {
  const { store, timers, series } = parts;
  const tableLog = new TableLog(parts);
  let isStopped = false;
  let endOwn = () => {};

  /** @param {boolean} isProven @param {(count: number) => void} onProgress @returns {Promise<Read>} */
  const readOwn = async (isProven, onProgress) => {
    const rolls = ownLogOf(store.state.rows);
    const verification = isProven ? await series.load() : null;
    if (verification === null) return { entries: rolls.map(({ entry }) => entry) };
    endOwn = verification.proofs.stop;
    const proven = await proveOwn(rolls, verification, {
      pause: () => new Promise((resolve) => { timers.set(() => resolve(undefined), PAUSE_MS); }),
      isStopped: () => isStopped,
      onProgress,
    });
    return isStopped ? { problem: CANCELLED } : proven;
  };

  return {
    /** @param {boolean} isProven whether to read proofs @param {(count: number) => void} onProgress @returns {Promise<Read>} */
    read: async (isProven, onProgress) => {
      const hasProofs = isProven && store.state.features.includes('verify');
      isStopped = false;
      if (!isAtTable(store.state)) return readOwn(hasProofs, onProgress);
      if (!sendsOlder(store.state) && store.state.connection.phase === 'open') return { problem: UNSUPPORTED };
      const reading = await tableLog.read(onProgress, hasProofs);
      const verification = hasProofs && 'entries' in reading ? await series.load() : null;
      return verification === null || 'problem' in reading ? reading
        : { ...reading, ...toldAtTable(verification.told) };
    },
    stop: () => {
      isStopped = true;
      tableLog.stop();
      endOwn();
    },
  };
};

/**
 * @param {Document} document
 * @param {import('./actions.js').Parts} parts
 * @returns {() => void} opens the dialog
 */
export const makeLogExport = (document, parts) => {
  const { store, timers } = parts;
  const log = makeReading(parts);

  /** @param {Format} format */
  const save = async (format) => {
    const table = isAtTable(store.state) ? store.state.table?.name ?? null : null;
    dialog.start();
    const reading = await log.read(format === 'json', (count) => dialog.showProgress(`${counted(count)}…`));
    if ('problem' in reading) {
      dialog.end(reading.problem);
      return;
    }
    const { entries, commitments, present, missing = 0 } = reading;
    if (entries.length > 0) WRITERS[format]({ table, exportedAtMs: timers.nowMs(), entries, commitments, present });
    const done = format === 'print' ? 'Prepared for printing' : 'Saved';
    const unproven = missing > 0 ? ` The server has no proof any more of ${counted(missing)}.` : '';
    dialog.end(entries.length === 0 ? EMPTY : `${done}: ${counted(entries.length)}.${unproven}`);
  };

  const dialog = makeExportDialog(document, { save, stop: log.stop, checkedAt: new URL('verify/', parts.root).href });
  return () => dialog.open(isAtTable(store.state) ? OF_TABLE : OWN, store.state.features.includes('verify'));
};
