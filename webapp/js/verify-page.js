// @ts-check
/** The page that checks saved logs: a file in, a verdict out, all of it in the browser. Has effects on import. */

import { checkLog } from './verify/log.js';
import { parseLog } from './verify/parse-log.js';
import { element, find, setText, sign, typedText } from './views/dom.js';
import { numbersOf, SIGNS, WORDS } from './views/verify-result.js';

/** @typedef {import('./verify/log.js').RollFinding} RollFinding */
/** @typedef {import('./verify/log.js').LogFindings} LogFindings */
/** @typedef {import('./verify/roll.js').Kind} Kind */

/** The largest file that is read: 10,000 rolls have about 20 MB. */
const MAX_BYTES = 100_000_000;

/** So many rolls are shown at once. */
const STEP = 200;

const NO_LOG = 'This is not a log that was saved as JSON, and not a roll with a proof.';
const TOO_LARGE = 'This file is too large.';
const EMPTY = 'This log has no rolls.';

/** @type {Readonly<Record<Kind, string>>} */
const VERDICTS = Object.freeze({
  ok: 'All is right: the dice follow from what the server had fixed before the rolls.',
  partly: 'Nothing is wrong, but not all is proven: see below.',
  none: 'Nothing in this log can be checked.',
  wrong: 'Something is wrong.',
});

const verdict = find(document, '#verdict', HTMLElement);
const about = find(document, '#about', HTMLElement);
const notes = find(document, '#notes', HTMLElement);
const rolls = find(document, '#rolls', HTMLElement);
const findings = find(document, '#findings', HTMLElement);
const more = find(document, '#more', HTMLButtonElement);
const file = find(document, '#file', HTMLInputElement);
const drop = find(document, '#drop', HTMLElement);

/** Rolls that are not shown yet. @type {RollFinding[]} */
let rest = [];
/** The newest file: an older one may be read later. */
let serial = 0;

/** @param {Kind | ''} kind @param {string} text */
const say = (kind, text) => {
  verdict.dataset.kind = kind;
  verdict.replaceChildren(...(kind === '' ? [] : [sign(SIGNS[kind], 'verify-sign'), ' ']), text);
};

/** @param {RollFinding} finding */
const rowOf = ({ kind, text, numbers, place, player, result }) => {
  const made = element('li', 'finding',
    element('p', 'finding-head', sign(SIGNS[kind], 'verify-sign'), ' ', element('strong', '', WORDS[kind]), ` ${place} `,
      typedText('', player), ...(numbers === null ? [] : [' ', element('code', '', typedText('', numbers.proof.expr))]), ` ${result}`),
    element('p', '', text));
  made.dataset.kind = kind;
  if (numbers !== null) made.append(element('details', '', element('summary', '', 'The numbers'), numbersOf(numbers)));
  return made;
};

const showMore = () => {
  const shown = rest.slice(0, STEP).map(rowOf);
  rest = rest.slice(STEP);
  findings.append(...shown);
  more.hidden = rest.length === 0;
  return shown[0];
};

/** @param {Record<Kind, number>} counts */
const countsText = (counts) => (/** @type {Kind[]} */ (['ok', 'partly', 'none', 'wrong']))
  .filter((kind) => counts[kind] > 0).map((kind) => `${counts[kind].toLocaleString('en')} ${WORDS[kind]}`).join(', ');

/** Those that are wrong first: a long log hides them. @param {readonly RollFinding[]} found */
const sorted = (found) => [...found.filter(({ kind }) => kind === 'wrong'), ...found.filter(({ kind }) => kind !== 'wrong')];

/** @param {LogFindings} found */
const show = (found) => {
  say(found.verdict, found.rolls.length === 0 ? EMPTY : `${VERDICTS[found.verdict]} Rolls: ${countsText(found.counts)}.`);
  notes.replaceChildren(
    ...found.faults.map((fault) => element('li', 'fault', sign(SIGNS.wrong, 'verify-sign'), ` ${fault.text}`)),
    ...found.notes.map((note) => element('li', '', typedText('', note.text))));
  about.hidden = notes.children.length === 0;
  rolls.hidden = found.rolls.length === 0;
  rest = sorted(found.rolls);
  showMore();
};

const clear = () => {
  for (const part of [about, rolls]) part.hidden = true;
  for (const list of [notes, findings]) list.replaceChildren();
};

/** @param {File} chosen */
const check = async (chosen) => {
  serial += 1;
  const own = serial;
  clear();
  say('', `Checking ${chosen.name}…`);
  const bytes = chosen.size > MAX_BYTES ? null : await chosen.arrayBuffer();
  if (own !== serial) return;
  const found = bytes === null ? null : checkLog(parseLog(new TextDecoder('utf-8', { fatal: true }).decode(bytes)));
  if (found === null) say('none', bytes === null ? TOO_LARGE : NO_LOG);
  else show(found);
};

/** @param {FileList | undefined | null} files */
const take = (files) => {
  const chosen = files?.[0];
  if (chosen) check(chosen).catch((/** @type {Error} */ failure) => say('none', `The file could not be read. ${failure.message}`));
};

file.addEventListener('change', () => {
  take(file.files);
  // The same file may have changed.
  file.value = '';
});
more.addEventListener('click', () => {
  const first = showMore();
  first?.querySelector('summary')?.focus();
});
for (const type of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  addEventListener(type, (event) => {
    event.preventDefault();
    drop.classList.toggle('over', type === 'dragenter' || type === 'dragover');
  });
}
addEventListener('drop', ({ dataTransfer }) => take(dataTransfer?.files));
setText(verdict, '');
