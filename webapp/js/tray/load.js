// @ts-check
/** Loads the dice in 3D, after everything that the page needs first. */

import { readText, textOf } from './dice.js';

const IDLE_TIMEOUT_MS = 3000;
/** Used where the browser has no idle callback. */
const IDLE_GUESS_MS = 400;

/** Calls back when the page is idle. @param {() => void} then */
export const whenIdle = (then) => {
  if (typeof requestIdleCallback === 'function') requestIdleCallback(then, { timeout: IDLE_TIMEOUT_MS });
  else setTimeout(then, IDLE_GUESS_MS);
};

/** Loads the text layer, which few choose. @param {HTMLElement} host */
export const loadText = async (host) => (await import('./text.js')).mountText(host, { textOf, readText });

/**
 * Loads the 3D layer, and three.js with it.
 *
 * @param {HTMLElement} host
 * @param {Parameters<typeof import('./solid/layer.js').mountSolid>[1]} on
 */
export const loadSolid = async (host, on) => {
  const [{ mountMixed }, { mountSolid }] =
    await Promise.all([import('./mixed.js'), import('./solid/layer.js')]);
  return mountMixed(host, (inner) => mountSolid(inner, on));
};
