import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { practiceRoll } from '../../../../webapp/js/roll/practice.js';

describe('practice', () => {
  const high = (below) => below - 1;

  test('rolls sums', () => {
    assert.deepEqual(practiceRoll('2d6 + 3', high), {
      expr: '2d6 + 3', total: 15,
      dice: [{ sides: 6, value: 6, kept: true }, { sides: 6, value: 6, kept: true }],
    });
    assert.equal(practiceRoll('-d%+1', high).total, -99);
  });

  test('keeps the highest or the lowest, by position', () => {
    const values = [3, 16, 9];
    const roll = practiceRoll('3d20kl2', () => values.shift());

    assert.equal(roll.total, 14);
    assert.deepEqual(roll.dice.map(({ kept }) => kept), [true, false, true]);
    assert.equal(practiceRoll('2d20kh+5', high).total, 25);
  });

  test('rejects all other expressions', () => {
    for (const expr of ['', 'x', '3d', '2d6 2d6', '3d6!', '6#d6', 'd0', '101d6', 'd6+', '(d6)',
      '60d6+60d6', `d6+${'9'.repeat(20)}`]) {
      assert.equal(practiceRoll(expr, high), null, expr);
    }
  });
});
