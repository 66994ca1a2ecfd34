// @ts-check
/** The player's preferences, which the browser keeps. */

/**
 * @typedef {object} Settings
 * @property {string} name empty until the player has entered one
 * @property {string | null} colour `#rrggbb`; null leaves the choice to the server
 * @property {'auto' | 'dark' | 'light'} theme
 * @property {'auto' | '3d' | 'flat' | 'text'} tier how dice are drawn
 * @property {'landing' | 'at-once'} reveal when results are shown
 * @property {string} dice the theme of the player's dice; empty for the player's colour
 * @property {boolean} pips whether a d6 has pips in place of numbers
 * @property {string} felt what dice roll on; an unknown one is green felt
 * @property {boolean | 'quiet' | 'loud'} sound
 * @property {boolean} haptics whether the device vibrates when the player's dice land
 * @property {string} [seed] what the player's seeds begin with, see `seed-text.js`
 * @property {'all' | 'mine' | 'off'} spoken which rolls are announced to screen readers
 */

/** @type {Settings} */
export const PLAIN_SETTINGS = Object.freeze({
  name: '', colour: null, theme: 'auto', tier: 'auto', reveal: 'landing', dice: '', pips: false,
  felt: '', sound: false, haptics: false, spoken: 'all',
});

/** The colours that the server gives to players who have chosen none: of Okabe and Ito, told apart by most eyes. */
export const PLAYER_COLOURS = Object.freeze(
  ['#e69f00', '#56b4e9', '#009e73', '#f0e442', '#0072b2', '#d55e00', '#cc79a7']);
