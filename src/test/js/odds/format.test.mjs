import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOdds } from '../../../../webapp/js/odds/read-odds.js';
import { binName, countText, formatNumber, meanLine, notesOf, percent, rarity, sumLine, precisionOf }
  from '../../../../webapp/js/odds/format.js';
import { oddsJson } from './samples.mjs';

const odds = (more) => readOdds({ ...oddsJson(2, 6), ...more });

test('probabilities get more digits near 0 and near 1', () => {
  const shown = [0, 1, 0.798, 0.5, 1 / 36, 0.00456, 0.00031, 1 / 60466176, 0.9999, 0.99949,
    1 - 1e-7, 1e-20].map(percent);
  assert.deepEqual(shown, ['0 %', '100 %', '79.8 %', '50.0 %', '2.8 %', '0.46 %', '0.031 %',
    '1 in 60,500,000', '99.990 %', '99.949 %', 'over 99.999 %', 'less than 1 in a trillion']);
});

test('the sum is shown in words', () => {
  assert.equal(sumLine('least', 15, 0.798), '15 or more: 79.8 %');
  assert.equal(sumLine('most', -3, 0.25), '−3 or less: 25.0 %');
  assert.equal(sumLine('exactly', 1234, 0), 'Exactly 1,234: 0 %');
});

test('a label shows the precision of odds', () => {
  assert.equal(precisionOf(odds({})), 'exact');
  assert.equal(precisionOf(odds({ exact: false, samples: 100_000 })), 'simulated, ±0.3 %');
  assert.equal(precisionOf(odds({ exact: false, samples: 10_000 })), 'simulated, ±1 %');
  assert.equal(precisionOf(odds({ exact: false })), 'estimated');
});

test('the mean has its fraction, or its error', () => {
  assert.equal(meanLine(odds({})), '7');
  assert.equal(meanLine(odds({ mean: 12.2445987, meanExact: '15869/1296' })), '12.245 (15869/1296)');
  assert.equal(meanLine(odds({ meanExact: null, standardError: 0.0123 })), '7 ± 0.02');
});

describe('notes', () => {
  const drawn = { bins: [], cut: 0 };

  test('are not needed for plain odds', () => assert.deepEqual(notesOf(odds({}), drawn), []));

  test('name the cut-off probability, and that rolls may fail', () => {
    assert.deepEqual(notesOf(odds({ tail: 5e-13, failure: 0.5 }), drawn), [
      'Very long explosions (less than 1 in a trillion) are left out.',
      'In 50.0 % the roll is an error, such as a division by zero. The odds are of the other rolls.',
    ]);
  });

  test('say why there is no chart', () => {
    assert.deepEqual(notesOf(odds({ outcomes: null, outcomeCount: 12_000 }), null),
      ['12,000 different totals are too many to list.']);
    assert.deepEqual(notesOf(odds({ outcomes: null, outcomeCount: 0 }), null),
      ['The engine did not list the totals.']);
    assert.deepEqual(notesOf(odds({}), null), ['The totals are too far apart to be drawn.']);
  });

  test('name the part that is not drawn', () => {
    assert.deepEqual(notesOf(odds({}), { bins: [], cut: 0.0008 }),
      ['Rare totals at the ends, 0.08 % together, are not drawn.']);
  });
});

test('figures are short', () => {
  assert.deepEqual([0, 1234.5678, -2, 1e20, 1e-9].map(formatNumber), ['0', '1,234.568', '−2', '1.00e+20', '1.00e-9']);
  assert.equal(binName({ first: 3, last: 3 }), '3');
  assert.equal(binName({ first: 10, last: 19 }), '10 to 19');
  assert.equal(countText(1, 'roll'), '1 roll');
  assert.equal(countText(24, 'roll'), '24 rolls');
  assert.equal(rarity(0.001), '1 in 1,000');
});
