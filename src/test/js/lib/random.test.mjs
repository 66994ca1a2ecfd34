import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomInt } from '../../../../webapp/js/lib/random.js';
import { makeSlug, SLUGS, WORDS } from '../../../../webapp/js/lib/slug.js';

describe('random numbers', () => {
  test('reject the incomplete last lap', () => {
    const bits = [2 ** 32 - 1, 7];
    assert.equal(randomInt(6, () => bits.shift()), 1);
    assert.deepEqual(bits, []);
  });

  test('come from the browser', () => {
    const seen = new Set(Array.from({ length: 600 }, () => randomInt(6)));
    assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5]);
  });

});

describe('names of tables', () => {
  test('are three words and a number', () => {
    assert.equal(makeSlug(() => 0), 'able-amber-albatross-1000');
    assert.match(makeSlug(randomInt), /^[a-z]+-[a-z]+-[a-z]+-\d{4}$/);
  });

  test('are too many to be tried', () => {
    assert.ok(SLUGS >= 10 ** 9, String(SLUGS));
    assert.equal(new Set(WORDS).size, WORDS.length);
  });

  test('are of short words that insult nobody', () => {
    for (const word of WORDS) assert.match(word, /^[a-z]{3,11}$/);
    // Animals that are used for people, and colours of people.
    const insults = [
      'ape', 'ass', 'bat', 'bear', 'beaver', 'bitch', 'boar', 'bull', 'chicken', 'cock', 'coon', 'cougar',
      'cow', 'crow', 'cub', 'cuckoo', 'dodo', 'dog', 'donkey', 'goat', 'goose', 'gorilla', 'hog', 'leech',
      'lizard', 'louse', 'mole', 'monkey', 'mule', 'mutt', 'parasite', 'pig', 'pussy', 'rat', 'shark',
      'sheep', 'skunk', 'sloth', 'slug', 'snake', 'swine', 'toad', 'turkey', 'vermin', 'viper', 'vulture',
      'weasel', 'whale', 'worm', 'black', 'brown', 'ebony', 'ivory', 'red', 'tan', 'white', 'yellow',
    ];
    assert.deepEqual(WORDS.filter((word) => insults.includes(word)), []);
  });
});
