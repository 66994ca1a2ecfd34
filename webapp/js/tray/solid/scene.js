// @ts-check
/** Lights and camera. There is no table: its picture is the page's, and shadows lie on it. */

import { frameTray } from './camera.js';
import { THREE } from '../../three.js';
import { KEY_LIGHT } from './shadow.js';

const MAX_PIXEL_RATIO = 2;

/**
 * Makes the scene on a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 */
export const makeScene = (canvas) => {
  const renderer = new THREE.WebGLRenderer({ canvas, alpha: true, antialias: true, stencil: true });
  const scene = new THREE.Scene();
  const camera = new THREE.PerspectiveCamera();
  const key = new THREE.DirectionalLight(0xfff1dc, 2.1);
  key.position.set(...KEY_LIGHT);
  const sky = new THREE.HemisphereLight(0xfff8ee, 0x4a5a50, 1.15);
  // A hemisphere light shines from its position, and up is z here.
  sky.position.set(0, 0, 1);
  const fill = new THREE.DirectionalLight(0xf2f4ff, .8);
  fill.position.set(.3, -1, .5);
  scene.add(sky, fill, key);
  return {
    /** Adds an object. */
    add: (/** @type {any} */ thing) => scene.add(thing),
    remove: (/** @type {any} */ thing) => scene.remove(thing),
    /** @param {import('./motion.js').Tray} tray @param {{ width: number, height: number }} picture @param {import('./camera.js').Box} box */
    frame: (tray, picture, box) => {
      renderer.setPixelRatio(Math.min(devicePixelRatio || 1, MAX_PIXEL_RATIO));
      renderer.setSize(picture.width, picture.height, false);
      frameTray(camera, tray, picture, box);
    },
    /** Returns where a place in the scene is in the picture, in CSS pixels. @param {import('./vector.js').Vec} place */
    project: (place) => {
      const { x, y } = new THREE.Vector3(...place).project(camera);
      return { x: (x + 1) / 2 * canvas.clientWidth, y: (1 - y) / 2 * canvas.clientHeight };
    },
    draw: () => renderer.render(scene, camera),
    dispose: () => {
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
};
