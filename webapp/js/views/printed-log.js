// @ts-check
/** The log on paper: a table in the page that only a printer shows, see `print.css`. */

import { element, typedText } from './dom.js';

/** @typedef {import('../roll/log-file.js').Log} Log */
/** @typedef {import('../roll/log-file.js').LogLine} LogLine */

const ID = 'printed';

const HEADS = Object.freeze(['Time', 'Player', 'Roll', 'Result', 'Seen by']);

const SEEN_BY = new Map([['all', 'everyone'], ['gm', 'player and GM'], ['blind', 'GM'], ['self', 'player'], ['whisper', 'those named']]);

/** @param {number} atMs */
const dateText = (atMs) => new Date(atMs).toLocaleString([], { dateStyle: 'long', timeStyle: 'short' });

/** @param {string} time */
const timeText = (time) => new Date(time).toLocaleString([], { dateStyle: 'short', timeStyle: 'medium' });

/** @param {LogLine} line */
const lineOf = ({ time, player, label, expression, result, to }) => element('tr', '',
  element('td', '', timeText(time)),
  element('td', '', typedText('', player)),
  element('td', '', ...(label ? [typedText('', label), element('br')] : []), typedText('printed-roll', expression)),
  element('td', '', typedText('printed-result', result)),
  element('td', '', SEEN_BY.get(to) ?? to));

/**
 * Prints a log, or saves it as PDF: the browser asks.
 *
 * @param {Document} document
 * @param {Log} log
 * @param {readonly LogLine[]} lines
 */
export const printLog = (document, { table, exportedAtMs }, lines) => {
  const { title } = document;
  const name = table ? `Rolls at ${table}` : 'Rolls';
  const heads = HEADS.map((head) => {
    const cell = element('th', '', head);
    cell.scope = 'col';
    return cell;
  });
  const printed = element('section', '',
    element('h1', '', typedText('', name)),
    element('p', '', `${dateText(exportedAtMs)}. ${lines.length.toLocaleString('en')} ${lines.length === 1 ? 'roll' : 'rolls'}.`),
    element('table', '', element('thead', '', element('tr', '', ...heads)), element('tbody', '', ...lines.map(lineOf))));
  printed.id = ID;
  document.getElementById(ID)?.remove();
  document.body.append(printed);
  // The name of the file, if it is saved as PDF.
  document.title = name;
  addEventListener('afterprint', () => {
    document.title = title;
    printed.remove();
  }, { once: true });
  print();
};
