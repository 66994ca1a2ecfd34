import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOdds } from '../../../../webapp/js/odds/read-odds.js';
import { oddsJson, randomFrom } from './samples.mjs';

describe('complete odds', () => {
  test('are read unchanged', () => {
    const odds = readOdds({ ...oddsJson(2, 6), tail: 1e-13, failure: 0.25 });

    assert.equal(odds.expr, '2d6');
    assert.equal(odds.exact, true);
    assert.deepEqual([odds.min, odds.max, odds.mean], [2, 12, 7]);
    assert.equal(odds.meanExact, '7');
    assert.deepEqual([odds.tail, odds.failure], [1e-13, 0.25]);
    assert.equal(odds.outcomes.length, 11);
    assert.deepEqual(odds.outcomes[0], [2, 1 / 36]);
  });

  test('of a sample have its size and its error', () => {
    const odds = readOdds({ ...oddsJson(1, 6), exact: false, samples: 100_000, standardError: 0.01 });

    assert.deepEqual([odds.exact, odds.samples, odds.standardError], [false, 100_000, 0.01]);
  });
});

describe('odds of other engines', () => {
  test('need only the outcomes', () => {
    const odds = readOdds({ outcomes: [[3, 0.5], [1, 0.25], [1, 0.25]] });

    assert.deepEqual(odds.outcomes, [[1, 0.5], [3, 0.5]]);
    assert.deepEqual([odds.min, odds.max, odds.mean, odds.deviation], [1, 3, 2, 1]);
    assert.equal(odds.exact, false);
  });

  test('may be too many to list', () => {
    const odds = readOdds({ ...oddsJson(2, 6), outcomes: undefined, outcomeCount: 12_345 });

    assert.equal(odds.outcomes, null);
    assert.equal(odds.outcomeCount, 12_345);
    assert.deepEqual([odds.min, odds.max], [2, 12]);
  });

  for (const [name, outcomes] of [
    ['that are not a list', { 0: [1, 1] }], ['that are empty', []], ['one of which is not a pair', [[1, 0.5], 2]],
    ['with a negative probability', [[1, -0.5]]], ['whose sum exceeds 1', [[1, 0.9], [2, 0.9]]],
    ['whose sum is 0', [[1, 0], [2, 0]]], ['with a text', [['1', 1]]],
  ]) {
    test(`with outcomes ${name} are read without them`, () => {
      assert.equal(readOdds({ ...oddsJson(1, 6), outcomes }).outcomes, null);
      assert.equal(readOdds({ outcomes }), null);
    });
  }

  test('with an invalid exact mean have no exact mean', () => {
    for (const meanExact of ['7/', 'x', 7, '1'.repeat(99), '1/2/3', null]) {
      assert.equal(readOdds({ ...oddsJson(1, 6), meanExact }).meanExact, null);
    }
  });
});

test('unknown JSON never throws', () => {
  const random = randomFrom(5);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const names = ['expr', 'exact', 'min', 'max', 'mean', 'deviation', 'meanExact', 'tail', 'failure',
    'samples', 'standardError', 'outcomeCount', 'outcomes', '__proto__'];
  const value = (depth) => pick([
    () => null, () => true, () => '2d6', () => -1, () => 0.5, () => 1e308, () => -1e308, () => 7,
    () => 2 ** 60, () => [], () => ({}),
    () => (depth > 3 ? [] : Array.from({ length: 3 }, () => value(depth + 1))),
    () => [[1, 0.5], [2, 0.5]], () => [[-1e308, 0.5], [1e308, 0.5]],
  ])();
  for (let round = 0; round < 5000; round += 1) {
    const message = Object.fromEntries(names.map((name) => [name, value(0)]));
    const odds = readOdds(pick([message, value(0)]));
    assert.ok(odds === null || Number.isFinite(odds.mean));
  }
  assert.equal(readOdds(undefined), null);
  assert.equal(readOdds(null), null);
});
