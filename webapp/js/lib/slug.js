// @ts-check
/** Names for new tables, easy to read aloud, and too many to be tried. */

/** Words that suit every colour and animal; none is about looks, size or people. */
const MOODS = Object.freeze([
  'able', 'agile', 'alert', 'amazing', 'awake', 'brave', 'bright', 'brisk', 'calm', 'careful',
  'cheerful', 'clever', 'cosmic', 'cosy', 'curious', 'daring', 'dreamy', 'eager', 'early', 'epic',
  'fabled', 'famous', 'fearless', 'festive', 'friendly', 'gallant', 'gentle', 'glad', 'grand', 'happy',
  'heroic', 'honest', 'hopeful', 'humble', 'jolly', 'kind', 'lively', 'loyal', 'lucky', 'magic',
  'merry', 'mighty', 'modern', 'musical', 'mystic', 'noble', 'patient', 'playful', 'polite', 'proud',
  'quick', 'quiet', 'ready', 'royal', 'secret', 'silent', 'steady', 'sunny', 'swift', 'tidy',
  'trusty', 'valiant', 'wandering', 'wise',
]);
const COLOURS = Object.freeze([
  'amber', 'apricot', 'aqua', 'azure', 'beige', 'blue', 'bronze', 'cerise', 'cherry', 'cobalt',
  'copper', 'coral', 'crimson', 'cyan', 'emerald', 'golden', 'green', 'indigo', 'jade', 'lavender',
  'lemon', 'lilac', 'lime', 'magenta', 'mauve', 'mint', 'olive', 'orange', 'pearl', 'plum',
  'ruby', 'saffron', 'sapphire', 'scarlet', 'silver', 'teal', 'topaz', 'turquoise', 'vanilla', 'violet',
]);
const ANIMALS = Object.freeze([
  'albatross', 'alpaca', 'antelope', 'armadillo', 'badger', 'basilisk', 'beetle', 'bison', 'bobcat', 'buffalo',
  'camel', 'caribou', 'cheetah', 'chinchilla', 'cobra', 'condor', 'cricket', 'crane', 'dolphin', 'dragon',
  'eagle', 'falcon', 'ferret', 'finch', 'firefly', 'flamingo', 'fox', 'gazelle', 'gecko', 'griffin',
  'hamster', 'hawk', 'hedgehog', 'heron', 'hydra', 'iguana', 'jackal', 'jaguar', 'kestrel', 'kingfisher',
  'kiwi', 'koala', 'kraken', 'lemur', 'leopard', 'llama', 'lobster', 'lynx', 'magpie', 'manatee',
  'meerkat', 'narwhal', 'newt', 'nightingale', 'ocelot', 'octopus', 'osprey', 'otter', 'owl', 'panda',
  'panther', 'parrot', 'pelican', 'penguin', 'phoenix', 'puffin', 'puma', 'quail', 'raven', 'robin',
  'salmon', 'seahorse', 'sparrow', 'stork', 'swan', 'tiger', 'toucan', 'unicorn', 'walrus', 'zebra',
]);
const NUMBERS = 9000;
const FIRST_NUMBER = 1000;

/** The number of names. */
export const SLUGS = MOODS.length * COLOURS.length * ANIMALS.length * NUMBERS;

/** All words, for tests. */
export const WORDS = Object.freeze([...MOODS, ...COLOURS, ...ANIMALS]);

/**
 * Makes a name. The key in the link protects the table; the name is only hard to guess.
 *
 * @param {(below: number) => number} randomInt
 * @returns {string} such as "brave-amber-owl-4271"
 */
export const makeSlug = (randomInt) => {
  const words = [MOODS, COLOURS, ANIMALS].map((list) => list[randomInt(list.length)]);
  return `${words.join('-')}-${FIRST_NUMBER + randomInt(NUMBERS)}`;
};
