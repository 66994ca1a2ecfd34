import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';
import { spokenRoll } from '../../../../webapp/js/roll/wording.js';
import { entriesOf, logAsCsv } from '../../../../webapp/js/roll/log-file.js';
import { rollAsText } from '../../../../webapp/js/roll/copy.js';
import { randomFrom } from '../odds/samples.mjs';
import { row } from './samples.mjs';

const die = (sides, value, more = {}) => ({ sides, value, kept: true, ...more });

describe('the findings of a roll', () => {
  test('are read if they are there', () => {
    const against = { expr: '1d20+3', total: 12, text: '1d20[9] + 3 = 12', dice: [die(20, 9)] };
    const outcome = readRoll({
      expr: '1d20+7>=1d20+3 by 5', total: 22, dice: [die(20, 15)], label: 'attack', shorthand: 'hit',
      check: { op: '>=', target: 12, success: true, margin: 10, steps: 2, degree: { rank: 2, name: 'critical success' }, against },
      tally: { success: 2 }, sets: [{ width: 3, height: 5 }], notes: [{ text: 'A sentence.', expr: '3d6' }, { text: 'Another.' }],
    });

    assert.deepEqual(outcome.check, {
      op: '>=', target: 12, success: true, margin: 10, steps: 2, degree: 'critical success',
      against: { kind: 'dice', total: 12, diceCount: 1, dice: [die(20, 9)], expr: '1d20+3' },
    });
    assert.deepEqual(outcome.tally, [{ name: 'success', count: 2 }]);
    assert.deepEqual(outcome.sets, [{ width: 3, height: 5 }]);
    assert.deepEqual(outcome.notes, [{ text: 'A sentence.', expr: '3d6' }, { text: 'Another.', expr: '' }]);
    assert.deepEqual([outcome.label, outcome.shorthand], ['attack', 'hit']);
  });

  test('are not there otherwise', () => {
    assert.deepEqual(readRoll({ expr: '3', total: 3, dice: [] }), { kind: 'dice', total: 3, dice: [], diceCount: 0 });
  });

  test('of several results are those of each, with its expression', () => {
    const { results, notes } = readRoll({ expr: 'd20;2d6', notes: [{ text: 'Both.' }],
      rolls: [{ expr: '1d20', total: 4, dice: [], label: 'a' }, { expr: '2d6', total: 7, dice: [] }] });

    assert.deepEqual(results.map(({ expr, label }) => [expr, label]), [['1d20', 'a'], ['2d6', undefined]]);
    assert.equal(notes.length, 1);
  });

  test('unreadable ones are left out', () => {
    for (const bad of [null, 1, 'x', [], {}, [{}], { success: 'yes' }, { text: 5 }, [{ width: -1, height: 2 }]]) {
      const outcome = readRoll({ total: 3, dice: [], check: bad, tally: Array.isArray(bad) ? bad : null, sets: bad, notes: bad, shorthand: bad === 'x' ? 9 : bad, label: 4 });
      assert.equal(outcome.kind, 'dice');
      assert.equal(outcome.check, undefined, JSON.stringify(bad));
      assert.equal(outcome.notes, undefined, JSON.stringify(bad));
    }
  });

  test('are few, whatever an engine sends', () => {
    const outcome = readRoll({
      total: 3, dice: [], tally: Object.fromEntries(Array.from({ length: 99 }, (_, i) => [`s${i}`, i])),
      sets: Array(999).fill({ width: 2, height: 1 }), notes: Array(99).fill({ text: 'x' }), shorthand: 'y'.repeat(9999),
    });

    assert.ok(outcome.tally.length <= 20 && outcome.sets.length <= 50 && outcome.notes.length <= 4);
    assert.equal(outcome.shorthand, undefined);
  });
});

describe('dice with faces of their own', () => {
  const kinds = (roll) => readRoll(roll).dice.map(({ own, face }) => face ?? (own ? 'own' : 'usual'));

  test('are those that say so, by a flag or by a face', () => {
    assert.deepEqual(kinds({ total: 4, dice: [die(4, 4, { custom: true }), die(2, 0, { face: 'hit' }), die(20, 5)] }),
      ['own', 'hit', 'usual']);
  });
});

test('unknown members never throw, neither read nor shown', () => {
  const random = randomFrom(18);
  const pick = (list) => list[Math.floor(random() * list.length)];
  const names = ['expr', 'total', 'dice', 'tree', 'check', 'tally', 'sets', 'notes', 'shorthand', 'label', 'rolls', 'against',
    'success', 'margin', 'degree', 'name', 'op', 'target', 'steps', 'face', 'sides', 'value', 'kept', 'parts', 'type', 'pos', 'len', '__proto__'];
  const object = (depth) => Object.fromEntries(names.map((name) => [name, value(depth)]));
  const value = (depth) => pick([
    () => null, () => true, () => false, () => 'd[', () => 'dice', () => -1, () => 0.5, () => 1e308, () => 3, () => [], () => ({}),
    () => (depth > 2 ? 7 : object(depth + 1)), () => (depth > 2 ? [] : [value(depth + 1), value(depth + 1)]),
  ])();
  for (let round = 0; round < 2000; round += 1) {
    const outcome = readRoll(pick([{ ...object(1), total: 4 }, { expr: 'x', rolls: [{ ...object(1), total: 1 }] }, value(1)]));
    const shown = { ...row, outcome };
    assert.equal(typeof spokenRoll('x', outcome) + typeof logAsCsv({ entries: entriesOf([shown]) }) + typeof rollAsText(shown), 'stringstringstring');
  }
});
