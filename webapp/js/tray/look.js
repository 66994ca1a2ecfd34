// @ts-check
/** How a player's dice look: the colours of their theme. What only dice in 3D need is in `solid/finish.js`. */

import { needsDarkText } from '../lib/colour.js';

/**
 * @typedef {object} Look
 * @property {string} colour of the player, `#rrggbb`
 * @property {string} [theme] that the player chose; an unknown one is none
 * @property {boolean} [pips] whether a d6 has pips in place of numbers
 */
/** @typedef {readonly [body: string, ink: string]} Paint both `#rrggbb` */

/** Themes with colours of their own; the others are in the player's. @type {ReadonlyMap<unknown, Paint>} */
const PAINTS = new Map([
  ['ivory', ['#efe3c8', '#33200f']],
  ['obsidian', ['#1b1c22', '#f4e6b8']],
  ['brass', ['#b98d3e', '#1f1405']],
  ['bone-and-ink', ['#d9cba8', '#14263f']],
  ['high-contrast', ['#ffffff', '#000000']],
]);

/** Returns the most readable text colour on a colour. @param {string} colour `#rrggbb` */
export const textColourOn = (colour) => (needsDarkText(colour) ? '#1b1a16' : '#fdf9ec');

/** Returns the colours of dice. @param {Look} look @returns {Paint} */
export const paintOf = ({ colour, theme }) => PAINTS.get(theme) ?? [colour, textColourOn(colour)];
