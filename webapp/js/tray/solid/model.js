// @ts-check
/** Dice as objects of three.js: geometries are made once, materials once for each look, and shared. */

import { THREE } from '../../three.js';
import { paintOf } from '../look.js';
import { cellOf, drawAtlas } from './atlas.js';
import { makeCoated } from './coat.js';
import { makeEnvironment } from './environment.js';
import { finishOf } from './finish.js';
import { LookMaterials } from './look-materials.js';
import { bodyOf, framesOf, QUIET_OPACITY } from './mesh.js';
import { pipLabel } from './numerals.js';
import { solidOf } from './solids.js';

/** @typedef {import('../dice.js').Print} Print */
/** @typedef {import('../look.js').Look} Look */
/** @typedef {{ sides: number, print: Print | 'none' | 'hidden', look: Look, faint: boolean }} Appearance */
/** @typedef {import('./mesh.js').Frame} Frame */

const FAINT = .55;
/** The outline separates a die from felt of the same colour. */
const OUTLINE_SIZE = 1.016;
/** The share of the text colour in a tens die's colour, which distinguishes it from the ones. */
const TENS_TINT = .16;
/** Light of its own, so that a number is as readable in the shade. */
const INK_GLOW = .12;

/** @param {number[]} places @param {number[]} normals @param {[string, number[], number][]} more name, values, and size of other attributes */
const geometryOf = (places, normals, ...more) => {
  const geometry = new THREE.BufferGeometry();
  for (const [name, values, size] of /** @type {typeof more} */ ([['position', places, 3], ['normal', normals, 3], ...more])) {
    geometry.setAttribute(name, new THREE.Float32BufferAttribute(values, size));
  }
  return geometry;
};

/** @param {number} sides @param {number} edge brightness of the edges */
const bodyGeometry = (sides, edge) => {
  const { places, normals, isEdge } = bodyOf(solidOf(sides));
  return geometryOf(places, normals, ['color', isEdge.flatMap((is) => Array(3).fill(is ? edge : 1)), 3]);
};

/** @param {Frame[]} frames */
const numbersGeometry = (frames) => {
  const order = [0, 1, 2, 0, 2, 3];
  const uvs = frames.flatMap(({ label }) => {
    const { left, right, bottom, top } = cellOf(label);
    const cell = [[left, bottom], [right, bottom], [right, top], [left, top]];
    return order.flatMap((i) => cell[i]);
  });
  return geometryOf(
    frames.flatMap(({ corners }) => order.flatMap((i) => [...corners[i]])),
    frames.flatMap(({ normal }) => order.flatMap(() => [...normal])), ['uv', uvs, 2]);
};

/** The numbers of a die, with the labels that are read. @param {Pick<Appearance, 'sides' | 'print'>} appearance */
const printed = ({ sides, print }) => {
  if (print === 'none') return [];
  if (print !== 'hidden') return framesOf(solidOf(sides), print);
  return framesOf(solidOf(sides), 'plain').map((frame) => ({ ...frame, label: '?' }));
};

/** @param {Appearance} appearance */
const hasPips = ({ sides, print, look }) => sides === 6 && print === 'plain' && look.pips === true;

/** Makes dice; `dispose` frees everything it has made. */
export const makeModels = () => {
  const atlas = new THREE.CanvasTexture(drawAtlas());
  atlas.anisotropy = 8;
  atlas.colorSpace = THREE.SRGBColorSpace;
  const environment = makeEnvironment();
  /** @type {Map<string, any>} */
  const kept = new Map();
  /** @param {string} key @param {() => any} make */
  const once = (key, make) => {
    const made = kept.get(key) ?? make();
    kept.set(key, made);
    return made;
  };
  const materials = new LookMaterials();
  /** @param {Appearance} appearance */
  const body = ({ sides, print, look, faint }) => {
    const finish = finishOf(look.theme);
    const [fill, ink] = paintOf(look);
    const isTens = print === 'tens';
    const colour = new THREE.Color(fill).lerp(new THREE.Color(ink), isTens ? TENS_TINT : 0);
    return new THREE.Mesh(
      once(`body ${sides} ${finish.edge}`, () => bodyGeometry(sides, finish.edge)),
      materials.once(look, `body ${faint} ${isTens}`, () =>
        makeCoated(colour, finish, faint ? FAINT : 1, environment)));
  };
  /** @param {Look} look @param {number} opacity */
  const inkOf = (look, opacity) => {
    const [, colour] = paintOf(look);
    return once(`ink ${colour} ${opacity}`, () => new THREE.MeshLambertMaterial({
      color: colour, map: atlas, transparent: true, depthWrite: false,
      opacity, emissive: colour, emissiveIntensity: INK_GLOW,
    }));
  };
  /** @param {Appearance} appearance @param {string | null} only the label of the numbers to write; null for all @param {number} opacity */
  const numbers = (appearance, only, opacity) => {
    const { sides, print, look } = appearance;
    const pips = hasPips(appearance);
    const made = new THREE.Mesh(once(`numbers ${sides} ${print} ${only} ${pips}`, () => numbersGeometry(
      printed(appearance).filter(({ label }) => only === null || label === only)
        .map((frame) => (pips ? { ...frame, label: pipLabel(Number(frame.label)) } : frame)))), inkOf(look, opacity));
    made.renderOrder = 1;
    made.name = 'numbers';
    return made;
  };
  /** A slightly larger die, of which only the inside of the far half is visible. @param {any} mesh @param {Appearance} appearance */
  const outline = (mesh, { look, faint }) => {
    const { outline: brightness } = finishOf(look.theme);
    const [fill] = paintOf(look);
    const line = new THREE.Mesh(mesh.geometry, materials.once(look, `outline ${faint}`, () =>
      new THREE.MeshBasicMaterial({
        color: new THREE.Color(fill).multiplyScalar(brightness), side: THREE.BackSide,
        transparent: faint, opacity: faint ? FAINT / 2 : 1,
      })));
    line.scale.setScalar(OUTLINE_SIZE);
    return line;
  };
  return {
    /** @param {Appearance} appearance */
    die: (appearance) => {
      const mesh = body(appearance);
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
    printed,
    dispose: () => {
      for (const made of [...kept.values(), materials, atlas, environment]) made.dispose();
    },
  };
};
