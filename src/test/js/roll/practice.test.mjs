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

  test('rolls checks, of which the target may roll', () => {
    const check = (expr) => practiceRoll(expr, high).check;

    assert.deepEqual(check('d20+7 vs 15'), { op: '>=', target: 15, success: true, margin: 12 });
    assert.deepEqual(check('2d6+1 dc 14'), { op: '>=', target: 14, success: false, margin: -1 });
    assert.deepEqual(check('d6+2<=5'), { op: '<=', target: 5, success: false, margin: -3 });
    assert.deepEqual(check('d6+2 > 8'), { op: '>', target: 8, success: false, margin: 0 });
    assert.deepEqual(check('d6+2=8').success, true);
    assert.deepEqual(check('d6+2<>8').success, false);
    assert.deepEqual([check('d20 vs 7 by 5').steps, check('d20 vs 23 by 5').steps, check('d20 vs 31 by 5').steps], [2, 0, -2]);
    assert.deepEqual(check('d20 vs d8+1').against,
      { expr: 'd8+1', total: 9, dice: [{ sides: 8, value: 8, kept: true }] });
  });

  test('rolls advantage and disadvantage', () => {
    for (const [expr, total] of [['adv', 18], ['d20 adv+1', 19], ['dis+5', 8], ['1d20 disadvantage', 3], ['disadvantage vs 4', 3]]) {
      const values = [17, 2];
      assert.equal(practiceRoll(expr, () => values.shift()).total, total, expr);
    }
  });

  test('rejects all other expressions', () => {
    for (const expr of ['', 'x', '3d', '2d6 2d6', '3d6!', '6#d6', 'd0', '101d6', 'd6+', '(d6)',
      '60d6+60d6', '3d6>=4', 'd20 vs', 'd20 vs x', ' vs 5', 'd20 vs 3 vs 4', 'd20 adv adv', `d6+${'9'.repeat(20)}`]) {
      assert.equal(practiceRoll(expr, high), null, expr);
    }
  });
});
