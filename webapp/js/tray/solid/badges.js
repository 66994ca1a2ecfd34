// @ts-check
/** Badges and rings of the dice that stand out: the badges are elements above the picture, the rings lie on the felt. */

import { badgeOf } from '../badge.js';
import { makeRing } from './ring.js';
import { solidOf } from './solids.js';

/** @typedef {import('./placed-dice.js').PlacedSolid} PlacedSolid */

const RING_ROOM = .1;
/** The share of a die's footprint between its middle and its badge, to the right and away. */
const BADGE_OFFSET = .75;
/** What is told apart from afar: good news has a closed ring, bad news a broken one. */
const BROKEN = new Set(['lowest', 'failure', 'critical-failure']);
const RINGED = new Set([...BROKEN, 'highest', 'success', 'critical-success']);

/** @param {ReturnType<import('./scene.js').makeScene>} scene @param {HTMLElement} layer that holds the badges */
export const makeBadges = (scene, layer) => {
  /** @type {any[]} */
  let rings = [];
  /** @type {{ made: HTMLElement, one: PlacedSolid }[]} */
  let badges = [];

  /** Puts a badge beside a die, and a ring in its colour around it. @param {PlacedSolid} one @param {import('../badge.js').Mark} mark */
  const add = (one, mark) => {
    const { mesh: { position }, appearance } = one;
    const made = badgeOf(mark);
    layer.append(made);
    badges.push({ made, one });
    if (!RINGED.has(mark.kind)) return;
    const ring = makeRing(
      solidOf(appearance.sides).footprint + RING_ROOM, BROKEN.has(mark.kind), getComputedStyle(made).color);
    ring.position.set(position.x, position.y, position.z * .6);
    scene.add(ring);
    rings.push(ring);
  };

  /** Moves the badges to where their dice are in the picture. */
  const place = () => {
    for (const { made, one: { mesh: { position }, appearance } } of badges) {
      const half = solidOf(appearance.sides).footprint * BADGE_OFFSET;
      const { x, y } = scene.project([position.x + half, position.y + half, position.z]);
      made.style.translate = `${x}px ${y}px`;
    }
  };

  const clear = () => {
    for (const ring of rings) {
      scene.remove(ring);
      ring.userData.dispose();
    }
    for (const { made } of badges) made.remove();
    [rings, badges] = [[], []];
  };

  return { add, place, clear };
};
