// @ts-check
/** The player's seed in the settings. Loaded later. */

import { seedText } from '../verify/seed-text.js';
import { element, find } from './dom.js';

/** @typedef {import('../verify/told.js').CurrentSeries} CurrentSeries */

const WHAT = 'It is mixed into your dice together with random digits, so that the server cannot choose them. A text of your own'
  + ' counts from the next series on, which has up to 64 rolls.';

/** @param {CurrentSeries | null} series @param {string} where */
const inForce = (series, where) => (series === null ? []
  : [element('p', '', `In force ${where}: `, element('code', '', series.seed || 'none'))]);

/**
 * Adds the field to the settings.
 *
 * @param {Document} document
 * @param {(text: string) => void} change
 */
export const mountSeedField = (document, change) => {
  const fields = find(document, '#settings .fields', HTMLElement);
  const label = element('label', '', 'Your seed');
  const input = element('input');
  const help = element('div', 'seed-help');
  Object.assign(input, { id: 'set-seed', type: 'text', maxLength: 31, autocomplete: 'off', placeholder: 'random' });
  label.htmlFor = input.id;
  help.id = 'set-seed-help';
  input.setAttribute('aria-describedby', help.id);
  input.addEventListener('change', () => {
    input.value = seedText(input.value);
    change(input.value);
  });
  fields.append(label, input, help);

  /** @param {string} text @param {{ own: CurrentSeries | null, table: CurrentSeries | null }} current */
  return (text, { own, table }) => {
    if (input !== document.activeElement && input.value !== text) input.value = text;
    const said = element('div', '', element('p', '', WHAT), ...inForce(table, 'at the table'), ...inForce(own, table === null ? 'now' : 'for you alone'));
    if (help.textContent !== said.textContent) help.replaceChildren(...said.children);
  };
};
