// @ts-check
/** What glossy dice reflect: a dark room with lamps, drawn once. */

import { THREE } from '../../three.js';
import { drawPicture } from './picture.js';

const SIZE_PX = 64;

/** @typedef {(pen: CanvasRenderingContext2D) => void} Draw on a square of 64 by 64 */

/** @param {CanvasRenderingContext2D} pen @param {[number, string][]} stops from the top down */
const gradient = (pen, stops) => {
  const fill = pen.createLinearGradient(0, 0, 0, SIZE_PX);
  for (const [at, colour] of stops) fill.addColorStop(at, colour);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, SIZE_PX, SIZE_PX);
};

/** A lamp with a soft edge. @param {CanvasRenderingContext2D} pen @param {string} colour @param {[number, number, number, number]} box */
const lamp = (pen, colour, box) => {
  pen.filter = 'blur(3px)';
  pen.fillStyle = colour;
  pen.fillRect(...box);
  pen.filter = 'none';
};

/** @param {string} [colour] of a lamp @param {[number, number, number, number]} [box] @returns {Draw} */
const wall = (colour, box) => (pen) => {
  gradient(pen, [[0, '#1c1c1e'], [.5, '#3c3b38'], [1, '#0b0d0c']]);
  if (colour && box) lamp(pen, colour, box);
};

/** The ceiling: a large lamp to the left of the middle, a small one far to the right. @type {Draw} */
const ceiling = (pen) => {
  gradient(pen, [[0, '#1b1d22'], [1, '#101113']]);
  lamp(pen, '#fff4e0', [42, 10, 18, 36]);
  lamp(pen, '#8fa4c4', [2, 22, 7, 26]);
};

/** @type {Draw} */
const floor = (pen) => gradient(pen, [[0, '#0d1511'], [1, '#0d1511']]);

/** In the order of a cube map: right, left, far, near, up, down. @type {readonly Draw[]} */
const SIDES = [wall('#54637e', [18, 12, 24, 26]), wall('#ffe9c8', [14, 8, 36, 30]),
  wall('#b9b2a6', [8, 16, 48, 12]), wall('#8c8a86', [8, 20, 48, 8]), ceiling, floor];

/** Draws the room. */
export const makeEnvironment = () => {
  const texture = new THREE.CubeTexture(SIDES.map((draw) => drawPicture(SIZE_PX, SIZE_PX, draw)));
  texture.colorSpace = THREE.SRGBColorSpace;
  texture.needsUpdate = true;
  return texture;
};
