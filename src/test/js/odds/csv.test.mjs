import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOdds } from '../../../../webapp/js/odds/read-odds.js';
import { binsOf } from '../../../../webapp/js/odds/bins.js';
import { tableLines, oddsCsv } from '../../../../webapp/js/odds/csv.js';
import { oddsJson } from './samples.mjs';

const coin = readOdds({ exact: true, outcomes: [[0, 0.25], [1, 0.75]] });

describe('the table', () => {
  test('has a line for each total', () => {
    assert.deepEqual(tableLines(coin, [1, 1, 0, 5]), [
      { name: '0', first: 0, last: 0, exactly: 0.25, least: 1, most: 0.25, rolled: 1 },
      { name: '1', first: 1, last: 1, exactly: 0.75, least: 0.75, most: 1, rolled: 2 },
    ]);
  });

  test('of bins has the same sums', () => {
    const odds = readOdds(oddsJson(1, 1000));
    const { bins } = binsOf(odds.outcomes);
    const lines = tableLines(odds, [1, 1000, 500], bins);
    assert.equal(lines.length, bins.length);
    assert.equal(lines[0].least, 1);
    assert.equal(lines.at(-1).most, 1);
    assert.ok(Math.abs(lines.reduce((sum, { exactly }) => sum + exactly, 0) - 1) < 1e-9);
    assert.equal(lines.reduce((sum, { rolled }) => sum + rolled, 0), 3);
  });

  test('of bins with a gap has 0 there', () => {
    const [, gap] = tableLines(coin, [], [{ first: 0, last: 0 }, { first: 0.5, last: 0.5 }]);
    assert.deepEqual([gap.exactly, gap.least, gap.most], [0, 0.75, 0.25]);
  });
});

test('as CSV it has all digits', () => {
  assert.equal(oddsCsv(coin, [1]),
    'total,exactly,at least,at most,rolled\r\n0,0.25,1,0.25,0\r\n1,0.75,0.75,1,1\r\n');
});
