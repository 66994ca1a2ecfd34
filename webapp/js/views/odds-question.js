// @ts-check
/** The question to the odds: which totals, compared with a threshold. */

import { MODES } from '../odds/chance.js';
import { MODE_NAMES } from '../odds/format.js';
import { element, setText } from './dom.js';

/** @typedef {import('../odds/read-odds.js').OddsEntry} OddsEntry */
/** @typedef {import('../odds/chance.js').Mode} Mode */

/** @param {Mode} mode */
const makeChoice = (mode) => {
  const radio = element('input');
  radio.type = 'radio';
  radio.name = 'odds-mode';
  radio.value = mode;
  return { mode, radio, label: element('label', 'choice', radio, element('span', '', MODE_NAMES[mode])) };
};

/**
 * Makes the choice of a mode and the number.
 *
 * @param {object} actions
 * @param {(mode: Mode) => void} actions.mode
 * @param {(threshold: number) => void} actions.choose
 */
export const makeQuestion = (actions) => {
  const choices = MODES.map(makeChoice);
  const number = element('input', 'threshold');
  number.type = 'number';
  number.id = 'odds-threshold';
  number.inputMode = 'decimal';
  const numberName = element('label', 'spoken', 'Total');
  numberName.htmlFor = number.id;
  const root = element('fieldset', 'question', element('legend', 'spoken', 'Which totals'),
    element('div', 'choices', ...choices.map(({ label }) => label)), numberName, number);
  let shown = '';

  for (const { mode, radio } of choices) {
    radio.addEventListener('change', () => actions.mode(mode));
  }
  // The typed number may not be a possible total.
  number.addEventListener('change', () => { number.value = shown; });
  number.addEventListener('input', () => {
    if (number.value !== '' && Number.isFinite(number.valueAsNumber)) {
      actions.choose(number.valueAsNumber);
    }
  });

  /** @param {{ name: string, outcomes: readonly OddsEntry[], mode: Mode, threshold: number }} asked */
  const update = ({ name, outcomes, mode, threshold }) => {
    setText(numberName, name);
    for (const choice of choices) choice.radio.checked = choice.mode === mode;
    number.min = String(outcomes[0][0]);
    number.max = String(outcomes[outcomes.length - 1][0]);
    number.step = outcomes.every(([total]) => Number.isInteger(total)) ? '1' : 'any';
    // A number that is being typed is not changed.
    shown = String(threshold);
    if (number !== document.activeElement) number.value = shown;
  };

  return { root, update, number };
};
