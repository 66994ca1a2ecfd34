// @ts-check
/** The plot as a slider, see https://www.w3.org/WAI/ARIA/apg/patterns/slider/ */

import { bigStep, stepFrom } from '../odds/chance.js';

/** @typedef {import('../odds/read-odds.js').OddsEntry} OddsEntry */
/** @typedef {{ outcomes: readonly OddsEntry[], threshold: number, text: string }} Slide */

const STEPS = new Map([['ArrowRight', 1], ['ArrowUp', 1], ['ArrowLeft', -1], ['ArrowDown', -1]]);
const BIG_STEPS = new Map([['PageUp', 1], ['PageDown', -1]]);
const ENDS = new Map([['Home', -1], ['End', 1]]);

/** @param {string} key @param {readonly OddsEntry[]} outcomes @returns {number} totals to go forward */
const stepsOf = (key, outcomes) => (STEPS.get(key) ?? 0)
  + (BIG_STEPS.get(key) ?? 0) * bigStep(outcomes) + (ENDS.get(key) ?? 0) * outcomes.length;

/**
 * Makes a chart a slider for keys and pointer.
 *
 * @param {HTMLElement} chart
 * @param {Element} track the area that takes the pointer, as wide as the slider's range
 * @param {object} actions
 * @param {(threshold: number) => void} actions.choose
 * @param {(at: number) => void} actions.point in percent from the left
 */
export const makeSlider = (chart, track, { choose, point }) => {
  /** @type {Slide | null} */
  let shown = null;
  chart.tabIndex = 0;
  chart.setAttribute('role', 'slider');
  chart.setAttribute('aria-label', 'Threshold');

  chart.addEventListener('keydown', (event) => {
    if (shown === null || event.altKey || event.ctrlKey || event.metaKey) return;
    const steps = stepsOf(event.key, shown.outcomes);
    if (steps === 0) return;
    event.preventDefault();
    choose(stepFrom(shown.outcomes, shown.threshold, steps));
  });

  /** @param {PointerEvent} event */
  const follow = ({ clientX }) => {
    const { left, width } = track.getBoundingClientRect();
    if (width > 0) point((100 * (clientX - left)) / width);
  };
  chart.addEventListener('pointerdown', (event) => {
    if (event.button !== 0) return;
    chart.setPointerCapture(event.pointerId);
    follow(event);
  });
  chart.addEventListener('pointermove', (event) => {
    if (chart.hasPointerCapture(event.pointerId)) follow(event);
  });

  /** @param {Slide} slide */
  return (slide) => {
    shown = slide;
    const { outcomes, threshold, text } = slide;
    chart.setAttribute('aria-valuemin', String(outcomes[0][0]));
    chart.setAttribute('aria-valuemax', String(outcomes[outcomes.length - 1][0]));
    chart.setAttribute('aria-valuenow', String(threshold));
    chart.setAttribute('aria-valuetext', text);
  };
};
