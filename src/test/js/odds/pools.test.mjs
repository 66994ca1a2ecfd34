import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { plainMoments, readPlain } from '../../../../webapp/js/odds/pools.js';

const close = (actual, expected) => assert.ok(Math.abs(actual - expected) < 1e-9, `${actual}, not ${expected}`);
const momentsOf = (expr) => plainMoments(readPlain(expr));

/** All ways of some dice, of which some are kept. */
const byHand = (count, sides, keep, high) => {
  let mean = 0;
  let square = 0;
  const ways = sides ** count;
  for (let way = 0; way < ways; way += 1) {
    const dice = Array.from({ length: count }, (_, die) => 1 + Math.floor(way / sides ** die) % sides)
      .sort((one, other) => (high ? other - one : one - other));
    const total = dice.slice(0, keep).reduce((sum, die) => sum + die, 0);
    mean += total / ways;
    square += (total * total) / ways;
  }
  return { mean, deviation: Math.sqrt(square - mean * mean) };
};

describe('a plain roll', () => {
  test('is a sum of dice and numbers', () => {
    const { pools, constant } = readPlain('2d6+d20-1d4+3-1');
    assert.deepEqual(pools.map(({ sign, count, sides }) => [sign, count, sides]),
      [[1, 2, 6], [1, 1, 20], [-1, 1, 4]]);
    assert.equal(constant, 2);
  });

  test('may keep or drop dice', () => {
    const kept = (expr) => readPlain(expr).pools.map(({ keep, high }) => [keep, high])[0];
    assert.deepEqual(kept('4d6kh3'), [3, true]);
    assert.deepEqual(kept('2d20kl1'), [1, false]);
    assert.deepEqual(kept('2d20k'), [1, true]);
    assert.deepEqual(kept('4d6dl1'), [3, true]);
    assert.deepEqual(kept('4d6dh1'), [3, false]);
    assert.deepEqual(kept('4d6kh9'), [4, true]);
  });

  test('may have percent dice, Fate dice and labels', () => {
    assert.equal(readPlain('d%').pools[0].sides, 100);
    assert.equal(readPlain('4dF+2').pools[0].fate, true);
    assert.equal(readPlain('2d6[fire] + 1').constant, 1);
  });

  for (const expr of ['', '2d6!', '3d6r1', '{2d6,d8}kh1', '2d6*2', '(2d6)', '4d6kh2kl1', '4dF.1',
    '2d6 3', 'hello', '0d6', 'd0', '6#4d6', '10d10>=8', '2d6+', '1.5', '--1', '__proto__']) {
    test(`is not ${expr || 'nothing'}`, () => assert.equal(readPlain(expr), null));
  }
});

describe('mean and deviation', () => {
  test('of sums are exact', () => {
    const { mean, deviation } = momentsOf('2d6+3');
    close(mean, 10);
    close(deviation, Math.sqrt(35 / 6));
    close(momentsOf('10-d4').mean, 7.5);
    close(momentsOf('4dF+2').mean, 2);
    close(momentsOf('4dF').deviation, Math.sqrt(8 / 3));
    close(momentsOf('4dFkh4').mean, 0);
    close(momentsOf('7').deviation, 0);
  });

  test('of kept dice equal those of all combinations', () => {
    for (const [expr, count, sides, keep, high] of [
      ['4d6kh3', 4, 6, 3, true], ['2d20kh1', 2, 20, 1, true], ['2d20kl1', 2, 20, 1, false],
      ['5d4dl2', 5, 4, 3, true], ['3d8dh1', 3, 8, 2, false], ['4d6kh1', 4, 6, 1, true],
    ]) {
      const expected = byHand(count, sides, keep, high);
      close(momentsOf(expr).mean, expected.mean);
      close(momentsOf(expr).deviation, expected.deviation);
    }
    close(momentsOf('4d6kh3').mean, 15869 / 1296);
  });

  test('of too many dice are not computed', () => {
    assert.equal(momentsOf('9999d999999kh1'), null);
    assert.notEqual(momentsOf('9999d999999'), null);
  });
});
