// @ts-check
/** The dice that stand in the scene: put there, moved, read, and taken away. */

import { extremeOf } from '../../roll/wording.js';
import { partsOf, readLabels } from '../dice.js';
import { readFrames } from './mesh.js';
import { makeModels } from './model.js';
import { makeRing } from './ring.js';
import { solidOf } from './solids.js';

/** @typedef {import('../dice.js').Die} Die */
/** @typedef {import('./plan.js').Pose} Pose */
/** @typedef {import('./model.js').Look} Look */
/** @typedef {{ look: Look, mesh: any, die: Die }} Standing one solid; two have the same die if it is a d100 */

const RING_ROOM = .1;

/**
 * Lays dice into a scene.
 *
 * @param {ReturnType<import('./scene.js').makeScene>} scene
 * @param {HTMLElement} canvas its text colour is the highest ring's, its outline's the lowest
 */
export const makePlacedDice = (scene, canvas) => {
  const models = makeModels();
  /** @type {Standing[]} */
  let standing = [];
  /** @type {any[]} */
  let rings = [];
  let isMarked = false;

  const clear = () => {
    for (const ring of rings) {
      scene.remove(ring);
      ring.userData.dispose();
    }
    for (const { mesh } of standing) scene.remove(mesh);
    [standing, rings, isMarked] = [[], [], false];
  };

  /** @param {readonly Die[]} dice @param {string} colour @param {boolean} blank */
  const put = (dice, colour, blank) => {
    clear();
    standing = dice.flatMap((die) => partsOf(die).map(({ sides, print }) => {
      /** @type {Look} */
      const look = { sides, colour, faint: false, print: die.hidden ? 'hidden' : print };
      if (blank) look.print = 'none';
      const mesh = models.die(look);
      scene.add(mesh);
      return { look, mesh, die };
    }));
  };

  /** @param {readonly Pose[]} poses one for each solid */
  const move = (poses) => poses.forEach(({ place, turn }, i) => {
    standing[i].mesh.position.set(...place);
    standing[i].mesh.quaternion.set(...turn);
  });

  /** @param {Standing} one */
  const fade = (one) => {
    const { mesh, look } = one;
    one.mesh = models.die({ ...look, faint: true });
    one.mesh.position.copy(mesh.position);
    one.mesh.quaternion.copy(mesh.quaternion);
    scene.remove(mesh);
    scene.add(one.mesh);
  };

  /** @param {Standing} one @param {CSSStyleDeclaration} style */
  const ring = ({ die, mesh: { position }, look }, { color, outlineColor }) => {
    const kind = die.hidden ? null : extremeOf(die);
    if (!kind) return;
    const made = makeRing(
      solidOf(look.sides).footprint + RING_ROOM, kind, kind === 'highest' ? color : outlineColor);
    made.position.set(position.x, position.y, position.z * .6);
    scene.add(made);
    rings.push(made);
  };

  /** Marks dice at rest: dropped ones are faint, highest and lowest ones have rings. */
  const mark = () => {
    if (isMarked) return;
    isMarked = true;
    const style = getComputedStyle(canvas);
    for (const one of standing) {
      if (one.die.kept) ring(one, style);
      else fade(one);
    }
  };

  /** @param {Standing} one @returns {string} */
  const labelOf = ({ look, mesh: { quaternion: { x, y, z, w } } }) =>
    readFrames(solidOf(look.sides), models.printed(look), [x, y, z, w]);

  /** What the dice show, read off their faces. */
  const read = () => [...new Set(standing.map(({ die }) => die))].map((die) =>
    readLabels(die.sides, standing.filter((one) => one.die === die).map(labelOf)));

  const dispose = () => {
    clear();
    models.dispose();
  };

  return { put, move, mark, read, clear, dispose };
};
