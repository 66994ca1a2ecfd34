// @ts-check
/** Dice as things that three.js draws: geometries are made once, materials once for each colour. */

import { textColourOn } from '../dice.js';
import { cellOf, drawAtlas } from './atlas.js';
import { bodyOf, framesOf } from './mesh.js';
import { solidOf } from './solids.js';
import { THREE } from '../../three.js';

/** @typedef {import('../dice.js').Print} Print */
/** @typedef {{ sides: number, print: Print | 'none' | 'hidden', colour: string, faint: boolean }} Look */

const FAINT = .55;
/** A die's outline tells it from felt of its own colour. */
const OUTLINE = Object.freeze({ shade: .3, size: 1.016 });
/** How much of the ink is in the colour of a tens die, to tell it from the ones. */
const TENS_TINT = .16;

/** @param {number[]} places @param {number[]} normals @param {number[]} [uvs] */
const geometryOf = (places, normals, uvs) => {
  const geometry = new THREE.BufferGeometry();
  geometry.setAttribute('position', new THREE.Float32BufferAttribute(places, 3));
  geometry.setAttribute('normal', new THREE.Float32BufferAttribute(normals, 3));
  if (uvs) geometry.setAttribute('uv', new THREE.Float32BufferAttribute(uvs, 2));
  return geometry;
};

/** @param {import('./mesh.js').Frame[]} frames */
const numbersGeometry = (frames) => {
  const order = [0, 1, 2, 0, 2, 3];
  const uvs = frames.flatMap(({ label }) => {
    const { left, right, bottom, top } = cellOf(label);
    const cell = [[left, bottom], [right, bottom], [right, top], [left, top]];
    return order.flatMap((i) => cell[i]);
  });
  return geometryOf(
    frames.flatMap(({ corners }) => order.flatMap((i) => [...corners[i]])),
    frames.flatMap(({ normal }) => order.flatMap(() => [...normal])), uvs);
};

/** @param {number} sides @param {Look['print']} print */
const printed = (sides, print) => {
  if (print === 'none') return [];
  if (print !== 'hidden') return framesOf(solidOf(sides), print);
  return framesOf(solidOf(sides), 'plain').map((frame) => ({ ...frame, label: '?' }));
};

/** @param {string} colour @param {boolean} tinted */
const tint = (colour, tinted) =>
  new THREE.Color(colour).lerp(new THREE.Color(textColourOn(colour)), tinted ? TENS_TINT : 0);

/** Makes dice. Everything it made is freed by `dispose`. */
export const makeModels = () => {
  const atlas = new THREE.CanvasTexture(drawAtlas());
  atlas.anisotropy = 8;
  atlas.colorSpace = THREE.SRGBColorSpace;
  /** @type {Map<string, any>} */
  const kept = new Map();
  /** @param {string} key @param {() => any} make */
  const once = (key, make) => {
    const made = kept.get(key) ?? make();
    kept.set(key, made);
    return made;
  };
  /** @param {Look} look */
  const body = ({ sides, print, colour, faint }) => new THREE.Mesh(
    once(`body ${sides}`, () => {
      const { places, normals } = bodyOf(solidOf(sides));
      return geometryOf(places, normals);
    }),
    once(`colour ${colour} ${faint} ${print === 'tens'}`, () => new THREE.MeshStandardMaterial({
      color: tint(colour, print === 'tens'), roughness: .42, metalness: 0,
      transparent: faint, opacity: faint ? FAINT : 1,
    })));
  /** @param {Look} look */
  const numbers = ({ sides, print, colour, faint }) => new THREE.Mesh(
    once(`numbers ${sides} ${print}`, () => numbersGeometry(printed(sides, print))),
    once(`ink ${textColourOn(colour)} ${faint}`, () => new THREE.MeshLambertMaterial({
      color: textColourOn(colour), map: atlas, transparent: true, depthWrite: false,
      opacity: faint ? FAINT : 1, emissive: textColourOn(colour), emissiveIntensity: .12,
    })));
  /** A slightly larger die, of which only the inside of the far half is seen. @param {any} mesh @param {Look} look */
  const outline = (mesh, { colour, faint }) => {
    const line = new THREE.Mesh(mesh.geometry, once(`outline ${colour} ${faint}`, () =>
      new THREE.MeshBasicMaterial({
        color: new THREE.Color(colour).multiplyScalar(OUTLINE.shade), side: THREE.BackSide,
        transparent: faint, opacity: faint ? FAINT / 2 : 1,
      })));
    line.scale.setScalar(OUTLINE.size);
    return line;
  };
  return {
    /** @param {Look} look */
    die: (look) => {
      const mesh = body(look);
      mesh.castShadow = true;
      mesh.receiveShadow = true;
      mesh.add(outline(mesh, look));
      if (look.print !== 'none') {
        const ink = numbers(look);
        ink.renderOrder = 1;
        mesh.add(ink);
      }
      return mesh;
    },
    /** What is on the faces of such a die. @param {Look} look */
    printed: ({ sides, print }) => printed(sides, print),
    dispose: () => {
      for (const made of kept.values()) made.dispose();
      atlas.dispose();
    },
  };
};
