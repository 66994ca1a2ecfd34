// @ts-check
/** The dice in the scene: placed, moved, marked, read, and removed. */

import { partsOf, readLabels } from '../dice.js';
import { makeBadges } from './badges.js';
import { readFrames } from './mesh.js';
import { makeModels } from './model.js';
import { makeShadows } from './shadow.js';
import { solidOf } from './solids.js';

/** @typedef {import('../dice.js').Die} Die */
/** @typedef {import('./plan.js').Pose} Pose */
/** @typedef {import('./model.js').Appearance} Appearance */
/**
 * @typedef {object} PlacedSolid the two of a d100 have the same die
 * @property {Appearance} appearance
 * @property {any} mesh
 * @property {ReturnType<ReturnType<typeof makeShadows>['make']>} shadow
 * @property {Die} die
 */

/**
 * Makes an empty set of dice in a scene.
 *
 * @param {ReturnType<import('./scene.js').makeScene>} scene
 * @param {HTMLElement} layer that holds the badges
 */
export const makePlacedDice = (scene, layer) => {
  const models = makeModels();
  const shadows = makeShadows();
  /** @type {PlacedSolid[]} */
  let solids = [];
  const badges = makeBadges(scene, layer);
  let isMarked = false;

  const clear = () => {
    badges.clear();
    for (const { mesh, shadow } of solids) {
      scene.remove(mesh);
      scene.remove(shadow.group);
    }
    [solids, isMarked] = [[], false];
  };

  /** @param {readonly Die[]} dice @param {import('../look.js').Look} look @param {boolean} blank */
  const put = (dice, look, blank) => {
    clear();
    solids = dice.flatMap((die) => partsOf(die).map(({ sides, print }) => {
      /** @type {Appearance} */
      const appearance = { sides, look, faint: false, print: die.hidden ? 'hidden' : print };
      if (blank) appearance.print = 'none';
      const mesh = models.die(appearance);
      const shadow = shadows.make(solidOf(sides), mesh.geometry);
      scene.add(shadow.group);
      scene.add(mesh);
      return { appearance, mesh, shadow, die };
    }));
  };

  /** @param {readonly Pose[]} poses one for each solid */
  const move = (poses) => poses.forEach(({ place, turn }, i) => {
    solids[i].mesh.position.set(...place);
    solids[i].mesh.quaternion.set(...turn);
    solids[i].shadow.follow(solids[i].mesh);
  });

  /** @param {PlacedSolid} one */
  const fade = (one) => {
    const { mesh, appearance } = one;
    one.appearance = { ...appearance, faint: true };
    one.mesh = models.die(one.appearance);
    one.mesh.position.copy(mesh.position);
    one.mesh.quaternion.copy(mesh.quaternion);
    scene.remove(mesh);
    scene.add(one.mesh);
  };

  /** @param {PlacedSolid} one @returns {string} */
  const labelOf = ({ appearance, mesh: { quaternion: { x, y, z, w } } }) =>
    readFrames(solidOf(appearance.sides), models.printed(appearance), [x, y, z, w]);

  /** Marks dice at rest: dropped ones are faint, others have a badge for what they did. */
  const mark = () => {
    if (!isMarked) {
      isMarked = true;
      for (const one of solids) {
        if (!one.die.kept) fade(one);
        if (!one.die.hidden) models.quieten(one.mesh, one.appearance, labelOf(one));
        // The two solids of a d100 have one badge.
        if (one.die.mark && one.appearance.print !== 'ones') badges.add(one, one.die.mark);
      }
    }
    badges.place();
  };

  /** Reads the values of the dice from their faces. */
  const read = () => [...new Set(solids.map(({ die }) => die))].map((die) =>
    readLabels(die.sides, solids.filter((one) => one.die === die).map(labelOf)));

  const dispose = () => {
    clear();
    models.dispose();
    shadows.dispose();
  };

  return { put, move, mark, read, clear, dispose };
};
