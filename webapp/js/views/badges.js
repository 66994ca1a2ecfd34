// @ts-check
/** The badges of players: a colour, and a glyph for those who do not see it. */

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
 * Gives each member a badge. The glyph follows from the id; if somebody else has it, it is the next free one.
 * A member keeps it for as long as the page is open, whoever comes and goes.
 *
 * @returns {(members: readonly Member[]) => Map<string, Badge>} the badges by id
 */
export const makeBadges = () => {
  /** @type {Map<string, number>} */
  const given = new Map();

  /** @param {string} id @param {readonly Member[]} present @returns {number} */
  const glyphOf = (id, present) => {
    const known = given.get(id);
    if (known !== undefined) return known;
    const taken = new Set(present.map((member) => given.get(member.id)));
    let index = hashOf(id) % GLYPHS.length;
    for (let tried = 0; taken.has(index) && tried < GLYPHS.length; tried += 1) index = (index + 1) % GLYPHS.length;
    given.set(id, index);
    return index;
  };

  return (members) => new Map(members.map(({ id, colour }) =>
    [id, { glyph: GLYPHS[glyphOf(id, members)], colour, textColour: textColourOf(colour) }]));
};
