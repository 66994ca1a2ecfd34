// @ts-check
/**
 * The shadows of dice on the table: the outline of a die along the light, and a soft dark place where it touches.
 * Only what is dark is drawn; a shadow map would have to be looked up for each point of the table.
 */

import { THREE } from '../../three.js';
import { drawPicture } from './picture.js';

/** The direction of the key light: from the left, so shadows fall to the right. */
export const KEY_LIGHT = Object.freeze(/** @type {const} */ ([-.45, .06, 1]));

const DARKNESS = .34;
const CONTACT_DARKNESS = .4;
const CONTACT_PX = 64;
/** The radius of the soft place, in footprints of the die. */
const CONTACT_REACH = 1.32;
/** At this height of the die above its rest, in its radii, it touches nothing. */
const HIGHEST = 1.6;
/** Shades of the soft place. */
const STEPS = 12;
/** Above the table, which has no thickness. */
const ABOVE = .004;

/** Moves each point along the light onto the table. */
const flattening = () => {
  const [x, y, z] = KEY_LIGHT;
  return new THREE.Matrix4().set(1, 0, -x / z, 0, 0, 1, -y / z, 0, 0, 0, 0, ABOVE, 0, 0, 0, 1);
};

const drawContact = () => drawPicture(CONTACT_PX, CONTACT_PX, (pen) => {
  const half = CONTACT_PX / 2;
  const fill = pen.createRadialGradient(half, half, 0, half, half, half);
  for (const [at, alpha] of [[0, 1], [.55, .9], [.75, .4], [1, 0]]) fill.addColorStop(at, `rgb(0 0 0 / ${alpha})`);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, CONTACT_PX, CONTACT_PX);
});

/** Makes shadows; `dispose` frees what all of them share. */
export const makeShadows = () => {
  const flatten = flattening();
  const map = new THREE.CanvasTexture(drawContact());
  const square = new THREE.PlaneGeometry(2, 2);
  // Shared and kept: a shader is compiled again once the last material that uses it is gone.
  const soft = Array.from({ length: STEPS + 1 }, (_, step) => new THREE.MeshBasicMaterial({
    map, transparent: true, depthWrite: false, opacity: CONTACT_DARKNESS * step / STEPS,
  }));
  // Where two shadows meet, it is not darker: each point of the picture is darkened once.
  const dark = new THREE.MeshBasicMaterial({
    color: 0x000000, transparent: true, opacity: DARKNESS, depthWrite: false,
    stencilWrite: true, stencilFunc: THREE.EqualStencilFunc, stencilRef: 0, stencilZPass: THREE.IncrementStencilOp,
  });

  /** @param {import('./solids.js').Solid} solid @param {any} body its geometry */
  const make = ({ footprint, rest, radius }, body) => {
    const contact = new THREE.Mesh(square, soft[STEPS]);
    contact.scale.setScalar(footprint * CONTACT_REACH);
    const cast = new THREE.Mesh(body, dark);
    cast.matrixAutoUpdate = false;
    // What it would be culled by is not where it is drawn.
    cast.frustumCulled = false;
    const group = new THREE.Group().add(contact, cast);
    return {
      group,
      /** @param {any} die whose pose the shadow follows */
      follow: (die) => {
        const { x, y, z } = die.position;
        const lift = Math.max(0, z - rest) / (radius * HIGHEST);
        contact.position.set(x, y, ABOVE);
        contact.visible = lift < 1;
        contact.material = soft[Math.round(STEPS * Math.max(0, 1 - lift))];
        die.updateMatrix();
        cast.matrix.multiplyMatrices(flatten, die.matrix);
      },
    };
  };

  const dispose = () => {
    for (const made of [map, square, dark, ...soft]) made.dispose();
  };
  return { make, dispose };
};
