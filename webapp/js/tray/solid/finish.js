// @ts-check
/** What the dice of each theme are made of, beside their colours. */

/**
 * @typedef {object} Finish
 * @property {number} gloss part of the light that the coat reflects straight back, from 0 to 1
 * @property {boolean} metal whether its reflections have its colour
 * @property {number} opacity of the body, from 0 to 1
 * @property {number} edge brightness of the edges, 1 for that of the faces
 * @property {number} outline brightness of the outline, as a part of the body's colour
 */

/** @type {Finish} */
const RESIN = Object.freeze({ gloss: .032, metal: false, opacity: 1, edge: 1, outline: .3 });

/** @type {ReadonlyMap<unknown, Finish>} */
const FINISHES = new Map(Object.entries({
  ivory: { ...RESIN, gloss: .04, edge: .94 },
  obsidian: { ...RESIN, gloss: .032, edge: 1.6, outline: 2.2 },
  brass: { ...RESIN, gloss: .5, metal: true, edge: 1.08, outline: .25 },
  glass: { ...RESIN, gloss: .07, opacity: .6, outline: .6 },
  'bone-and-ink': { ...RESIN, gloss: .015, edge: .5, outline: .25 },
  'high-contrast': { ...RESIN, gloss: 0, outline: 0 },
}));

/** @param {string | undefined} theme @returns {Finish} that of resin for an unknown one */
export const finishOf = (theme) => FINISHES.get(theme) ?? RESIN;
