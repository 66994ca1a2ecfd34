// @ts-check
/** The badges of players: a colour, and a glyph for those who do not see it. Pure. */

import { needsDarkText } from '../lib/colour.js';

/** @typedef {import('../net/table-frames.js').Member} Member */
/** @typedef {{ glyph: string, colour: string, textColour: string }} Badge */

const GLYPHS = Object.freeze(['●', '▲', '■', '◆', '★', '✚', '♥', '♣', '♠', '☾', '☀', '✿']);

const DARK_TEXT = '#1b211e';
const LIGHT_TEXT = '#ffffff';

/** Returns a readable text colour for a background. @param {string} colour `#rrggbb` */
const textColourOf = (colour) => (needsDarkText(colour) ? DARK_TEXT : LIGHT_TEXT);

/** Hashes an id: FNV-1a, 32 bits. @param {string} id */
const hashOf = (id) => {
  let hash = 0x811c9dc5;
  for (const char of id) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  return hash;
};

/**
 * Gives each member a badge. The glyph follows from the id, so it is the same on all screens; on a
 * collision, the member with the later id gets the next free glyph.
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
