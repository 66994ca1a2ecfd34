import assert from 'node:assert/strict';
import { test } from 'node:test';
import { labelOf, partsOf, readLabels, readText, textOf } from '../../../../webapp/js/tray/dice.js';
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
  for (const sides of [2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 16, 20, 24, 30, 100]) {
    for (let value = 1; value <= sides; value++) {
      assert.equal(readLabels(sides, labels(die(sides, value))), value);
    }
  }
});

test('unusual dice, and values that no face has, are not solids', () => {
  for (const odd of [die(9, 2), die(11, 7), die(1, 1), die(null, 4), die(1000, 1), die(6, 7), die(6, 0),
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

test('dice are split in their order, up to the limits', () => {
  const dice = [die(6, 1), die(9, 2), die(100, 3), die(20, 4), die(6, 5), die(9, 6)];
  const { solids, chips, order, more } = split(dice, 4, 1);

  assert.deepEqual(solids.map(({ value }) => value), [1, 3, 4]);
  assert.deepEqual(chips.map(({ value }) => value), [2]);
  assert.deepEqual(order, [true, false, true, true]);
  assert.equal(more, 2);
});
