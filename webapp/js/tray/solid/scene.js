// @ts-check
/** Lights, felt and camera. The felt is transparent: its colour is the page's. */

import { frameTray } from './camera.js';
import { THREE } from '../../three.js';

const MAX_PIXEL_RATIO = 2;
const SHADOW_PX = 1024;
/** The direction of the key light: from the left, so shadows fall to the right. */
const KEY_LIGHT = [-.45, .06, 1];

/** @param {any} light @param {import('./motion.js').Tray} tray */
const aim = (light, { width, depth }) => {
  const far = width + depth;
  light.position.set(...KEY_LIGHT.map((part) => part * far * 2));
  const view = light.shadow.camera;
  Object.assign(view, { left: -far, right: far, top: far, bottom: -far, near: .1, far: far * 5 });
  view.updateProjectionMatrix();
  light.shadow.radius = 60 / far;
};

const felt = () => {
  const mesh = new THREE.Mesh(
    new THREE.PlaneGeometry(400, 400), new THREE.ShadowMaterial({ opacity: .34 }));
  mesh.receiveShadow = true;
  return mesh;
};

/**
 * Makes the scene on a canvas.
 *
 * @param {HTMLCanvasElement} canvas
 */
export const makeScene = (canvas) => {
  const renderer = new THREE.WebGLRenderer({ canvas, alpha: true, antialias: true });
  renderer.shadowMap.enabled = true;
  renderer.shadowMap.type = THREE.PCFSoftShadowMap;
  const scene = new THREE.Scene();
  const camera = new THREE.PerspectiveCamera();
  const key = new THREE.DirectionalLight(0xfff1dc, 2.1);
  key.castShadow = true;
  key.shadow.mapSize.set(SHADOW_PX, SHADOW_PX);
  key.shadow.bias = -.0008;
  key.shadow.normalBias = .03;
  const ground = felt();
  const sky = new THREE.HemisphereLight(0xfff8ee, 0x4a5a50, 1.15);
  // A hemisphere light shines from its position, and up is z here.
  sky.position.set(0, 0, 1);
  const fill = new THREE.DirectionalLight(0xf2f4ff, .8);
  fill.position.set(.3, -1, .5);
  scene.add(sky, fill, key, ground);
  return {
    /** Adds an object to the felt. */
    add: (/** @type {any} */ thing) => scene.add(thing),
    remove: (/** @type {any} */ thing) => scene.remove(thing),
    /** @param {import('./motion.js').Tray} tray @param {{ width: number, height: number }} picture @param {import('./camera.js').Box} box */
    frame: (tray, picture, box) => {
      renderer.setPixelRatio(Math.min(devicePixelRatio || 1, MAX_PIXEL_RATIO));
      renderer.setSize(picture.width, picture.height, false);
      frameTray(camera, tray, picture, box);
      aim(key, tray);
    },
    /** Returns where a place in the scene is in the picture, in CSS pixels. @param {import('./vector.js').Vec} place */
    project: (place) => {
      const { x, y } = new THREE.Vector3(...place).project(camera);
      return { x: (x + 1) / 2 * canvas.clientWidth, y: (1 - y) / 2 * canvas.clientHeight };
    },
    draw: () => renderer.render(scene, camera),
    dispose: () => {
      ground.geometry.dispose();
      ground.material.dispose();
      key.dispose();
      renderer.dispose();
      renderer.forceContextLoss();
    },
  };
};
