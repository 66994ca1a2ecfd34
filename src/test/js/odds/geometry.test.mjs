import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { binsOf } from '../../../../webapp/js/odds/bins.js';
import { barsOf, binAt, countBins, heightOf, linesOf, middleOf, outlinesOf, ticksOf }
  from '../../../../webapp/js/odds/geometry.js';
import { outcomesOf } from './samples.mjs';

const drawn = binsOf(outcomesOf(2, 6));

describe('the bars', () => {
  test('are as high as their probabilities', () => {
    const height = heightOf(drawn, []);
    const bars = barsOf(drawn, height, 'least', 10);
    const byHand = (ways) => (100 * ways) / 36 / height;
    assert.ok(Math.abs(bars[5].box.height - byHand(6)) < 0.01);
    assert.ok(Math.abs(bars[0].box.height - byHand(1)) < 0.01);
    assert.ok(bars.every(({ box }) => Math.abs(box.y + box.height - 100) < 0.01));
  });

  test('that match the question are marked', () => {
    const meant = (mode, at) => barsOf(drawn, 1, mode, at).filter((bar) => bar.meant).length;
    assert.equal(meant('least', 10), 3);
    assert.equal(meant('most', 10), 9);
    assert.equal(meant('exactly', 10), 1);
  });

  test('are side by side within the plot', () => {
    const boxes = barsOf(drawn, 1, 'least', 2).map(({ box }) => box);
    boxes.forEach(({ x, width }, index) => {
      assert.ok(x >= 0 && x + width <= 100);
      if (index > 0) assert.ok(x >= boxes[index - 1].x + boxes[index - 1].width);
    });
  });
});

describe('outlines of rolls', () => {
  test('are counted by bin', () => {
    assert.deepEqual(countBins(drawn, [2, 2, 12, 99, -1]), [2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
  });

  test('of few rolls do not dwarf the bars', () => {
    const shares = drawn.bins.map((_, index) => Number(index === 3));
    const height = heightOf(drawn, shares);
    assert.ok(height < 0.4);
    const [only] = outlinesOf(shares, height);
    assert.ok(only.cut);
    assert.equal(only.box.height, 100);
  });

  test('of no rolls are empty', () => assert.deepEqual(outlinesOf([0, 0], 1), []));
});

test('a position in the plot belongs to a bin', () => {
  assert.deepEqual([-5, 0, 49.9, 50, 100].map((at) => binAt(at, 4)), [0, 0, 1, 2, 3]);
  assert.equal(middleOf(0, 4), 12.5);
});

test('labels below the plot are few, and round if possible', () => {
  const d100 = binsOf(Array.from({ length: 40 }, (_, n) => [n + 1, 1 / 40]));
  const ticks = ticksOf(d100);
  assert.ok(ticks.length >= 3 && ticks.length <= 8);
  assert.ok(ticks.every(({ value }) => value % 10 === 0), JSON.stringify(ticks));
  const wide = ticksOf(binsOf(Array.from({ length: 10_000 }, (_, n) => [n + 1, 1e-4])));
  assert.deepEqual(wide.map(({ value }) => value), [0, 2000, 4000, 6000, 8000, 10000]);
  assert.deepEqual(ticksOf(binsOf([[5, 1]])), [{ at: 50, value: 5 }]);
  assert.equal(ticksOf(binsOf(outcomesOf(1, 6))).length, 6);
});

test('lines across the plot are at round shares', () => {
  assert.deepEqual(linesOf(0.18).map(({ value }) => value), [0.1]);
  assert.deepEqual(linesOf(0.054).map(({ value }) => value), [0.02, 0.04]);
});
