// @ts-check
/** Solids in 3D, with a row of chips above them: other dice, and the number of omitted ones. */

import { mountFlat } from './flat.js';
import { split } from './split.js';

/** @typedef {import('./layer.js').Layer} Layer */

const MAX_SOLIDS = 30;
const MAX_SOLIDS_ON_PHONE = 20;
const MAX_CHIPS = 12;
const PHONE_PX = 600;

/**
 * Mounts the layers.
 *
 * @param {HTMLElement} host
 * @param {(host: HTMLElement) => Layer} mountSolid
 * @returns {Layer}
 */
export const mountMixed = (host, mountSolid) => {
  const solid = mountSolid(host);
  const flat = mountFlat(host, 'tray-board');
  const beside = mountFlat(host, 'tray-beside');
  const layers = [solid, flat, beside];
  /** @type {import('./split.js').Split | null} */
  let parts = null;

  /** @param {readonly import('./dice.js').Die[]} dice */
  const divide = (dice) => {
    const max = Math.min(innerWidth, innerHeight) < PHONE_PX ? MAX_SOLIDS_ON_PHONE : MAX_SOLIDS;
    const divided = split(dice, max, MAX_CHIPS);
    parts = divided.solids.length > 0 ? divided : null;
    host.classList.toggle('has-beside', parts !== null && parts.chips.length + parts.more > 0);
    return parts;
  };

  /** @type {Layer['show']} */
  const show = async (request) => {
    const divided = divide(request.dice);
    if (divided === null) {
      solid.clear();
      beside.clear();
      await flat.show(request);
      return;
    }
    flat.clear();
    await Promise.all([
      solid.show({ ...request, dice: divided.solids }),
      beside.show({ ...request, sets: [], dice: divided.chips, more: divided.more }),
    ]);
  };

  /** @type {Layer['hold']} */
  const hold = (shapes, look, moving) => {
    const divided = divide(shapes.map(({ sides }) => ({ sides, value: 1, kept: true })));
    flat.clear();
    beside.clear();
    if (divided !== null) solid.hold(divided.solids, look, moving);
    else {
      solid.clear();
      flat.hold(shapes, look, moving);
    }
  };

  const read = () => {
    if (parts === null) return flat.read();
    const [solids, chips] = [solid.read(), beside.read()];
    return parts.order.flatMap((isSolid) => (isSolid ? solids : chips).splice(0, 1));
  };

  return {
    show, hold, read,
    skip: () => layers.forEach((layer) => layer.skip()),
    clear: () => layers.forEach((layer) => layer.clear()),
    fit: () => layers.forEach((layer) => layer.fit()),
    dispose: () => {
      host.classList.remove('has-beside');
      layers.forEach((layer) => layer.dispose());
    },
  };
};
