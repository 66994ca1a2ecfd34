import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { extremeOf } from '../../../../webapp/js/roll/die-words.js';
import { spokenRoll, spokenTotal } from '../../../../webapp/js/roll/wording.js';
import { spokenCheck, targetText } from '../../../../webapp/js/roll/verdict.js';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';

const die = (sides, value, kept = true) => ({ sides, value, kept });

test('the highest and the lowest face stand out', () => {
  assert.equal(extremeOf(die(20, 20)), 'highest');
  assert.equal(extremeOf(die(100, 1)), 'lowest');
  assert.equal(extremeOf(die(20, 3)), null);
});

test('nothing stands out on dice whose extremes have no meaning, and on unknown sides', () => {
  for (const [sides, value] of [[6, 6], [6, 1], [1, 1], [null, 1]]) assert.equal(extremeOf(die(sides, value)), null);
});

test('a roll is spoken as its total and its dice', () => {
  const outcome = readRoll({ total: 20, dice: [die(20, 20), die(20, 1, false)] });

  assert.equal(spokenRoll('2d20kh1', outcome), '2d20kh1: 20. Dice 20 highest, 1 lowest dropped.');
});

test('a single die is spoken once', () => {
  assert.equal(spokenRoll('d20', readRoll({ total: 17, dice: [die(20, 17)] })), 'd20: 17.');
  assert.equal(
    spokenRoll('d20+5', readRoll({ total: 22, dice: [die(20, 17)] })), 'd20+5: 22. Dice 17.');
});

test('many dice are counted, not spoken one by one', () => {
  assert.equal(spokenRoll('30d2', readRoll(Array(30).fill(2))), '30d2: 60. 30 dice.');
});

test('an outcome without dice is spoken as it is', () => {
  assert.equal(spokenRoll('0d6', readRoll([])), '0d6: 0.');
  assert.equal(spokenRoll('x', readRoll('?')), 'x: "?"');
});

describe('a check', () => {
  const roll = (check, more = {}) => readRoll({ total: 22, dice: [die(20, 17)], check, ...more });

  test('is spoken with its word and its margin, after the total', () => {
    assert.equal(spokenRoll('attack', roll({ op: '>=', target: 15, success: true, margin: 7 })),
      'attack: 22, success by 7. Dice 17.');
    assert.equal(spokenRoll('attack', roll({ op: '>=', target: 25, success: false, margin: -3 })),
      'attack: 22, failure by 3. Dice 17.');
  });

  test('is spoken with its steps and its degree', () => {
    assert.equal(spokenCheck({ op: '>=', target: 9, success: true, margin: 13, steps: 2, degree: '' }), 'success by 13, 2 steps');
    assert.equal(spokenCheck({ op: '>=', target: 9, success: false, margin: -7, steps: -1, degree: '' }), 'failure by 7, 1 step');
    assert.equal(spokenCheck({ op: '>=', target: 9, success: true, margin: 13, steps: null, degree: 'critical success' }),
      'critical success by 13');
  });

  test('says whether it succeeded, even if its degree does not', () => {
    assert.equal(spokenCheck({ op: '<=', target: 9, success: false, margin: -91, steps: null, degree: 'fumble' }),
      'fumble, failure by 91');
  });

  test('has the target that was rolled', () => {
    const check = { op: '>=', target: 12, success: true, margin: 10, against: { expr: '1d20', total: 12, dice: [die(20, 12)] } };

    assert.equal(spokenRoll('x', roll(check)), 'x: 22, success by 10. Dice 17. Target 12.');
  });

  test('has a target in signs', () => {
    const target = (op, number) => targetText({ op, target: number });
    assert.deepEqual([target('>=', 15), target('<=', 55), target('<>', -4), target('=', null)], ['vs 15', '≤ 55', '≠ −4', '']);
  });
});

describe('dice with faces of their own', () => {
  test('have no highest and no lowest face', () => {
    assert.equal(extremeOf({ ...die(20, 20), own: true }), null);
    assert.equal(extremeOf({ ...die(20, 1), own: true }), null);
  });

  test('are spoken as symbols, with their counts first', () => {
    const outcome = readRoll({ total: 0, tally: { success: 2, threat: 0 },
      dice: [{ ...die(2, 0), face: 'success' }, { ...die(2, 0), face: 'success' }] });

    assert.equal(spokenRoll('x', outcome), 'x: 2 success. Dice success, success.');
    assert.equal(spokenTotal(readRoll({ total: 3, dice: [], tally: { hit: 1 } })), '3, 1 hit');
    assert.equal(spokenTotal(readRoll({ total: 0, dice: [], tally: {} })), 'blank');
  });
});

test('tens that do not count are spoken after their die', () => {
  const outcome = readRoll({ total: 7, dice: [{ ...die(100, 7), unusedTens: [70, 0] }] });

  assert.equal(spokenRoll('x', outcome), 'x: 7. Dice 7 not 70, 00.');
});

test('several results are spoken with their labels', () => {
  const check = { op: '>=', target: 15, success: true, margin: 7 };
  const outcome = readRoll({ expr: 'x', rolls: [
    { expr: 'd20+6', total: 22, dice: [], label: 'attack', check }, { expr: '2d8', total: 9, dice: [], label: 'damage' }] });

  assert.equal(spokenRoll('x', outcome), 'x: attack 22, success by 7; damage 9.');
  assert.equal(spokenTotal(outcome), 'attack 22, damage 9');
});

test('sets are spoken by width and height, notes at the end', () => {
  const outcome = readRoll({ total: 20, dice: [], sets: [{ width: 3, height: 5 }, { width: 2, height: 1 }],
    notes: [{ text: 'This counts dice.', expr: '(3d6)>=12' }] });

  assert.equal(spokenRoll('x', outcome), 'x: 20. Sets 3x5, 2x1. Note: This counts dice.');
});

test('dice of Fate are spoken as what is on them', () => {
  const outcome = readRoll({ total: 0, dice: [-1, 0, 1].map((value) => ({ ...die(6, value), fate: true })) });

  assert.equal(spokenRoll('3dF', outcome), '3dF: 0. Dice minus, blank, plus.');
});
