// @ts-check
/** What the ways to show dice have in common, and how much of the tray each may use. */

/** @typedef {import('./dice.js').Die} Die */

/**
 * @typedef {object} ShowRequest dice to be shown
 * @property {readonly Die[]} dice at least one
 * @property {string} seed
 * @property {string} colour `#rrggbb`
 * @property {'throw' | 'fade' | 'none'} motion
 */

/**
 * @typedef {object} Layer one way to show dice
 * @property {(request: ShowRequest) => Promise<void>} show resolves when all are at rest; replaces what is shown
 * @property {(shapes: readonly import('./dice.js').Shape[], colour: string, moving: boolean) => void} hold
 * @property {() => void} skip brings dice in motion to rest at once
 * @property {() => void} clear
 * @property {() => void} fit is called when the tray's size has changed
 * @property {() => (number | string)[]} read what the dice at rest show, read off the picture
 * @property {() => void} dispose
 */

/**
 * Returns the part of an element that its padding leaves, from its own upper left.
 *
 * @param {HTMLElement} host
 */
export const innerBox = (host) => {
  const { paddingLeft, paddingRight, paddingTop, paddingBottom } = getComputedStyle(host);
  const [left, top] = [parseFloat(paddingLeft), parseFloat(paddingTop)];
  return {
    left, top,
    width: Math.max(1, host.clientWidth - left - parseFloat(paddingRight)),
    height: Math.max(1, host.clientHeight - top - parseFloat(paddingBottom)),
  };
};
