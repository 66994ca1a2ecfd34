// @ts-check
/** Saves and prints the log: the table's, or the page's own. */

import { saveText } from '../lib/save-file.js';
import { entriesOf, fileNameOf, linesOf, logAsCsv, logAsJson } from '../roll/log-file.js';
import { sendsOlder } from '../state/reach.js';
import { makeExportDialog } from '../views/export-dialog.js';
import { printLog } from '../views/printed-log.js';
import { isAtTable, TableLog } from './table-log.js';

/** @typedef {import('../roll/log-file.js').Log} Log */
/** @typedef {import('../views/export-dialog.js').Format} Format */

/** Tells spreadsheets that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

const OWN = 'All rolls of this page. Rolls of tables that you have left are as the page showed them.';
const OF_TABLE = 'All rolls that the table keeps and that you may see. Rolls for you alone are not kept by the table, and'
  + ' are not in it.';
const UNSUPPORTED = 'This server does not send the log of a table.';
const EMPTY = 'There are no rolls to export.';

/** @type {Record<Format, (log: Log) => void>} */
const WRITERS = {
  json: (log) => saveText(document, fileNameOf(log, 'json'), 'application/json', logAsJson(log)),
  csv: (log) => saveText(document, fileNameOf(log, 'csv'), 'text/csv', BYTE_ORDER_MARK + logAsCsv(log)),
  print: (log) => printLog(document, log, linesOf(log)),
};

/** @param {number} count */
const counted = (count) => `${count.toLocaleString('en')} ${count === 1 ? 'roll' : 'rolls'}`;

/**
 * @param {Document} document
 * @param {import('./actions.js').Parts} parts
 * @returns {() => void} opens the dialog
 */
export const makeLogExport = (document, parts) => {
  const { store, timers } = parts;
  const tableLog = new TableLog(parts);

  /** @returns {Promise<import('./table-log.js').Reading>} */
  const read = async () => {
    if (!isAtTable(store.state)) return { entries: entriesOf(store.state.rows) };
    if (!sendsOlder(store.state) && store.state.connection.phase === 'open') return { problem: UNSUPPORTED };
    return tableLog.read((count) => dialog.showProgress(`${counted(count)}…`));
  };

  /** @param {Format} format */
  const save = async (format) => {
    const table = isAtTable(store.state) ? store.state.table?.name ?? null : null;
    dialog.start();
    const reading = await read();
    if ('problem' in reading) {
      dialog.end(reading.problem);
      return;
    }
    const { entries } = reading;
    if (entries.length > 0) WRITERS[format]({ table, exportedAtMs: timers.nowMs(), entries });
    const done = format === 'print' ? 'Prepared for printing' : 'Saved';
    dialog.end(entries.length === 0 ? EMPTY : `${done}: ${counted(entries.length)}.`);
  };

  const dialog = makeExportDialog(document, { save, stop: () => tableLog.stop() });
  return () => dialog.open(isAtTable(store.state) ? OF_TABLE : OWN);
};
