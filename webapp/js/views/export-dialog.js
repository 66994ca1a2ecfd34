// @ts-check
/** The dialog that exports the log. */

import { element, makeButton, setText } from './dom.js';
import { makeDialog, statusLine } from './made-dialog.js';

/** @typedef {'json' | 'csv' | 'print'} Format */

/** @type {readonly [Format, string][]} */
const FORMATS = [['csv', 'Save as CSV'], ['json', 'Save as JSON'], ['print', 'Print']];

/** Where a saved log is checked. @param {string} href */
const checkLine = (href) => {
  const link = element('a', '', 'checked by everybody');
  link.href = href;
  link.target = '_blank';
  return element('p', 'verify-how', 'A log saved as JSON can be ', link, ', without trust in this server.');
};

/** @param {Document} document @param {{ save: (format: Format) => void, stop: () => void, checkedAt: string }} actions */
export const makeExportDialog = (document, { save, stop, checkedAt }) => {
  const check = checkLine(checkedAt);
  const what = element('p');
  const said = statusLine();
  const progress = element('progress');
  const count = element('p', 'export-count');
  const cancel = makeButton('', 'Cancel');
  const close = makeButton('brass', 'Close');
  const formats = FORMATS.map(([format, name]) => {
    const button = makeButton('', name);
    button.addEventListener('click', () => save(format));
    return button;
  });
  const reading = element('div', 'export-progress', progress, count);
  const dialog = makeDialog(document, 'export', 'Export the log', what, check, reading, said,
    element('div', 'buttons', ...formats, cancel, close));
  /** The button that had the focus when the reading began. @type {HTMLElement | null} */
  let began = null;

  /** @param {boolean} isBusy */
  const setBusy = (isBusy) => {
    for (const each of [reading, cancel]) each.hidden = !isBusy;
    for (const each of [...formats, close]) each.hidden = isBusy;
  };
  progress.setAttribute('aria-label', 'Reading the log');
  cancel.addEventListener('click', stop);
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => { if (!cancel.hidden) stop(); });

  return {
    /** @param {string} text what is exported @param {boolean} hasProofs */
    open: (text, hasProofs) => {
      setText(what, text);
      check.hidden = !hasProofs;
      setText(said, '');
      setBusy(false);
      dialog.showModal();
    },

    start: () => {
      began = document.activeElement instanceof HTMLElement ? document.activeElement : null;
      setText(said, 'Reading the log…');
      setText(count, '');
      setBusy(true);
      cancel.focus();
    },

    /** @param {string} text */
    showProgress: (text) => setText(count, text),

    /** @param {string} text what came of it */
    end: (text) => {
      setBusy(false);
      setText(said, text);
      if (dialog.open) began?.focus();
    },
  };
};
