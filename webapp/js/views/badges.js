// @ts-check
/** What tells players apart: a colour, and a glyph for those who do not see it. Pure. */

import { needsDarkText } from '../lib/colour.js';

/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {{ glyph: string, colour: string, textColour: string }} Badge textColour: the glyph's colour on the other */

const GLYPHS = Object.freeze(['●', '▲', '■', '◆', '★', '✚', '♥', '♣', '♠', '☾', '☀', '✿']);

const DARK_INK = '#1b211e';
const LIGHT_INK = '#ffffff';

/** Returns the textColour that can be read on a colour. @param {string} colour `#rrggbb` */
const textColourOf = (colour) => (needsDarkText(colour) ? DARK_INK : LIGHT_INK);

/** A number that is always the same for an id: FNV-1a, 32 bits. @param {string} id */
const hashOf = (id) => {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

/**
 * Gives each member a badge. The glyph comes from the id, so it is the same on all screens; those who
 * would share one get the next that is free, in the order of their ids.
 *
 * @param {readonly Member[]} members
 * @returns {Map<string, Badge>}
 */
export const badgesOf = (members) => {
  /** @type {Set<number>} */
  const taken = new Set();
  const byId = [...members].sort((a, b) => (a.id < b.id ? -1 : 1));
  return new Map(byId.map(({ id, colour }) => {
    let index = hashOf(id) % GLYPHS.length;
    while (taken.has(index) && taken.size < GLYPHS.length) index = (index + 1) % GLYPHS.length;
    taken.add(index);
    return [id, { glyph: GLYPHS[index], colour, textColour: textColourOf(colour) }];
  }));
};
