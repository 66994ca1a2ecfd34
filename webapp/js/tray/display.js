// @ts-check
/** The roll that is shown, on one layer at a time. */

/** @typedef {import('./dice.js').Roll} Roll */
/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./layer.js').ShowRequest['motion']} Motion */

/**
 * Starts with nothing shown. While dice are at rest the host's `data-shown` has their values.
 *
 * @param {HTMLElement} host
 * @param {Layer} first
 */
export const makeDisplay = (host, first) => {
  let layer = first;
  /** @type {Roll | null} */
  let shown = null;
  /** Resolves the promise of the dice in motion. @type {(() => void) | null} */
  let land = null;

  const leave = () => {
    land?.();
    land = null;
    delete host.dataset.shown;
  };

  /**
   * Shows a roll in place of what is shown.
   *
   * @param {Roll} roll
   * @param {Motion} motion
   * @returns {Promise<void>} resolves when its dice are at rest, or replaced
   */
  const put = (roll, motion) => {
    leave();
    shown = roll;
    return new Promise((resolve) => {
      const own = resolve;
      land = own;
      layer.show({ ...roll, motion }).then(() => {
        if (land !== own) return;
        land = null;
        host.dataset.shown = JSON.stringify(layer.read());
        own();
      });
    });
  };

  const clear = () => {
    leave();
    shown = null;
    layer.clear();
  };

  /** @param {readonly import('./dice.js').Shape[]} shapes @param {string} colour @param {boolean} moves */
  const hold = (shapes, colour, moves) => {
    leave();
    shown = null;
    layer.hold(shapes, colour, moves);
  };

  /** Goes on with another layer, the same dice at rest. @param {Layer} next @returns {Layer} the one left */
  const change = (next) => {
    const left = layer;
    const roll = shown;
    clear();
    layer = next;
    if (roll) put(roll, 'none');
    return left;
  };

  return {
    put, clear, hold, change,
    skip: () => layer.skip(),
    fit: () => layer.fit(),
    isEmpty: () => shown === null,
  };
};
