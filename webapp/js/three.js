// @ts-check
/**
 * The 3D library, which comes at build time, and without types. What is fetched from `vendor/` is named
 * in this folder alone: the paths hold also in the files that the build makes, which lie here.
 */

// @ts-ignore
import * as three from './vendor/three.module.min.js';

/** @type {any} */
export const THREE = three;
