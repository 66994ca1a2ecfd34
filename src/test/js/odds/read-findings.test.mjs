import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countsOf, degreesOf, MAX_CHANCES } from '../../../../webapp/js/odds/chances.js';
import { hasSymbolsAlone, observedAs, plottedOf } from '../../../../webapp/js/odds/plotted.js';
import { readOdds, readOddsOfAll } from '../../../../webapp/js/odds/read-odds.js';
import { sumLine } from '../../../../webapp/js/odds/format.js';
import { oddsJson } from './samples.mjs';

const CHECK = { op: '>=', success: 0.55, margins: [[-1, 0.45], [0, 0.3], [1, 0.25]] };

describe('the odds of a check', () => {
  test('have the chance of success and the margins', () => {
    const { check } = readOdds({ ...oddsJson(1, 6), check: CHECK });

    assert.deepEqual([check.success, check.margins.length, check.steps], [0.55, 3, null]);
    assert.deepEqual(degreesOf(check), []);
  });

  test('list the degrees, the best first', () => {
    const degrees = [{ rank: 0, name: 'failure', probability: 0.4 }, { rank: 2, name: 'critical success', probability: 0.1 }];
    const { check } = readOdds({ ...oddsJson(1, 6), check: { ...CHECK, degrees } });

    assert.deepEqual(degreesOf(check).map(({ name }) => name), ['Critical success', 'Failure']);
  });

  test('list the steps, the best first, and the worst together', () => {
    const steps = Array.from({ length: 20 }, (_, i) => [i - 10, 0.05]);
    const lines = degreesOf(readOdds({ ...oddsJson(1, 6), check: { ...CHECK, steps } }).check);

    assert.equal(lines.length, MAX_CHANCES);
    assert.equal(lines[0].name, '+9 steps');
    assert.equal(lines.at(-1).name, '−2 steps or less');
    assert.ok(Math.abs(lines.reduce((sum, { probability }) => sum + probability, 0) - 1) < 1e-9);
  });

  test('are drawn by their margins, beside those that were rolled', () => {
    const plotted = plottedOf(readOdds({ ...oddsJson(1, 6), check: CHECK }));
    const observed = { totals: [9, 3], margins: [4, -2], successes: 1, mean: 6, deviation: 1, last: { total: 9, name: 'Bo' } };

    assert.deepEqual([plotted.name, plotted.start, plotted.listed.outcomes.length], ['Margin', 0, 3]);
    assert.deepEqual(observedAs(plotted, observed).totals, [4, -2]);
    assert.deepEqual(observedAs(plotted, observed).last, { total: 4, name: 'Bo' });
    assert.equal(sumLine('least', 0, 0.55, 'Margin'), 'Margin 0 or more: 55.0 %');
    assert.equal(sumLine('exactly', 7, 0.5), 'Exactly 7: 50.0 %');
  });

  test('without a chance of success are those of the total', () => {
    for (const check of [null, 5, {}, { success: 'x' }, []]) {
      const odds = readOdds({ ...oddsJson(1, 6), check });
      assert.equal(odds.check, null);
      assert.equal(plottedOf(odds).name, 'Total');
    }
  });
});

describe('the odds of symbols', () => {
  const tally = { hit: { mean: 1.25, outcomes: [[0, 0.25], [1, 0.25], [2, 0.5]] }, many: { mean: 50 }, bad: { mean: 'x' }, worse: 4 };

  test('are listed for each, without unreadable ones', () => {
    const odds = readOdds({ ...oddsJson(1, 6), tally });

    assert.deepEqual(odds.tally.map(({ name, mean }) => [name, mean]), [['hit', 1.25], ['many', 50]]);
    assert.deepEqual(countsOf(odds.tally[0]).map(({ name }) => name), ['0', '1', '2']);
  });

  test('take the place of totals that are always 0', () => {
    const zero = { ...oddsJson(1, 6), min: 0, max: 0, mean: 0, deviation: 0, outcomes: [[0, 1]], tally };

    assert.equal(hasSymbolsAlone(readOdds(zero)), true);
    assert.equal(plottedOf(readOdds(zero)).listed, null);
    assert.equal(hasSymbolsAlone(readOdds({ ...oddsJson(1, 6), tally })), false);
  });
});

describe('the odds of several results', () => {
  test('are those of each', () => {
    const all = readOddsOfAll({ expr: '1d6;2d6', results: [{ ...oddsJson(1, 6), label: 'a' }, oddsJson(2, 6)] });

    assert.deepEqual([all.expr, all.results.map(({ label, mean }) => [label, mean])], ['1d6;2d6', [['a', 3.5], ['', 7]]]);
  });

  test('of one result are that one', () => {
    assert.deepEqual(readOddsOfAll(oddsJson(1, 6)).results.length, 1);
    assert.equal(readOddsOfAll({ results: [] }), null);
    assert.equal(readOddsOfAll({ results: [1] }), null);
    assert.equal(readOddsOfAll(null), null);
  });
});
