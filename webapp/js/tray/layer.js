// @ts-check
/** The interface of layers, each of which shows dice in one way, and the space they may use. */

/** @typedef {import('./dice.js').Die} Die */
/** @typedef {import('./look.js').Look} Look */

/**
 * @typedef {object} ShowRequest
 * @property {readonly Die[]} dice
 * @property {string} seed
 * @property {Look} look
 * @property {readonly number[]} [sets] the numbers of dice of several results
 * @property {number} [more] number of dice that are not drawn here, and not elsewhere
 * @property {'throw' | 'fade' | 'none'} motion
 */

/**
 * @typedef {object} Layer
 * @property {(request: ShowRequest) => Promise<void>} show replaces the shown dice; resolves when all are at rest
 * @property {(shapes: readonly import('./dice.js').Shape[], look: Look, moving: boolean) => void} hold
 * @property {() => void} skip brings dice in motion to rest at once
 * @property {() => void} clear
 * @property {() => void} fit follows a change of the tray's size
 * @property {() => (number | string)[]} read the values of the dice at rest, read from the picture
 * @property {() => void} dispose
 */

/**
 * Returns the box of an element inside its padding.
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
