import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { labelTotals, labelTotalsText, sumText } from '../../../../webapp/js/roll/sum.js';

const kept = (...values) => values.map((value) => ({ value, kept: true }));
const pool = (pos, len, total, dice, more = {}) => ({ type: 'dice', pos, len, total, dice, ...more });

describe('the terms of a total', () => {
  test('are the kept dice, and the numbers beside them', () => {
    assert.equal(sumText('3d6', kept(4, 2, 3), pool(0, 3, 9, [0, 3])), '4 + 2 + 3');
    const dice = [{ value: 17, kept: true }, { value: 4, kept: false }];
    assert.equal(sumText('2d20kh1+5', dice, { type: 'arithmetic', pos: 0, len: 9, total: 22, parts: [pool(0, 7, 17, [0, 2])] }), '17 + 5');
  });

  test('have brackets where they are needed', () => {
    const product = { type: 'arithmetic', pos: 0, len: 5, total: 14, parts: [pool(0, 3, 7, [0, 2])] };
    assert.equal(sumText('2d6*2', kept(3, 4), product), '(3 + 4) × 2');
    const difference = { type: 'arithmetic', pos: 0, len: 6, total: 13, parts: [pool(3, 3, 7, [0, 2])] };
    assert.equal(sumText('20-2d6', kept(3, 4), difference), '20 − (3 + 4)');
    const written = { type: 'arithmetic', pos: 0, len: 7, total: 14, parts: [pool(1, 3, 7, [0, 2])] };
    assert.equal(sumText('(2d6)*2', kept(3, 4), written), '(3 + 4) × 2');
  });

  test('of Fate dice have signs', () => {
    assert.equal(sumText('4dF', kept(-1, 0, 1, -1), pool(0, 3, -1, [0, 4])), '−1 + 0 + 1 − 1');
  });

  test('are not given for a single one, for many, and for what is no sum of dice', () => {
    assert.equal(sumText('1d6', kept(4), pool(0, 3, 4, [0, 1])), '');
    assert.equal(sumText('20d6', kept(...Array(20).fill(3)), pool(0, 4, 60, [0, 20])), '');
    assert.equal(sumText('5d6mh', kept(4, 4, 1, 1, 2), pool(0, 5, 8, [0, 5])), '', 'the total is not the sum of the dice');
    assert.equal(sumText('max(1d6,1d8)', kept(4, 5), { type: 'function', pos: 0, len: 12, total: 5, parts: [pool(4, 3, 4, [0, 1]), pool(8, 3, 5, [1, 2])] }), '');
  });

  test('of any JSON never throw', () => {
    for (const tree of [null, 1, [], {}, { type: 'dice', pos: 'x' }, { type: 'dice', pos: -5, len: 1e9, total: 3, dice: ['a', null] },
      { type: 'arithmetic', pos: 0, len: 3, total: 1, parts: [null, 4, {}] }]) {
      assert.equal(typeof sumText('3d6', kept(1, 2), tree), 'string');
      assert.ok(Array.isArray(labelTotals('3d6', 3, tree)));
    }
  });
});

describe('the sums of labelled parts', () => {
  const expr = '2d6[fire]+1d8[cold]+1d4[fire]+3';
  const label = (pos, len, total, name) => ({ type: 'label', pos, len, total, labels: [name], parts: [] });
  const tree = { type: 'arithmetic', pos: 0, len: 31, total: 17, parts: [
    label(0, 9, 7, 'fire'), label(10, 9, 4, 'cold'), label(20, 9, 3, 'fire')] };

  test('are added by label', () => {
    assert.equal(labelTotalsText(labelTotals(expr, 17, tree)), 'fire 10, cold 4, other 3');
  });

  test('are subtracted where the part is', () => {
    const less = { type: 'arithmetic', pos: 0, len: 19, total: 3, parts: [label(0, 9, 7, 'fire'), label(10, 9, 4, 'cold')] };
    assert.equal(labelTotalsText(labelTotals('2d6[fire]-1d8[cold]', 3, less)), 'fire 7, cold −4');
  });

  test('are not given where labels are in functions, in each other, or in what is subtracted', () => {
    const two = [label(4, 9, 3, 'fire'), label(15, 9, 5, 'cold')];
    assert.deepEqual(labelTotals('max(1d6[fire],1d6[cold])', 5, { type: 'function', pos: 0, len: 24, total: 5, parts: two }), []);
    const outer = { type: 'label', pos: 0, len: 22, total: 5, labels: ['spell'], parts: [
      { type: 'arithmetic', pos: 1, len: 13, total: 5, parts: [label(1, 9, 3, 'fire')] }] };
    assert.deepEqual(labelTotals('(1d6[fire]+1d4)[spell]', 5, outer), []);
    const less = { type: 'arithmetic', pos: 0, len: 25, total: 3, parts: [{ type: 'arithmetic', pos: 4, len: 20, total: 7, parts: two }] };
    assert.deepEqual(labelTotals('10-(1d6[fire]+1d6[cold])', 3, less), []);
  });

  test('are not given for products, and without labels', () => {
    assert.deepEqual(labelTotals('2d6[fire]*2', 14, { type: 'arithmetic', pos: 0, len: 11, total: 14, parts: [label(0, 9, 7, 'fire')] }), []);
    assert.deepEqual(labelTotals('2d6', 7, pool(0, 3, 7, [0, 2])), []);
  });
});
