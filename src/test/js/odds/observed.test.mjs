import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { observe, rolledExprs, withoutRepeats } from '../../../../webapp/js/odds/observed.js';
import { row } from './samples.mjs';

const MIRA = { id: 'm', name: 'Mira', colour: '#000000', role: 'player' };

describe('observed rolls', () => {
  test('are those of the same expression', () => {
    const { totals, mean, deviation } = observe([row('2d6', 9), row('d20', 3), row('2d6', 5)], '2d6');
    assert.deepEqual(totals, [9, 5]);
    assert.equal(mean, 7);
    assert.ok(Math.abs(deviation - Math.SQRT2 * 2) < 1e-12);
  });

  test('include the last roll and its player', () => {
    const rows = [row('2d6', 9, [], { mine: false, by: MIRA }), row('2d6', 5)];
    assert.deepEqual(observe(rows, '2d6').last, { total: 9, name: 'Mira' });
    assert.deepEqual(observe([row('2d6', 5, [], { by: MIRA })], '2d6').last, { total: 5, name: '' });
  });

  test('include each result of repeats', () => {
    const result = (total) => ({ kind: 'dice', total, dice: [], diceCount: 0 });
    const repeats = { kind: 'repeats', results: [result(10), result(12)] };
    const rows = [row('2#4d6kh3', 0, [], { outcome: repeats }), row('4d6kh3', 9)];
    assert.deepEqual(observe(rows, '4d6kh3').totals, [12, 10, 9]);
    assert.equal(withoutRepeats('2#4d6kh3'), '4d6kh3');
  });

  test('exclude pending, practice and failed rolls', () => {
    const rows = [
      row('d6', 1, [], { status: 'pending', outcome: null }), row('d6', 2, [], { animating: true }),
      row('d6', 3, [], { practice: true }), row('d6', 4, [], { status: 'hidden', outcome: null }),
      row('d6', 5, [], { outcome: { kind: 'other', text: '{}' } }),
    ];
    assert.deepEqual(observe(rows, 'd6').totals, []);
    assert.deepEqual(observe(rows, 'd6').last, null);
  });

  test('exclude dice entered by hand', () => {
    const byHand = row('d6', 6, [[6, 6]]);
    byHand.outcome.byHand = true;
    assert.deepEqual(observe([byHand, row('d6', 2)], 'd6').totals, [2]);
    assert.deepEqual(rolledExprs([byHand], 9), []);
  });

  test('include a revealed roll once', () => {
    const hidden = row('d6', 4, [], { seq: 7 });
    const revealed = row('d6', 4, [], { seq: 9, reveals: 7 });
    assert.deepEqual(observe([revealed, hidden], 'd6').totals, [4]);
    assert.deepEqual(observe([revealed], 'd6').totals, [4]);
  });

  test('include the results of a text with several, by their own expressions', () => {
    const result = (expr, total) => ({ kind: 'dice', total, dice: [], diceCount: 0, expr });
    const several = row('1d20;[fire]2d6', 0, [],
      { outcome: { kind: 'repeats', results: [result('1d20', 20), result('2d6', 9)] } });
    assert.deepEqual(observe([several, row('2d6', 5)], '2d6').totals, [9, 5]);
    assert.deepEqual(observe([several, row('2d6', 5)], '[fire]2d6').totals, [9, 5]);
  });

  test('of a check have its margins and successes', () => {
    const checked = (total, margin) => row('1d20>=11', total, [], { outcome:
      { kind: 'dice', total, dice: [], diceCount: 0, check: { op: '>=', target: 11, success: margin >= 0, margin } } });
    const { margins, successes } = observe([checked(12, 1), checked(4, -7), checked(11, 0)], '1d20>=11');
    assert.deepEqual([margins, successes], [[1, -7, 0], 2]);
  });

  test('are empty if the engine sent no expression', () => {
    assert.deepEqual(observe([row('', 3)], '').totals, []);
  });
});

test('the expressions of the log are listed once each, newest first', () => {
  const rows = [row('d6', 1), row('3#d8', 2), row('d6', 3), row('d8', 1), row('d4', 1)];
  assert.deepEqual(rolledExprs(rows, 2), ['d6', 'd8']);
});
