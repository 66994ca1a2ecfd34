// @ts-check
/** Names for new tables, easy to read aloud. */

const COLOURS = Object.freeze([
  'amber', 'azure', 'coral', 'ebony', 'golden', 'indigo', 'ivory', 'jade', 'lilac', 'magenta',
  'olive', 'orange', 'ruby', 'sapphire', 'silver', 'turquoise', 'vanilla', 'violet',
]);
const ANIMALS = Object.freeze([
  'badger', 'bison', 'cobra', 'condor', 'dragon', 'falcon', 'gecko', 'hydra', 'jaguar', 'koala',
  'lemur', 'lynx', 'otter', 'owl', 'panda', 'puma', 'raven', 'tiger', 'unicorn', 'zebra',
]);
const NUMBERS = 900;
const FIRST_NUMBER = 100;

/**
 * Makes a name. It protects nothing; the key in the link does.
 *
 * @param {(below: number) => number} randomInt
 * @returns {string} such as "amber-owl-427"
 */
export const makeSlug = (randomInt) => {
  const colour = COLOURS[randomInt(COLOURS.length)];
  const animal = ANIMALS[randomInt(ANIMALS.length)];
  return `${colour}-${animal}-${FIRST_NUMBER + randomInt(NUMBERS)}`;
};
