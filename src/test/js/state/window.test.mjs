import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FIRST_ROWS } from '../../../../webapp/js/state/reach.js';
import { MAX_SHOWN, NEWEST, spanOf, STEP_ROWS, towardsNew, towardsOld } from '../../../../webapp/js/state/window.js';

const rowsOf = (count, first = 0) => Array.from({ length: count }, (_, index) => ({ key: `k${first + count - index}` }));
const ROWS = rowsOf(5000);

describe('the rows in the document', () => {
  test('are the newest at first', () => {
    assert.deepEqual(spanOf(ROWS, NEWEST), { from: 0, to: FIRST_ROWS });
    assert.deepEqual(spanOf(rowsOf(3), NEWEST), { from: 0, to: 3 });
    assert.deepEqual(spanOf([], NEWEST), { from: 0, to: 0 });
  });

  test('become more towards the old end, up to the limit', () => {
    let bounds = NEWEST;
    for (let step = 0; step < 60; step += 1) {
      const before = spanOf(ROWS, bounds);
      bounds = towardsOld(ROWS, bounds);
      const { from, to } = spanOf(ROWS, bounds);
      assert.ok(to - from <= MAX_SHOWN);
      assert.equal(to, Math.min(ROWS.length, before.to + STEP_ROWS));
      // The rows that are read stay.
      assert.ok(from <= before.to - STEP_ROWS);
    }
    assert.deepEqual(spanOf(ROWS, bounds), { from: ROWS.length - MAX_SHOWN, to: ROWS.length });
  });

  test('come back to the newest', () => {
    let bounds = { first: 'k400', last: 'k1' };
    for (let step = 0; step < 60; step += 1) bounds = towardsNew(ROWS, bounds);

    assert.equal(bounds.first, null);
    assert.deepEqual(spanOf(ROWS, bounds), { from: 0, to: MAX_SHOWN });
  });

  test('stay when rolls arrive, also while the newest are shown', () => {
    const middle = { first: 'k4000', last: 'k3801' };
    const more = rowsOf(5100);

    assert.deepEqual(spanOf(more, middle), { from: 1100, to: 1300 });
    const top = towardsOld(ROWS, NEWEST);
    assert.deepEqual(spanOf(rowsOf(5010), top), { from: 0, to: FIRST_ROWS + STEP_ROWS + 10 });
    assert.deepEqual(spanOf(rowsOf(9000), top), { from: 0, to: MAX_SHOWN });
  });

  test('are the newest again when the shown ones are gone', () => {
    assert.deepEqual(spanOf(rowsOf(50, 9000), { first: 'k4000', last: 'k3801' }), { from: 0, to: 50 });
  });
});
