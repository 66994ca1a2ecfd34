// @ts-check
/** The tray with the latest roll: its dice, and its result. */

import { isByHand, onlyResult } from '../roll/outcome.js';
import { spokenTotal, unitOf } from '../roll/wording.js';
import { mountTray } from '../tray/tray.js';
import { checkParts } from './check-mark.js';
import { DiceView, MAX_THROW_MS } from './dice-view.js';
import { element, find, setText, typedText } from './dom.js';
import { momentOf, sumOf, typesOf } from './explanation.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../state/model.js').State} State */
/**
 * @typedef {object} Actions
 * @property {(key: string) => void} endThrow of the row with the key
 * @property {(text: string) => void} roll
 * @property {(message: string) => void} report
 * @property {(tier: '3d' | 'flat' | 'text') => void} prefer
 * @property {(theme?: string) => void} clatter
 * @property {() => void} land
 */

/** Longer totals are set in a smaller size. */
const LONG_TOTAL_CHARS = 9;

const SEPARATOR = ' · ';

/** @param {Row} row */
const captionOf = ({ expr, label, by, mine, outcome }) =>
  [expr, by && !mine ? by.name : '', label, isByHand(outcome) ? 'by hand' : ''].filter(Boolean);

/** @param {HTMLElement} caption @param {string[]} parts */
const write = (caption, parts) => {
  if (caption.textContent === parts.join(SEPARATOR)) return;
  caption.replaceChildren(
    ...parts.flatMap((part, at) => [...(at === 0 ? [] : [SEPARATOR]), typedText('', part)]));
};

/** Shows the check of a single result. @param {HTMLElement} line @param {Row} row */
const writeCheck = (line, { outcome }) => {
  const check = onlyResult(outcome)?.check;
  line.hidden = check === undefined;
  line.classList.toggle('success', check?.success === true);
  line.classList.toggle('failed-check', check?.success === false);
  line.replaceChildren(...(check ? checkParts(check).flatMap((part) => [part, ' ']) : []));
};

/** What its total consists of, for a single result. @param {Row} row */
const explanationOf = ({ outcome }) => {
  const result = onlyResult(outcome);
  return result === undefined ? '' : [sumOf(result), typesOf(result)].filter(Boolean).join(SEPARATOR);
};

/** The total, and what it counts. @param {Row} row @returns {[string, string]} */
const totalOf = ({ outcome }) => {
  if (outcome === null) return ['?', ''];
  const result = outcome.kind === 'dice' ? outcome : undefined;
  const unit = result ? unitOf(result) : '';
  return result && unit ? [String(result.total), unit] : [spokenTotal(outcome), ''];
};

/** Mounts the line with the total. @param {HTMLElement} section */
const mountTotal = (section) => {
  const verdict = find(section, '#verdict', HTMLElement);
  const total = find(section, '#verdict-total', HTMLElement);
  const check = find(section, '#verdict-check', HTMLElement);
  const sum = find(section, '#verdict-sum', HTMLElement);
  const caption = find(section, '#verdict-caption', HTMLElement);
  /** @type {Row | undefined} */
  let shown;

  /** @param {Row | undefined} row @param {boolean} isHolding */
  const update = (row, isHolding) => {
    verdict.classList.toggle('veiled', row === undefined || row.animating || isHolding);
    if (row === undefined || row.animating || isHolding) delete section.dataset.moment;
    if (row === undefined || row.animating || row === shown) return;
    shown = row;
    const moment = row.outcome === null ? null : momentOf(row.outcome);
    delete section.dataset.moment;
    // Read, so that the animation begins anew.
    if (moment !== null && section.offsetWidth > 0) section.dataset.moment = moment;
    const [text, unit] = totalOf(row);
    total.replaceChildren(text, ...(unit ? [element('span', 'unit', ` ${unit}`)] : []));
    total.classList.toggle('long', text.length > LONG_TOTAL_CHARS);
    writeCheck(check, row);
    setText(sum, explanationOf(row));
    write(caption, captionOf(row));
  };
  /** Explains the total that is shown: the module that can was just loaded. */
  const explain = () => { if (shown !== undefined) setText(sum, explanationOf(shown)); };
  return { update, explain };
};

/**
 * Mounts the tray.
 *
 * @param {ParentNode} page
 * @param {Actions} actions
 */
export const mountResultView = (page, actions) => {
  const section = find(page, '#result', HTMLElement);
  const examples = find(section, '#examples', HTMLElement);
  const host = find(section, '#tray', HTMLElement);
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  const tray = mountTray(host, {
    tier: 'auto',
    reducedMotion: () => motion.matches,
    onTier: (tier, reason) => {
      if (reason === 'slow' || reason === 'lost') actions.report('Showing flat dice.');
      // Remembered, so that the next visit does not start with stuttering dice.
      if (reason === 'slow') actions.prefer(tier);
    },
  });
  const dice = new DiceView(tray, actions);
  const total = mountTotal(section);
  let railSerial = 0;

  host.addEventListener('click', () => tray.skip());
  for (const button of examples.querySelectorAll('button')) {
    button.addEventListener('click', () => actions.roll(button.dataset.roll ?? ''));
  }

  /** The rail is loaded later, and may not come: a result is shown in any case. Keeps no state meanwhile. @param {string} key */
  const endLater = (key) => setTimeout(() => actions.endThrow(key), MAX_THROW_MS);

  /** @param {State} state */
  const update = (state) => {
    examples.hidden = state.diceThrow.serial > 0 || state.rows.some(({ status }) => status === 'pending' || status === 'queued');
    tray.choose(state.settings.tier);
    const row = state.rows.find(({ key }) => key === state.diceThrow.key);
    dice.update(state, row);
    const { serial, key } = state.railThrow;
    if (serial !== railSerial && key !== null) endLater(key);
    railSerial = serial;
    total.update(row, dice.isHolding);
  };

  return { update, explain: total.explain, skip: () => dice.skip() };
};
