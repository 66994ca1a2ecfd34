import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { markOf, wordsOf } from '../../../../webapp/js/roll/die-words.js';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';
import { rollAsText } from '../../../../webapp/js/roll/copy.js';
import { spokenRoll } from '../../../../webapp/js/roll/wording.js';
import { row } from './samples.mjs';

/** As the engine sends them, see `webapp/docs/schemas/roll.json`. */
const CASES = [
  [{ sides: 10, value: 1, faces: [9], success: true }, '✓', 'success'],
  [{ sides: 10, value: 2, faces: [10], success: true }, '✓', '2 successes'],
  [{ sides: 10, value: -1, faces: [1], failure: true }, '×', 'failure'],
  [{ sides: 6, value: 6, exploded: true }, '!', 'exploded'],
  [{ sides: 6, value: 15, faces: [6, 6, 3], compounded: true }, '!', 'exploded as 6, 6, 3'],
  [{ sides: 6, value: 2, faces: [3], penetrated: true }, '!', 'counts one less'],
  [{ sides: 6, value: 1, imploded: true }, '¡', 'imploded'],
  [{ sides: 6, value: -4, faces: [4], subtracted: true }, '−', 'subtracted'],
  [{ sides: 6, value: 5, faces: [5], rerolled: [1, 2] }, '↻', 'rolled again after 1, 2'],
  [{ sides: 6, value: 3, faces: [1], clamped: true }, '↑', 'raised from 1'],
  [{ sides: 6, value: 5, faces: [6], clamped: true }, '↓', 'lowered from 6'],
  [{ sides: 20, value: 19, criticalSuccess: true }, '★', 'critical success'],
  [{ sides: 20, value: 1, criticalFailure: true }, '××', 'lowest, critical failure'],
  [{ sides: 6, value: 5, matched: true }, '=', 'matched'],
];

/** @param {Record<string, unknown>[]} dice @param {number} total */
const roll = (dice, total) => readRoll({ expr: 'x', total, dice: dice.map((die) => ({ kept: true, ...die })) });

describe('what a die did', () => {
  for (const [die, sign, words] of CASES) {
    test(`has a sign and words: ${words}`, () => {
      const [read] = roll([die], 1).dice;

      assert.equal(markOf(read).sign, sign);
      assert.equal(wordsOf(read).join(', '), words);
    });
  }

  test('is spoken and copied', () => {
    const outcome = roll([CASES[0][0], CASES[2][0], CASES[8][0]], 5);

    assert.equal(spokenRoll('x', outcome), 'x: 5. Dice 9 success, 1 failure, 5 rolled again after 1, 2.');
    assert.equal(rollAsText({ ...row, by: null, label: '', expr: 'x', outcome }), 'x = 5 (9 success, 1 failure, ~1~ ~2~ 5)');
  });

  test('is no mark on a dropped die, unless it was rolled again', () => {
    assert.equal(markOf(roll([{ ...CASES[3][0], kept: false }], 0).dice[0]), null);
    assert.equal(markOf(roll([{ ...CASES[8][0], kept: false }], 0).dice[0]).kind, 'rerolled');
  });

  test('is short, whatever an engine sends', () => {
    const [die] = roll([{ sides: 6, value: 1, rerolled: Array(5000).fill(1), faces: 'x', clamped: true }], 1).dice;

    assert.ok(die.discarded.length <= 20);
    assert.deepEqual(wordsOf(die).slice(1), ['at its limit']);
  });
});

describe('a count of successes', () => {
  const successes = (dice, total) => spokenRoll('x', roll(dice, total)).split('.')[0];
  const none = { sides: 10, value: 0, faces: [4] };

  test('says so', () => {
    assert.equal(successes([CASES[0][0], CASES[1][0], none], 3), 'x: 3 successes');
    assert.equal(successes([CASES[0][0], none], 1), 'x: 1 success');
    assert.equal(successes([none, none], 0), 'x: 0 successes');
    assert.equal(successes([CASES[2][0]], -1), 'x: -1 success');
  });

  test('is no sum of dice, and no die that shows 0', () => {
    assert.equal(successes([CASES[0][0], { sides: 6, value: 4 }], 5), 'x: 5');
    assert.equal(successes([{ sides: 6, value: 0, fate: true }], 0), 'x: 0');
  });
});
