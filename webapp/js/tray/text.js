// @ts-check
/** Dice as plain text. */

/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./dice.js').Die} Die */

const MAX_DICE = 60;
const SIZES_REM = [1.5, 1.25, 1, .875];

/** @typedef {Pick<typeof import('./dice.js'), 'textOf' | 'readText'>} Texts */

/** @param {Die} die @param {Texts} texts */
const wordOf = (die, { textOf }) => {
  const word = document.createElement('li');
  const number = document.createElement('span');
  number.className = 'tray-number';
  number.textContent = textOf(die);
  word.append(number);
  const { words = [] } = die;
  if (words.length > 0) word.append(` ${words.join(', ')}`);
  return word;
};

/** Mounts the text layer. @param {HTMLElement} host @param {Texts} texts @returns {Layer} */
export const mountText = (host, texts) => {
  const list = document.createElement('ul');
  list.className = 'tray-text';
  list.setAttribute('aria-hidden', 'true');
  host.append(list);

  /** @type {HTMLElement[]} */
  let words = [];
  let total = 0;
  const more = document.createElement('li');

  /** Whether all words are inside the box. */
  const fits = () => list.scrollHeight <= list.clientHeight && list.scrollWidth <= list.clientWidth;

  /** @param {number} count */
  const put = (count) => {
    more.textContent = `and ${(total - count).toLocaleString('en')} more`;
    list.replaceChildren(...words.slice(0, count), ...(count < total ? [more] : []));
  };

  /** As many words as fit, as large as they do. */
  const fit = () => {
    let [count, step] = [words.length, 0];
    const set = () => list.style.setProperty('font-size', `${SIZES_REM[step]}rem`);
    set();
    put(count);
    while (!fits() && step < SIZES_REM.length - 1) {
      step += 1;
      set();
    }
    while (!fits() && count > 1) {
      count -= 1;
      put(count);
    }
  };

  /** @type {Layer['show']} */
  const show = async ({ dice }) => {
    words = dice.slice(0, MAX_DICE).map((die) => wordOf(die, texts));
    total = dice.length;
    fit();
  };

  const hold = () => {
    const waiting = document.createElement('li');
    waiting.textContent = 'Rolling…';
    [words, total] = [[waiting], 1];
    fit();
  };

  const read = () => [...list.querySelectorAll('.tray-number')]
    .map(({ textContent }) => texts.readText(textContent ?? ''));

  return {
    show, hold, read, fit, skip: () => {},
    clear: () => {
      [words, total] = [[], 0];
      list.replaceChildren();
    },
    dispose: () => list.remove(),
  };
};
