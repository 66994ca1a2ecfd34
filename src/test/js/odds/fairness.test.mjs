import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { fairnessOf, power, rollsNeeded } from '../../../../webapp/js/odds/fairness.js';
import { randomFrom, row } from './samples.mjs';

const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

describe('chi-square', () => {
  test('of even faces is 0, and they are not unusual at all', () => {
    const [d6] = fairnessOf(times(60, (n) => row('d6', 1, [[6, (n % 6) + 1]])));
    assert.equal(d6.name, 'd6');
    assert.deepEqual(d6.counts, [10, 10, 10, 10, 10, 10]);
    assert.deepEqual([d6.statistic, d6.p], [0, 1]);
  });

  test('has the value and the p of a known sample', () => {
    // A textbook die: 5, 8, 9, 8, 10, 20 of 60, chi-square 13.4, p 0.0199.
    const values = [5, 8, 9, 8, 10, 20].flatMap((count, face) => Array(count).fill(face + 1));
    const [d6] = fairnessOf(values.map((value) => row('d6', value, [[6, value]])));
    assert.ok(Math.abs(d6.statistic - 13.4) < 1e-9);
    assert.ok(Math.abs(d6.p - 0.0199) < 1e-4, `${d6.p}`);
  });

  test('detects a face that never comes up', () => {
    const [d6] = fairnessOf(times(200, (n) => row('d6', 1, [[6, (n % 5) + 1]])));
    assert.ok(d6.p < 0.001);
  });

  test('of fair dice is below 0.05 about once in 20 times', () => {
    const random = randomFrom(3);
    const log = () => times(60, () => row('d6', 1, [[6, 1 + Math.floor(random() * 6)]]));
    const uneven = times(600, () => fairnessOf(log())[0].p).filter((p) => p < 0.05).length;
    assert.ok(uneven > 15 && uneven < 48, `${uneven}`);
  });

  test('needs a minimum number of rolls', () => {
    const [d20] = fairnessOf(times(99, () => row('d20', 1, [[20, 1]])));
    assert.deepEqual([d20.rolls, d20.minRolls, d20.p], [99, 100, null]);
  });
});

describe('the counted dice', () => {
  const countsOf = (...rows) => fairnessOf(rows).map(({ name, rolls }) => [name, rolls]);

  test('are all of a plain roll, kept or not', () => {
    assert.deepEqual(countsOf(row('4d6kh3+d20', 20, [[6, 1, false], [6, 6], [6, 5], [6, 4], [20, 9]])),
      [['d6', 4], ['d20', 1]]);
  });

  test('exclude dice that a modifier changes, and incomplete rolls', () => {
    assert.deepEqual(countsOf(
      row('2d6r1', 7, [[6, 3], [6, 4]]), row('2d20kh1', 20, [[20, 20]]), row('d6', 99, [[6, 99]]),
      row('d6', 0, [[6, 0.5]]),
    ), []);
  });

  test('without sides are those of the expression', () => {
    assert.deepEqual(countsOf(row('2d6', 7, [[null, 3], [null, 4]])), [['d6', 2]]);
    assert.deepEqual(countsOf(row('d6+d8', 7, [[null, 3], [null, 4]])), []);
  });

  test('may be of Fate', () => {
    const fate = (value) => ({ sides: null, value, kept: true, fate: true });
    const outcome = { kind: 'dice', total: 0, diceCount: 3, dice: [fate(-1), fate(0), fate(1)] };
    const [die] = fairnessOf([row('3dF', 0, [], { outcome })]);
    assert.deepEqual([die.name, die.lowest, die.counts], ['dF', -1, [1, 1, 1]]);
  });
});

test('the stated number of rolls is enough, and not much too large', () => {
  assert.ok(Math.abs(power(20, 100) - 0.2) < 0.06, `${power(20, 100)}`);
  assert.ok(rollsNeeded(6) > 50 && rollsNeeded(6) < 80, `${rollsNeeded(6)}`);
  assert.ok(rollsNeeded(20) > 350 && rollsNeeded(20) < 450, `${rollsNeeded(20)}`);
  for (const sides of [2, 3, 6, 20, 100]) {
    assert.ok(power(sides, rollsNeeded(sides)) >= 0.8);
    assert.ok(power(sides, rollsNeeded(sides) * 0.9) < 0.8);
  }
});
