// @ts-check
/** Rings on the felt around dice that stand out. */

import { THREE } from '../../three.js';

const WIDTH = .09;
const DASHES = 14;

/** @param {number} radius @param {boolean} broken */
const shapesOf = (radius, broken) => {
  const arc = 2 * Math.PI / DASHES;
  return broken
    ? Array.from({ length: DASHES }, (_, i) =>
      new THREE.RingGeometry(radius, radius + WIDTH, 4, 1, i * arc, arc * .55))
    : [new THREE.RingGeometry(radius, radius + WIDTH, 64)];
};

/**
 * Makes a ring.
 *
 * @param {number} radius
 * @param {boolean} broken whether it is dashed
 * @param {string} colour as CSS computes it
 */
export const makeRing = (radius, broken, colour) => {
  const ring = new THREE.Group();
  const material = new THREE.MeshBasicMaterial({ color: new THREE.Color().setStyle(colour) });
  ring.add(...shapesOf(radius, broken).map((shape) => new THREE.Mesh(shape, material)));
  ring.userData.dispose = () => {
    for (const { geometry } of ring.children) geometry.dispose();
    material.dispose();
  };
  return ring;
};
