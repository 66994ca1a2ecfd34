// @ts-check
/** What a roll means beyond its result: loaded after the first load. */

export { momentOf } from './moment.js';
export { sumOf, typesOf } from './sum.js';
