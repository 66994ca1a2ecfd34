// @ts-check
/** One flat die. */

import { badgeOf } from './badge.js';
import { partsOf, labelOf, readLabels, readText, textOf } from './dice.js';
import { paintOf } from './look.js';
import { OUTLINES } from './outlines.js';
import { pipsOf } from './pips.js';

/** @typedef {import('./dice.js').Die} Die */
/** @typedef {import('./look.js').Paint} Paint */

const SVG = 'http://www.w3.org/2000/svg';
/** Dice without an outline of their own are pills, as wide as their text needs. */
const PILL = Object.freeze({ edge: '', shades: [], middle: 45, size: 40 });

/** @param {string} name @param {Record<string, string | number>} attributes */
const drawn = (name, attributes) => {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
};

/** @param {string} text @param {Record<string, string | number>} attributes */
const written = (text, attributes) => {
  const made = drawn('text', { 'text-anchor': 'middle', ...attributes });
  made.textContent = text;
  return made;
};

/** Draws pips: dots of a line that is as round as it is thick. @param {number} value @param {string} ink */
const dotted = (value, ink) => drawn('path', {
  class: 'tray-number', stroke: ink, 'stroke-width': 17, 'stroke-linecap': 'round',
  d: pipsOf(value).map(([x, y]) => `M${50 + 22 * x} ${50 + 22 * y}h0`).join(''),
});

/** @param {Die} die */
const nameOf = ({ sides, fate }) => (fate ? 'dF' : `d${sides ?? ''}`);

/** The most symbols of a face that are written under each other. */
const MAX_LINES = 3;

/** Breaks the symbols of a face into lines, each with its sign. @param {string} face */
const linesOfFace = (face) => {
  const lines = face.split(/(?=[+])/);
  return [...lines.slice(0, MAX_LINES - 1), ...(lines.length < MAX_LINES ? [] : [lines.slice(MAX_LINES - 1).join('')])];
};

/** Draws a face with symbols: a pill as wide as its longest line. @param {string} face @param {Paint} paint */
const facePicture = (face, [fill, ink]) => {
  const lines = linesOfFace(face);
  const size = lines.length > 2 ? 19 : 23;
  const width = Math.max(100, 36 + size * .62 * Math.max(...lines.map((line) => line.length)));
  const svg = drawn('svg', { class: 'tray-die', viewBox: `0 0 ${width} 100` });
  const text = drawn('text', { class: 'tray-number', 'text-anchor': 'middle', fill: ink, 'font-size': size });
  text.append(...lines.map((line, index) => {
    const y = 50 + size * (.36 + 1.1 * (index - (lines.length - 1) / 2));
    const made = drawn('tspan', { x: width / 2, y });
    made.textContent = line;
    return made;
  }));
  svg.append(drawn('rect', { fill, class: 'tray-edge', x: 3, y: 13, width: width - 6, height: 74, rx: 24 }), text);
  return svg;
};

/** @param {number} sides 0 for a pill @param {string} text its text @param {Paint} paint @param {Die} die @param {boolean} [pips] whether to draw pips in place of the text */
const svgOf = (sides, text, [fill, ink], die, pips = false) => {
  const { edge, shades, middle, size } = OUTLINES[sides] ?? PILL;
  const width = edge ? 100 : Math.max(100, 60 + 24 * text.length);
  const svg = drawn('svg', { class: 'tray-die', viewBox: `0 0 ${width} 100` });
  const line = { fill, class: 'tray-edge', 'stroke-linejoin': 'round' };
  svg.append(edge
    ? drawn('polygon', { ...line, points: edge })
    : drawn('rect', { ...line, x: 3, y: 13, width: width - 6, height: 74, rx: 37 }));
  for (const [points, opacity] of shades) svg.append(drawn('polygon', { points, 'fill-opacity': opacity }));
  const number = pips ? dotted(Number(text), ink) : written(text, {
    class: 'tray-number', x: width / 2, y: middle + size * .36, fill: ink,
    'font-size': text.length > 2 && edge ? size * .8 : size,
  });
  if (!pips && (text === '6' || text === '9')) number.classList.add('underlined');
  svg.append(number);
  if (!edge) svg.append(written(nameOf(die), { x: width / 2, y: 79, fill: ink, 'font-size': 17 }));
  return svg;
};

/**
 * Makes a flat die: one picture, or two for a d100.
 *
 * @param {Die} die
 * @param {import('./look.js').Look} look
 */
export const flatDie = (die, look) => {
  const paint = paintOf(look);
  const made = document.createElement('span');
  made.className = die.kept ? 'tray-flat' : 'tray-flat dropped';
  made.dataset.theme = look.theme ?? '';
  const parts = partsOf(die);
  const pictures = parts.length === 0
    ? [die.face !== undefined && !die.hidden ? facePicture(die.face, paint) : svgOf(0, textOf(die), paint, die)]
    : parts.map(({ sides, value, print }) =>
      svgOf(sides, die.hidden ? '?' : labelOf(sides, value, print), paint, die,
        look.pips && sides === 6 && !die.hidden));
  made.append(...pictures);
  const { mark } = die;
  if (mark) {
    made.classList.add(mark.kind);
    made.append(badgeOf(mark));
  }
  return made;
};

/**
 * Reads a flat die from its picture.
 *
 * @param {Element} made
 * @param {Die} die of the same shape
 */
export const readFlat = (made, die) => {
  // Pips are counted.
  const texts = [...made.querySelectorAll('.tray-number')].map((number) =>
    number.textContent || `${number.getAttribute('d')?.split('M').slice(1).length ?? ''}`);
  return partsOf(die).length === 0 ? readText(texts[0]) : readLabels(die.sides, texts);
};
