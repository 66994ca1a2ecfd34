// @ts-check
/** The dice in the scene: placed, moved, marked, read, and removed. */

import { extremeOf } from '../../roll/wording.js';
import { partsOf, readLabels } from '../dice.js';
import { readFrames } from './mesh.js';
import { makeModels } from './model.js';
import { makeRing } from './ring.js';
import { solidOf } from './solids.js';

/** @typedef {import('../dice.js').Die} Die */
/** @typedef {import('./plan.js').Pose} Pose */
/** @typedef {import('./model.js').Appearance} Appearance */
/** @typedef {{ appearance: Appearance, mesh: any, die: Die }} PlacedSolid a solid; the two of a d100 have the same die */

const RING_ROOM = .1;

/**
 * Makes an empty set of dice in a scene.
 *
 * @param {ReturnType<import('./scene.js').makeScene>} scene
 * @param {HTMLElement} canvas its CSS text colour is that of a highest ring, its outline colour that of a lowest
 */
export const makePlacedDice = (scene, canvas) => {
  const models = makeModels();
  /** @type {PlacedSolid[]} */
  let solids = [];
  /** @type {any[]} */
  let rings = [];
  let isMarked = false;

  const clear = () => {
    for (const ring of rings) {
      scene.remove(ring);
      ring.userData.dispose();
    }
    for (const { mesh } of solids) scene.remove(mesh);
    [solids, rings, isMarked] = [[], [], false];
  };

  /** @param {readonly Die[]} dice @param {string} colour @param {boolean} blank */
  const put = (dice, colour, blank) => {
    clear();
    solids = dice.flatMap((die) => partsOf(die).map(({ sides, print }) => {
      /** @type {Appearance} */
      const appearance = { sides, colour, faint: false, print: die.hidden ? 'hidden' : print };
      if (blank) appearance.print = 'none';
      const mesh = models.die(appearance);
      scene.add(mesh);
      return { appearance, mesh, die };
    }));
  };

  /** @param {readonly Pose[]} poses one for each solid */
  const move = (poses) => poses.forEach(({ place, turn }, i) => {
    solids[i].mesh.position.set(...place);
    solids[i].mesh.quaternion.set(...turn);
  });

  /** @param {PlacedSolid} one */
  const fade = (one) => {
    const { mesh, appearance } = one;
    one.mesh = models.die({ ...appearance, faint: true });
    one.mesh.position.copy(mesh.position);
    one.mesh.quaternion.copy(mesh.quaternion);
    scene.remove(mesh);
    scene.add(one.mesh);
  };

  /** @param {PlacedSolid} one @param {CSSStyleDeclaration} style */
  const ring = ({ die, mesh: { position }, appearance }, { color, outlineColor }) => {
    const kind = die.hidden ? null : extremeOf(die);
    if (!kind) return;
    const made = makeRing(
      solidOf(appearance.sides).footprint + RING_ROOM, kind, kind === 'highest' ? color : outlineColor);
    made.position.set(position.x, position.y, position.z * .6);
    scene.add(made);
    rings.push(made);
  };

  /** Marks dice at rest: dropped ones are faint, highest and lowest ones have rings. */
  const mark = () => {
    if (isMarked) return;
    isMarked = true;
    const style = getComputedStyle(canvas);
    for (const one of solids) {
      if (one.die.kept) ring(one, style);
      else fade(one);
    }
  };

  /** @param {PlacedSolid} one @returns {string} */
  const labelOf = ({ appearance, mesh: { quaternion: { x, y, z, w } } }) =>
    readFrames(solidOf(appearance.sides), models.printed(appearance), [x, y, z, w]);

  /** Reads the values of the dice from their faces. */
  const read = () => [...new Set(solids.map(({ die }) => die))].map((die) =>
    readLabels(die.sides, solids.filter((one) => one.die === die).map(labelOf)));

  const dispose = () => {
    clear();
    models.dispose();
  };

  return { put, move, mark, read, clear, dispose };
};
