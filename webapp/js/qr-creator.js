// @ts-check
/** The library of QR codes, which comes at build time, and without types. */

// @ts-ignore
import library from './vendor/qr-creator.es6.min.js';

/**
 * @typedef {object} Picture
 * @property {string} text
 * @property {'L' | 'M' | 'Q' | 'H'} ecLevel
 * @property {number} radius of the corners of a module, from 0 to 0.5
 * @property {string} fill
 * @property {string} background
 * @property {number} size in pixels
 * @property {number} quiet the zone around the code, in modules
 */

/** @type {{ render: (picture: Picture, canvas: HTMLCanvasElement) => void }} */
export const QrCreator = library;
