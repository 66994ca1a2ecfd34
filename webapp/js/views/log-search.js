// @ts-check
/** The search of the log: a text, a member, a label, and how many rolls match. */

import { element, makeButton, setText } from './dom.js';

/** @typedef {import('../state/model.js').Filter} Filter */
/** @typedef {{ value: string, name: string }} Choice */
/**
 * @typedef {object} Found
 * @property {Filter} filter
 * @property {readonly Choice[]} authors
 * @property {readonly Choice[]} labels
 * @property {string} count what matches, in words; empty without a filter
 */

/** As long as a label or an expression in one line. */
const MAX_CHARS = 80;

/** The number of matches is spoken after a pause in typing. */
const SPOKEN_AFTER_MS = 700;

/** @param {string} name @param {string} all */
const makeSelect = (name, all) => {
  const select = element('select');
  select.setAttribute('aria-label', name);
  select.append(new Option(all, ''));
  select.hidden = true;
  return select;
};

/**
 * Updates the options; a chosen one stays. Equal options are not replaced, since the list may be open.
 *
 * @param {HTMLSelectElement} select
 * @param {readonly Choice[]} choices
 * @param {string} value
 * @param {number} fewest with less there is nothing to choose
 */
const setChoices = (select, choices, value, fewest) => {
  const kept = value !== '' && !choices.some((choice) => choice.value === value)
    ? [{ value, name: select.selectedOptions[0]?.text ?? value }] : [];
  const all = [...kept, ...choices];
  const key = JSON.stringify(all);
  if (select.dataset.choices !== key) {
    select.dataset.choices = key;
    select.replaceChildren(select.options[0], ...all.map(({ value: own, name }) => new Option(name, own)));
  }
  select.value = value;
  select.hidden = value === '' && all.length < fewest;
};

/**
 * Mounts the search.
 *
 * @param {HTMLElement} panel the log's
 * @param {object} actions
 * @param {(filter: Partial<Filter>) => void} actions.filter
 * @param {() => void} actions.close
 * @param {import('../lib/timers.js').Timers} timers
 */
export const mountLogSearch = (panel, { filter, close }, timers) => {
  const text = element('input');
  const by = makeSelect('Rolls of', 'Everyone');
  const label = makeSelect('Label', 'Any label');
  const count = element('p', 'log-count');
  const spoken = element('p', 'spoken');
  const clear = makeButton('quiet', 'Show all');
  const bar = element('div', 'log-search', text, by, label, element('div', 'log-found', count, clear), spoken);
  /** @type {unknown} */
  let speaking;
  let spokenFilter = '';

  Object.assign(text, { type: 'search', id: 'log-text', maxLength: MAX_CHARS, placeholder: 'Search rolls' });
  text.setAttribute('aria-label', 'Search rolls');
  text.setAttribute('enterkeyhint', 'search');
  text.setAttribute('autocomplete', 'off');
  spoken.setAttribute('role', 'status');
  bar.id = 'log-search';
  bar.setAttribute('role', 'search');
  bar.setAttribute('aria-label', 'Log');
  text.addEventListener('input', () => filter({ text: text.value }));
  by.addEventListener('change', () => filter({ by: by.value }));
  label.addEventListener('change', () => filter({ label: label.value }));
  clear.addEventListener('click', () => {
    filter({ text: '', by: '', label: '' });
    text.focus();
  });
  text.addEventListener('keydown', ({ key }) => { if (key === 'Escape' && text.value === '') close(); });
  panel.prepend(bar);

  /** New rolls change the number too, and are announced themselves. @param {Found} found */
  const speak = (found) => {
    const key = JSON.stringify(found.filter);
    if (key === spokenFilter) return;
    spokenFilter = key;
    timers.clear(speaking);
    speaking = timers.set(() => setText(spoken, count.textContent || 'All rolls.'), SPOKEN_AFTER_MS);
  };

  /** @param {Found} found */
  const show = (found) => {
    bar.hidden = false;
    if (text.value !== found.filter.text) text.value = found.filter.text;
    setChoices(by, found.authors, found.filter.by, 2);
    setChoices(label, found.labels, found.filter.label, 1);
    setText(count, found.count);
    clear.hidden = found.count === '';
    speak(found);
  };
  return { show, hide: () => { bar.hidden = true; }, focus: () => text.focus() };
};
