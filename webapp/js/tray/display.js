// @ts-check
/** The roll on the tray, shown by one layer at a time. */

/** @typedef {import('./dice.js').Roll} Roll */
/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./layer.js').ShowRequest['motion']} Motion */

/**
 * Makes an empty display. While dice are at rest, the host's `data-shown` has their values.
 *
 * @param {HTMLElement} host
 * @param {Layer} first
 */
export const makeDisplay = (host, first) => {
  let layer = first;
  /** @type {Roll | null} */
  let shown = null;
  /** Resolves the promise of the dice in motion. @type {(() => void) | null} */
  let resolveThrow = null;

  const endThrow = () => {
    resolveThrow?.();
    resolveThrow = null;
    delete host.dataset.shown;
  };

  /**
   * Replaces the shown roll.
   *
   * @param {Roll} roll
   * @param {Motion} motion
   * @returns {Promise<void>} resolves when its dice are at rest, or replaced
   */
  const put = (roll, motion) => {
    endThrow();
    shown = roll;
    return new Promise((resolve) => {
      const own = resolve;
      resolveThrow = own;
      layer.show({ ...roll, motion }).then(() => {
        if (resolveThrow !== own) return;
        resolveThrow = null;
        host.dataset.shown = JSON.stringify(layer.read());
        own();
      });
    });
  };

  const clear = () => {
    endThrow();
    shown = null;
    layer.clear();
  };

  /** @param {readonly import('./dice.js').Shape[]} shapes @param {import('./look.js').Look} look @param {boolean} moves */
  const hold = (shapes, look, moves) => {
    endThrow();
    shown = null;
    layer.hold(shapes, look, moves);
  };

  /** Changes the layer; it shows the same dice at rest. @param {Layer} next @returns {Layer} the previous one */
  const change = (next) => {
    const previous = layer;
    const roll = shown;
    clear();
    layer = next;
    if (roll) put(roll, 'none');
    return previous;
  };

  return {
    put, clear, hold, change,
    skip: () => layer.skip(),
    fit: () => layer.fit(),
    isEmpty: () => shown === null,
  };
};
