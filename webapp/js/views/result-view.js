// @ts-check
/** The tray with the latest roll: its dice, and what they came to. */

import { diceOf } from '../roll/notation.js';
import { spokenTotal } from '../roll/wording.js';
import { diceIn } from '../roll/outcome.js';
import { epochOf } from '../net/table-frames.js';
import { mountTray } from '../tray/tray.js';
import { find, setText } from './dom.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../state/model.js').State} State */

/** The most dice that are shaken in the hand. */
const MAX_HELD = 30;

/** The outcome never waits for its picture for longer. */
const LANDING_MS = 2500;

const PLAIN_COLOUR = '#f3f0e6';

/** @param {Row} row */
const diceToThrow = ({ outcome, expr }) => {
  if (outcome === null) {
    return diceOf(expr, MAX_HELD).map(({ sides }) => ({ sides, value: 0, kept: true, hidden: true }));
  }
  return diceIn(outcome);
};

/** The throw is the same on every screen at the table. @param {Row} row @param {State['table']} table */
const seedOf = ({ key, seq }, table) =>
  (seq === null || table === null ? key : `${epochOf(table.position)}-${seq}`);

/** @param {Row} row */
const captionOf = ({ expr, label, by, mine }) =>
  [expr, by && !mine ? by.name : '', label].filter(Boolean).join(' · ');

/**
 * Mounts the tray.
 *
 * @param {ParentNode} page
 * @param {object} actions
 * @param {(key: string) => void} actions.land
 * @param {(text: string) => void} actions.roll
 * @param {(message: string) => void} actions.report
 * @param {(tier: '3d' | 'flat' | 'text') => void} actions.prefer
 * @param {() => void} actions.clatter
 */
export const mountResultView = (page, actions) => {
  const section = find(page, '#result', HTMLElement);
  const verdict = find(section, '#verdict', HTMLElement);
  const total = find(section, '#verdict-total', HTMLElement);
  const caption = find(section, '#verdict-caption', HTMLElement);
  const examples = find(section, '#examples', HTMLElement);
  const motion = matchMedia('(prefers-reduced-motion: reduce)');
  const tray = mountTray(find(section, '#tray', HTMLElement), {
    tier: 'auto',
    reducedMotion: () => motion.matches,
    onTier: (tier, reason) => {
      if (reason === 'slow' || reason === 'lost') actions.report('Showing flat dice.');
      // Remembered, so that the next visit does not begin with dice that stutter.
      if (reason === 'slow') actions.prefer(tier);
    },
  });
  let thrown = 0;
  /** @type {string | undefined} the row whose dice are in the hand */
  let held;
  let inAir = false;
  /** @type {import('../state/model.js').Settings['tier'] | null} */
  let tier = null;

  find(section, '#tray', HTMLElement).addEventListener('click', () => tray.skip());
  for (const button of examples.querySelectorAll('button')) {
    button.addEventListener('click', () => actions.roll(button.dataset.roll ?? ''));
  }

  /** @param {Row} row @param {State} state @param {boolean} atOnce */
  const show = (row, { table }, atOnce) => {
    const colour = row.by?.colour ?? PLAIN_COLOUR;
    return tray.throwDice({ seed: seedOf(row, table), dice: diceToThrow(row), colour, atOnce });
  };

  /** @param {Row} row @param {State} state */
  const throwRow = (row, state) => {
    const landed = show(row, state, state.settings.reveal === 'at-once');
    actions.clatter();
    inAir = true;
    const late = new Promise((resolve) => { setTimeout(resolve, LANDING_MS); });
    Promise.race([landed, late]).then(() => {
      inAir = false;
      actions.land(row.key);
    });
  };

  /**
   * Takes the dice of a roll that waits into the hand, and lays the last ones down again if it was
   * not rolled: a result stays until the next.
   *
   * @param {State} state
   * @param {Row | undefined} last
   */
  const hold = (state, last) => {
    const pending = state.rows.find(({ status }) => status === 'pending');
    if (pending?.key === held) return;
    held = pending?.key;
    const dice = pending ? diceOf(pending.expr, MAX_HELD) : [];
    if (dice.length > 0) tray.hold(dice, pending?.by?.colour ?? PLAIN_COLOUR);
    else if (last) show(last, state, true);
    else tray.clear();
  };

  /** @param {Row | undefined} row */
  const report = (row) => {
    verdict.hidden = row === undefined || row.animating || held !== undefined;
    if (row === undefined || row.animating) return;
    const text = row.outcome === null ? '?' : spokenTotal(row.outcome);
    setText(total, text);
    total.classList.toggle('long', text.length > 9);
    setText(caption, captionOf(row));
  };

  /** @param {State} state */
  const update = (state) => {
    examples.hidden = state.rows.length > 0;
    if (state.settings.tier !== tier) {
      tier = state.settings.tier;
      tray.choose(tier);
    }
    const row = state.rows.find(({ key }) => key === state.diceThrow.key);
    if (state.diceThrow.serial !== thrown) {
      thrown = state.diceThrow.serial;
      held = undefined;
      if (row) throwRow(row, state);
    } else if (!inAir) {
      hold(state, row);
    }
    report(row);
  };

  /** Stops the dice. @returns {boolean} whether they were in the air */
  const skip = () => {
    const flying = inAir;
    tray.skip();
    return flying;
  };

  return { update, skip };
};
