// @ts-check
/** The camera above the tray, as near as it can be with all of the tray in view. */

import { THREE } from '../../three.js';

/** Steep enough that the top face is unmistakable. */
const ELEVATION = 85 * Math.PI / 180;
const FIELD_DEGREES = 24;
/** The most height of a lying die. */
const DICE_HEIGHT = 1.9;

/** @typedef {{ left: number, top: number, width: number, height: number }} Box in CSS pixels */

/**
 * Points a camera so that the tray fills a part of the picture.
 *
 * @param {any} camera
 * @param {import('./motion.js').Tray} tray
 * @param {{ width: number, height: number }} picture in CSS pixels
 * @param {Box} box the part of it for the tray
 */
export const frameTray = (camera, { width, depth }, picture, box) => {
  camera.fov = FIELD_DEGREES;
  camera.aspect = box.width / box.height;
  camera.near = 1;
  camera.far = 400;
  const corners = [-1, 1].flatMap((x) => [-1, 1].flatMap((y) => [0, DICE_HEIGHT].map((z) =>
    new THREE.Vector3(x * width, y * depth, z))));
  /** @param {number} distance */
  const look = (distance) => {
    camera.clearViewOffset();
    camera.position.set(0, -Math.cos(ELEVATION) * distance, Math.sin(ELEVATION) * distance);
    camera.up.set(0, 1, 0);
    camera.lookAt(0, 0, 0);
    camera.updateMatrixWorld();
    camera.updateProjectionMatrix();
  };
  const overflow = () => Math.max(...corners.flatMap((corner) => {
    const { x, y } = corner.clone().project(camera);
    return [Math.abs(x), Math.abs(y)];
  }));
  let [near, far] = [depth, 40 * depth];
  for (let i = 0; i < 24; i++) {
    const distance = (near + far) / 2;
    look(distance);
    if (overflow() > 1) near = distance;
    else far = distance;
  }
  look(far);
  camera.setViewOffset(box.width, box.height, -box.left, -box.top, picture.width, picture.height);
};
