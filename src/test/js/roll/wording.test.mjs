import assert from 'node:assert/strict';
import { test } from 'node:test';
import { extremeOf, spokenRoll } from '../../../../webapp/js/roll/wording.js';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';

const die = (sides, value, kept = true) => ({ sides, value, kept });

test('the highest and the lowest face stand out', () => {
  assert.equal(extremeOf(die(6, 6)), 'highest');
  assert.equal(extremeOf(die(6, 1)), 'lowest');
  assert.equal(extremeOf(die(6, 3)), null);
});

test('nothing stands out on one side or on unknown sides', () => {
  assert.equal(extremeOf(die(1, 1)), null);
  assert.equal(extremeOf(die(null, 1)), null);
});

test('a roll is spoken as its total and its dice', () => {
  const outcome = readRoll({ total: 9, dice: [die(6, 6), die(6, 3), die(6, 1, false)] });

  assert.equal(spokenRoll('3d6kh2', outcome), '3d6kh2: 9. Dice 6 highest, 3, 1 lowest dropped.');
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
