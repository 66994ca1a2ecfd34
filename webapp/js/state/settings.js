// @ts-check
/** The player's preferences, which the browser keeps. */

/**
 * @typedef {object} Settings
 * @property {string} name empty until the player has entered one
 * @property {string | null} colour `#rrggbb`; null leaves the choice to the server
 * @property {'auto' | 'dark' | 'light'} theme
 * @property {'auto' | '3d' | 'flat' | 'text'} tier how dice are drawn
 * @property {'landing' | 'at-once'} reveal when results are shown
 * @property {boolean} sound
 * @property {string} [seed] what the player's seeds begin with, see `seed-text.js`
 * @property {'all' | 'mine' | 'off'} spoken which rolls are announced to screen readers
 */

/** @type {Settings} */
export const PLAIN_SETTINGS = Object.freeze({
  name: '', colour: null, theme: 'auto', tier: 'auto', reveal: 'landing', sound: false,
  spoken: 'all',
});
