// @ts-check
/** Helpers of the views for the document. */

/**
 * Makes an element. Text goes in as text, never as markup.
 *
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag
 * @param {string} [className]
 * @param {...(Node | string)} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export const element = (tag, className = '', ...children) => {
  const made = document.createElement(tag);
  if (className) made.className = className;
  made.append(...children);
  return made;
};

/**
 * Makes the place of text that a player typed: its direction does not change the order of the text
 * beside it.
 *
 * @param {string} className
 * @param {string} text
 */
export const typedText = (className, text) => element('bdi', className, text);

/** Makes text for screen readers alone. @param {string} text */
export const spokenOnly = (text) => element('span', 'spoken', text);

/** Makes a sign that screen readers ignore. @param {string} text @param {string} className */
export const sign = (text, className) => {
  const made = element('span', className, text);
  made.setAttribute('aria-hidden', 'true');
  return made;
};

/** Sets an element's text, if it differs. @param {Element} target @param {string} text */
export const setText = (target, text) => {
  if (target.textContent !== text) target.textContent = text;
};

/**
 * Finds an element of the page. A test compares the ids with the HTML.
 *
 * @template {Element} T
 * @param {ParentNode} parent
 * @param {string} selector
 * @param {new (...args: any[]) => T} type
 * @returns {T}
 */
export const find = (parent, selector, type) => {
  const found = parent.querySelector(selector);
  if (!(found instanceof type)) throw new Error(`The page has no ${selector}`);
  return found;
};

/** Makes a button. @param {string} className @param {...(Node | string)} children */
export const makeButton = (className, ...children) => {
  const made = element('button', className, ...children);
  made.type = 'button';
  return made;
};

/** Whether there is a real keyboard, so that focusing opens none on the screen. */
export const hasKeyboard = () => matchMedia('(hover: hover) and (pointer: fine)').matches;

/** Makes a player's disc. @param {import('./badges.js').Badge} badge */
export const disc = ({ glyph, colour, textColour }) => {
  const made = sign(glyph, 'disc');
  made.style.setProperty('--player', colour);
  made.style.setProperty('--on-player', textColour);
  return made;
};
