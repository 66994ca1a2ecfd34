// @ts-check
/** The camera above the tray, as near as it can be with all of the tray in view. */

import { FIELD_DEGREES, distanceFor, placeAt } from './view.js';

/** @typedef {{ left: number, top: number, width: number, height: number }} Box in CSS pixels */

/**
 * Points a camera so that the tray fills a part of the picture.
 *
 * @param {any} camera
 * @param {import('./motion.js').Tray} tray
 * @param {{ width: number, height: number }} picture in CSS pixels
 * @param {Box} box the part of it for the tray
 */
export const frameTray = (camera, tray, picture, box) => {
  Object.assign(camera, { fov: FIELD_DEGREES, aspect: box.width / box.height, near: 1, far: 400 });
  camera.position.set(...placeAt(distanceFor(tray, camera.aspect)));
  camera.up.set(0, 1, 0);
  camera.lookAt(0, 0, 0);
  camera.updateMatrixWorld();
  camera.setViewOffset(box.width, box.height, -box.left, -box.top, picture.width, picture.height);
};
