import assert from 'node:assert/strict';
import { test } from 'node:test';
import { textColourOn, labelOf, partsOf, readLabels, readText, textOf } from '../../../../webapp/js/tray/dice.js';
import { QUIET_OPACITY } from '../../../../webapp/js/tray/solid/mesh.js';
import { split } from '../../../../webapp/js/tray/split.js';

const die = (sides, value, more = {}) => ({ sides, value, kept: true, ...more });
const labels = (each) => partsOf(each).map(({ sides, value, print }) => labelOf(sides, value, print));

test('a d100 is a tens die and a ones die', () => {
  assert.deepEqual(labels(die(100, 47)), ['40', '7']);
  assert.deepEqual(labels(die(100, 7)), ['00', '7']);
  assert.deepEqual(labels(die(100, 90)), ['90', '0']);
});

test('two zeros and a zero are a hundred', () => {
  assert.deepEqual(labels(die(100, 100)), ['00', '0']);
  assert.equal(readLabels(100, ['00', '0']), 100);
});

test('a ten is a zero on a d10', () => {
  assert.deepEqual(labels(die(10, 10)), ['0']);
  assert.equal(readLabels(10, ['0']), 10);
});

test('each value is read back from its labels', () => {
  for (const sides of [4, 6, 8, 10, 12, 20, 100]) {
    for (let value = 1; value <= sides; value++) {
      assert.equal(readLabels(sides, labels(die(sides, value))), value);
    }
  }
});

test('unusual dice, and values that no face has, are not solids', () => {
  for (const odd of [die(3, 2), die(7, 7), die(null, 4), die(1000, 1), die(6, 7), die(6, 0),
    die(20, 2.5), die(6, 1, { fate: true }), die(100, 0), die(10, -1)]) {
    assert.deepEqual(partsOf(odd), []);
  }
});

test('a hidden die has a shape and no value', () => {
  assert.equal(partsOf(die(20, 0, { hidden: true })).length, 1);
  assert.equal(textOf(die(20, 0, { hidden: true })), '?');
  assert.equal(readLabels(20, ['?']), '?');
});

test('the text of a chip is read back as its value', () => {
  for (const each of [die(7, 5), die(null, -12), die(null, 2.5), die(6, 14)]) {
    assert.equal(readText(textOf(each)), each.value);
  }
  for (const value of [-1, 0, 1]) {
    assert.equal(readText(textOf(die(null, value, { fate: true }))), value);
  }
  assert.equal(textOf(die(null, -1, { fate: true })), '−');
});

test('faces of their own are chips with their text, of any number of sides', () => {
  for (const each of [die(6, 3, { own: true }), die(6, 0, { own: true, face: 'success+threat' })]) {
    assert.deepEqual(partsOf(each), []);
    assert.equal(readText(textOf(each)), each.face ?? each.value);
  }
});

const COLOURS = ['#E69F00', '#56B4E9', '#009E73', '#F0E442', '#0072B2', '#D55E00', '#CC79A7', '#F3F0E6', '#000000', '#ffffff', '#777777'];

const channels = (colour) => [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255);

/** The contrast of two colours as lists of channels, see WCAG 2.2. */
const contrast = (one, other) => {
  const lightness = (parts) => {
    const [red, green, blue] = parts.map((part) => (part <= .04045 ? part / 12.92 : ((part + .055) / 1.055) ** 2.4));
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const [low, high] = [lightness(one), lightness(other)].sort((a, b) => a - b);
  return (high + .05) / (low + .05);
};

test('the text colour has enough contrast with each player\'s colour', () => {
  for (const colour of COLOURS) {
    assert.ok(contrast(channels(colour), channels(textColourOn(colour))) >= 4, `${textColourOn(colour)} on ${colour}`);
  }
});

test('no other number of a die in 3D is as loud as its result', () => {
  for (const colour of COLOURS) {
    const [body, ink] = [channels(colour), channels(textColourOn(colour))];
    const quiet = body.map((part, i) => part + QUIET_OPACITY * (ink[i] - part));

    assert.ok(contrast(body, quiet) <= contrast(body, ink) / 1.9, `${colour}: ${contrast(body, quiet)} of ${contrast(body, ink)}`);
  }
});

test('dice are split in their order, up to the limits', () => {
  const dice = [die(6, 1), die(7, 2), die(100, 3), die(20, 4), die(6, 5), die(3, 6)];
  const { solids, chips, order, more } = split(dice, 4, 1);

  assert.deepEqual(solids.map(({ value }) => value), [1, 3, 4]);
  assert.deepEqual(chips.map(({ value }) => value), [2]);
  assert.deepEqual(order, [true, false, true, true]);
  assert.equal(more, 2);
});
