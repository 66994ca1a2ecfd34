import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { keptOf, readKept } from '../../../../webapp/js/app/kept-log.js';
import { row } from '../roll/samples.mjs';

const roll = { expr: '2d6', total: 7, dice: [{ sides: 6, value: 3, kept: true }, { sides: 6, value: 4, kept: true }] };
const own = { ...row, seq: null, by: null, expr: '2d6', frame: { type: 'result', id: 'r1', roll, proof: { root: 'x' } } };

describe('the kept log', () => {
  test('is read as it was, without proofs', () => {
    const [read] = readKept(JSON.parse(JSON.stringify(keptOf([{ ...own, atMs: 5, label: 'attack' }]))));

    assert.deepEqual([read.expr, read.label, read.atMs, read.status, read.outcome.total], ['2d6', 'attack', 5, 'rolled', 7]);
    assert.deepEqual(read.frame, { type: 'result', roll });
  });

  test('has no rolls of tables, none that failed, none in motion', () => {
    assert.deepEqual(keptOf([{ ...own, seq: 4 }, { ...own, frame: null }, { ...own, status: 'failed' }, { ...own, animating: true }]), []);
  });

  test('has few rolls, and none that are long', () => {
    const long = { ...own, frame: { ...own.frame, roll: { ...roll, text: 'x'.repeat(9999) } } };

    assert.equal(keptOf([...Array(500).fill(own), long]).length, 60);
    assert.deepEqual(keptOf([long]), []);
  });

  test('of any JSON has only what can be shown', () => {
    for (const value of [null, 1, 'x', {}, [null, 1, [], {}, { expr: '' }, { expr: 'd6', at: -1, roll }, { expr: 'd6', at: 1 },
      { expr: 'd6', at: 1, roll: { what: 'else' } }]]) {
      assert.deepEqual(readKept(value), []);
    }
    assert.equal(readKept(Array(500).fill({ expr: 'd6', at: 1, roll })).length, 60);
  });

  test('has what another tab has kept, each roll once, the newest first', () => {
    const before = readKept([{ expr: '2d6', label: '', at: 5, roll }, { expr: 'd8', label: '', at: 7, roll }]);
    const kept = keptOf([{ ...own, atMs: 9 }, { ...own, atMs: 5 }], before);

    assert.deepEqual(kept.map(({ at, expr }) => [at, expr]), [[9, '2d6'], [7, 'd8'], [5, '2d6']]);
  });

  test('has a key for each row', () => {
    const rows = readKept(Array(3).fill({ expr: 'd6', at: 1, roll }));
    assert.equal(new Set(rows.map(({ key }) => key)).size, 3);
  });
});
