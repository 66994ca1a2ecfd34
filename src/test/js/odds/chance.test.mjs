import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOdds } from '../../../../webapp/js/odds/read-odds.js';
import { bigStep, chanceOf, median, snapThreshold, stepFrom } from '../../../../webapp/js/odds/chance.js';
import { oddsJson } from './samples.mjs';

const odds = readOdds(oddsJson(2, 6));
const close = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-12, `${actual}`);

describe('the chance of 2d6', () => {
  test('of exactly 7', () => close(chanceOf(odds, 'exactly', 7), 6 / 36));
  test('of at least 10', () => close(chanceOf(odds, 'least', 10), 6 / 36));
  test('of at most 4', () => close(chanceOf(odds, 'most', 4), 6 / 36));
  test('of any total is 1, in spite of rounding', () => {
    assert.equal(chanceOf(odds, 'least', 2), 1);
    assert.equal(chanceOf(odds, 'most', 99), 1);
  });
  test('of an impossible total is 0', () => {
    assert.equal(chanceOf(odds, 'exactly', 2.5), 0);
    assert.equal(chanceOf(odds, 'least', 13), 0);
  });
});

test('cut-off probability is not part of any chance', () => {
  const cut = readOdds({ tail: 0.25, outcomes: [[1, 0.5], [2, 0.25]] });

  assert.equal(chanceOf(cut, 'least', 1), 0.75);
});

describe('a threshold', () => {
  test('stays within the range of the totals', () => {
    assert.equal(snapThreshold(odds.outcomes, 99), 12);
    assert.equal(snapThreshold(odds.outcomes, -5), 2);
  });
  test('may be a whole number that is not a total', () => {
    assert.equal(snapThreshold([[10, 0.5], [20, 0.5]], 13), 13);
  });
  test('is the nearest total where totals are not whole', () => {
    assert.equal(snapThreshold([[0.5, 0.5], [0.75, 0.5]], 0.7), 0.75);
    assert.equal(snapThreshold(odds.outcomes, 6.6), 7);
  });
  test('moves from total to total', () => {
    const tens = [[10, 0.5], [20, 0.25], [30, 0.25]];
    assert.equal(stepFrom(tens, 10, 1), 20);
    assert.equal(stepFrom(tens, 13, 1), 20);
    assert.equal(stepFrom(tens, 13, -1), 10);
    assert.equal(stepFrom(tens, 17, -1), 10);
    assert.equal(stepFrom(tens, 30, 1), 30);
    assert.equal(stepFrom(tens, 20, -9), 10);
  });
  test('begins at the median', () => {
    assert.equal(median(odds.outcomes), 7);
    assert.equal(median([[1, 0.1]]), 1);
  });
  test('has big steps of a tenth of the totals', () => {
    assert.equal(bigStep(Array(100)), 10);
    assert.equal(bigStep(Array(3)), 2);
  });
});
