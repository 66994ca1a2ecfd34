// @ts-check
/** The tray's input, and the shape of each die: one solid, two, or a flat chip. */

/**
 * @typedef {object} Die
 * @property {number | null} sides null if unknown
 * @property {number} value the number that it shows
 * @property {boolean} kept
 * @property {boolean} [fate] whether it shows plus, blank or minus
 * @property {boolean} [own] whether its faces are listed in the expression
 * @property {string} [face] the symbols on its face, such as `success+advantage`
 * @property {boolean} [hidden] whether to show no value
 * @property {import('./badge.js').Mark | null} [mark] what stands out about it
 * @property {readonly string[]} [words] what is said about it beside its value
 */

/**
 * @typedef {object} Roll
 * @property {string} seed
 * @property {readonly Die[]} dice
 * @property {import('./look.js').Look} look
 * @property {readonly number[]} [sets] the numbers of dice of several results
 * @property {boolean} atOnce whether to show the dice at rest, without a throw
 */

/** @typedef {{ sides: number | null }} Shape */
/** @typedef {'plain' | 'tens' | 'ones'} Print the kind of labels on the faces */
/** @typedef {{ sides: number, value: number, print: Print }} Part a solid, and its face's value */

const SOLID_SIDES = new Set([2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 30]);

/** @param {number} digit @returns {number} a d10's face; 0 is its tenth */
const faceOf = (digit) => digit || 10;

/**
 * Returns the solids of a die; a d100 has two.
 *
 * @param {Shape & { value?: number, fate?: boolean, own?: boolean, hidden?: boolean }} die
 * @returns {Part[]} empty for other dice, for faces of their own, and for values that no face has
 */
export const partsOf = ({ sides, value = 1, fate = false, own = false, hidden = false }) => {
  const shown = hidden ? 1 : value;
  if (sides === null || fate || own || !Number.isInteger(shown) || shown < 1 || shown > sides) return [];
  if (SOLID_SIDES.has(sides)) return [{ sides, value: shown, print: 'plain' }];
  if (sides !== 100) return [];
  return [
    { sides: 10, value: faceOf(Math.floor(shown / 10) % 10), print: 'tens' },
    { sides: 10, value: faceOf(shown % 10), print: 'ones' },
  ];
};

/**
 * Returns the label of a face.
 *
 * @param {number} sides
 * @param {number} value
 * @param {Print} print
 */
export const labelOf = (sides, value, print) => {
  if (print === 'tens') return `${value % 10}0`;
  return String(sides === 10 ? value % 10 : value);
};

/**
 * Reads a die from the labels of its faces.
 *
 * @param {number | null} sides
 * @param {string[]} labels of the faces that are read, one for each solid
 * @returns {number | string} the value, or the label if it is not a number
 */
export const readLabels = (sides, labels) => {
  const sum = labels.reduce((total, label) => total + Number(label), 0);
  if (Number.isNaN(sum)) return labels[0];
  return sum === 0 && (sides === 10 || sides === 100) ? sides : sum;
};

const FATE = new Map([[-1, '−'], [0, ''], [1, '+']]);

/** Returns the text on a flat die. @param {Die} die */
export const textOf = ({ value, fate, face, hidden }) => {
  if (hidden) return '?';
  if (face !== undefined) return face;
  return (fate ? FATE.get(value) : undefined) ?? String(value).replace('-', '−');
};

/** Reads a flat die's text. @param {string} text @returns {number | string} */
export const readText = (text) => {
  const sign = { '−': -1, '+': 1 }[text];
  const value = sign ?? Number(text.replace('−', '-'));
  return Number.isNaN(value) ? text : value;
};
