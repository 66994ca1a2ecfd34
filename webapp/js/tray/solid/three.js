// @ts-check
/** The parts of three.js that are used. */

export { THREE } from '../../three.js';
