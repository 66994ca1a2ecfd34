// @ts-check
/** Dice as objects of three.js: geometries are made once, materials once for each colour. */

import { textColourOn } from '../dice.js';
import { cellOf, drawAtlas } from './atlas.js';
import { bodyOf, framesOf, QUIET_OPACITY } from './mesh.js';
import { solidOf } from './solids.js';
import { THREE } from '../../three.js';

/** @typedef {import('../dice.js').Print} Print */
/** @typedef {{ sides: number, print: Print | 'none' | 'hidden', colour: string, faint: boolean }} Appearance */

const FAINT = .55;
/** The outline separates a die from felt of the same colour. */
const OUTLINE = Object.freeze({ shade: .3, size: 1.016 });
/** The share of the text colour in a tens die's colour, which distinguishes it from the ones. */
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

/** @param {number} sides @param {Appearance['print']} print */
const printed = (sides, print) => {
  if (print === 'none') return [];
  if (print !== 'hidden') return framesOf(solidOf(sides), print);
  return framesOf(solidOf(sides), 'plain').map((frame) => ({ ...frame, label: '?' }));
};

/** @param {string} colour @param {boolean} tinted */
const tint = (colour, tinted) =>
  new THREE.Color(colour).lerp(new THREE.Color(textColourOn(colour)), tinted ? TENS_TINT : 0);

/** Makes dice; `dispose` frees everything it has made. */
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
  /** @param {Appearance} appearance */
  const body = ({ sides, print, colour, faint }) => new THREE.Mesh(
    once(`body ${sides}`, () => {
      const { places, normals } = bodyOf(solidOf(sides));
      return geometryOf(places, normals);
    }),
    once(`colour ${colour} ${faint} ${print === 'tens'}`, () => new THREE.MeshStandardMaterial({
      color: tint(colour, print === 'tens'), roughness: .42, metalness: 0,
      transparent: faint, opacity: faint ? FAINT : 1,
    })));
  /** @param {Appearance} appearance @param {number} opacity */
  const ink = ({ colour }, opacity) => once(`text ${textColourOn(colour)} ${opacity}`, () => new THREE.MeshLambertMaterial({
    color: textColourOn(colour), map: atlas, transparent: true, depthWrite: false,
    opacity, emissive: textColourOn(colour), emissiveIntensity: .12,
  }));
  /** @param {Appearance} appearance @param {string | null} only the label of the numbers to write; null for all @param {number} opacity */
  const numbers = (appearance, only, opacity) => {
    const { sides, print } = appearance;
    const made = new THREE.Mesh(once(`numbers ${sides} ${print} ${only}`, () => numbersGeometry(
      printed(sides, print).filter(({ label }) => only === null || label === only))), ink(appearance, opacity));
    made.renderOrder = 1;
    made.name = 'numbers';
    return made;
  };
  /** A slightly larger die, of which only the inside of the far half is visible. @param {any} mesh @param {Appearance} appearance */
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
    /** @param {Appearance} appearance */
    die: (appearance) => {
      const mesh = body(appearance);
      mesh.castShadow = true;
      mesh.receiveShadow = true;
      mesh.add(outline(mesh, appearance));
      if (appearance.print !== 'none') mesh.add(numbers(appearance, null, appearance.faint ? FAINT : 1));
      return mesh;
    },
    /** Makes all numbers of a die quiet but one: the others are no results. @param {any} mesh @param {Appearance} appearance @param {string} label of that one */
    quieten: (mesh, appearance, label) => {
      const loud = appearance.faint ? FAINT : 1;
      mesh.remove(...mesh.children.filter((/** @type {any} */ child) => child.name === 'numbers'));
      mesh.add(numbers(appearance, null, QUIET_OPACITY * loud), numbers(appearance, label, loud));
    },
    /** The rectangles of the numbers on such a die. @param {Appearance} appearance */
    printed: ({ sides, print }) => printed(sides, print),
    dispose: () => {
      for (const made of kept.values()) made.dispose();
      atlas.dispose();
    },
  };
};
