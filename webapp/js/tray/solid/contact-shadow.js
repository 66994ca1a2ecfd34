// @ts-check
/** The dark place under a die: where it touches the felt, however the lamps stand. */

import { THREE } from '../../three.js';

const SIZE_PX = 64;
/** Its radius, in footprints of the die. */
const REACH = 1.32;
const DARKNESS = .45;
/** At this height of the die above its rest, in its radii, there is no contact shadow any more. */
const HIGHEST = 1.6;
/** Above the felt, which has no thickness. */
const ABOVE = .004;

const drawShadow = () => {
  const canvas = document.createElement('canvas');
  canvas.width = SIZE_PX;
  canvas.height = SIZE_PX;
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas to draw a shadow on');
  const half = SIZE_PX / 2;
  const fill = pen.createRadialGradient(half, half, 0, half, half, half);
  for (const [at, alpha] of [[0, 1], [.55, .9], [.75, .4], [1, 0]]) fill.addColorStop(at, `rgb(0 0 0 / ${alpha})`);
  pen.fillStyle = fill;
  pen.fillRect(0, 0, SIZE_PX, SIZE_PX);
  return canvas;
};

/** Makes contact shadows; `dispose` frees what all of them share. */
export const makeContactShadows = () => {
  const map = new THREE.CanvasTexture(drawShadow());
  const shape = new THREE.PlaneGeometry(2, 2);
  return {
    /** @param {import('./solids.js').Solid} solid */
    make: ({ footprint, rest, radius }) => {
      const material = new THREE.MeshBasicMaterial({ map, transparent: true, depthWrite: false });
      const mesh = new THREE.Mesh(shape, material);
      mesh.scale.setScalar(footprint * REACH);
      return {
        mesh,
        /** @param {import('./vector.js').Vec} place of the die */
        follow: ([x, y, z]) => {
          const lift = Math.max(0, z - rest) / (radius * HIGHEST);
          mesh.position.set(x, y, ABOVE);
          mesh.visible = lift < 1;
          material.opacity = DARKNESS * (1 - lift);
        },
        dispose: () => material.dispose(),
      };
    },
    dispose: () => {
      map.dispose();
      shape.dispose();
    },
  };
};
