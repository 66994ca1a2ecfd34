import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { binsOf, MAX_BINS, niceSize } from '../../../../webapp/js/odds/bins.js';
import { outcomesOf, randomFrom } from './samples.mjs';

const sum = (bins) => bins.reduce((all, { probability }) => all + probability, 0);

test('a round size is 1, 2 or 5 times a power of ten', () => {
  assert.deepEqual([0.3, 1, 1.1, 3, 7, 12, 0.013].map(niceSize), [0.5, 1, 2, 5, 10, 20, 0.02]);
});

describe('few totals', () => {
  test('have a bin each', () => {
    const { bins, single, cut } = binsOf(outcomesOf(2, 6));
    assert.equal(bins.length, 11);
    assert.ok(single);
    assert.equal(cut, 0);
    assert.deepEqual([bins[0].first, bins[10].last], [2, 12]);
  });

  test('far apart are adjacent', () => {
    assert.equal(binsOf([[10, 0.5], [20, 0.25], [40, 0.25]]).bins.length, 4);
  });

  test('on an uneven grid all have bins', () => {
    assert.equal(binsOf([[0, 0.5], [4, 0.25], [10, 0.25]]).bins.length, 6);
  });

  test('alone is one bin', () => {
    assert.deepEqual(binsOf([[5, 1]]).bins, [{ first: 5, last: 5, probability: 1 }]);
  });

  test('that are not whole keep their values', () => {
    const { bins } = binsOf([[0.5, 0.5], [1, 0.25], [1.5, 0.25]]);
    assert.deepEqual(bins.map(({ first }) => first), [0.5, 1, 1.5]);
  });
});

describe('many totals', () => {
  test('are grouped into bins of equal width', () => {
    const { bins, single, indexOf } = binsOf(Array.from({ length: 1000 }, (_, n) => [n + 1, 1e-3]));
    assert.ok(bins.length <= MAX_BINS && bins.length >= 24, `${bins.length}`);
    assert.ok(!single);
    assert.ok(Math.abs(sum(bins) - 1) < 1e-9);
    assert.equal(bins[indexOf(500)].first <= 500 && bins[indexOf(500)].last >= 500, true);
  });

  test('fill the first and the last bin as evenly as the others', () => {
    for (const from of [0, 1]) {
      const { bins } = binsOf(Array.from({ length: 100 }, (_, n) => [n + from, 0.01]));
      assert.deepEqual(new Set(bins.map(({ probability }) => probability.toFixed(6))), new Set(['0.020000']));
    }
  });

  test('lose their rare ends', () => {
    const { bins, cut, indexOf } = binsOf(outcomesOf(20, 20));
    assert.ok(cut > 0 && cut <= 1e-3);
    assert.ok(bins[0].first > 20);
    assert.equal(indexOf(20), null);
    assert.equal(indexOf(400), null);
  });

  test('on a grid of 3 fill all bins evenly', () => {
    const { bins } = binsOf(Array.from({ length: 100 }, (_, n) => [3 * n + 3, 0.01]));
    const inner = bins.slice(1, -1).map(({ probability }) => probability.toFixed(6));
    assert.equal(new Set(inner).size, 1);
  });
});

test('ends are cut off only if the plot gets much narrower', () => {
  assert.equal(binsOf(Array.from({ length: 10_000 }, (_, n) => [n + 1, 1e-4])).cut, 0);
});

test('totals that are too far apart are not drawn', () => {
  assert.equal(binsOf([[-1e308, 0.5], [1e308, 0.5]]), null);
});

test('random totals never exceed the number of bins, and none is lost', () => {
  const random = randomFrom(7);
  for (let round = 0; round < 2000; round += 1) {
    const scale = 10 ** Math.floor(random() * 40 - 15);
    const whole = random() < 0.5;
    const totals = new Set(Array.from({ length: 1 + Math.floor(random() * 200) }, () => {
      const total = (random() - 0.3) * scale;
      return (whole ? Math.round(total) : total) + 0;
    }));
    const list = [...totals].sort((one, other) => one - other);
    const drawn = binsOf(list.map((total) => [total, 1 / list.length]));
    if (drawn === null) continue;
    assert.ok(drawn.bins.length >= 1 && drawn.bins.length <= MAX_BINS + 1);
    assert.ok(Math.abs(sum(drawn.bins) + drawn.cut - 1) < 1e-9);
    drawn.bins.forEach(({ first, last }) => assert.ok(first <= last));
  }
});
