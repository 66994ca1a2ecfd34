import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';
import { authorsOf, labelsIn, matching, MAX_CHOICES, NO_FILTER } from '../../../../webapp/js/state/filter.js';
import { countText, makeMatches } from '../../../../webapp/js/state/browsed.js';
import { initialState, PLAIN_ROW } from '../../../../webapp/js/state/model.js';

const JOSE = { id: 'j', name: 'José', colour: '#56b4e9', role: 'player' };
const BO = { id: 'b', name: 'Bo', colour: '#e69f00', role: 'player' };

const row = (key, by, expr, total, more = {}) => ({
  ...PLAIN_ROW, key, by, expr, mine: false, status: 'rolled', outcome: readRoll({ expr, total, dice: [] }), ...more,
});
const ROWS = [
  row('1', BO, '1d20+7', 43215, { label: 'attack' }),
  row('2', JOSE, '2d6', 9, { label: 'Damage' }),
  row('3', BO, '1d20', 12),
  row('4', null, '4d6kh3', 14, { mine: true }),
];
const keys = (filter, rows = ROWS) => matching(rows, { ...NO_FILTER, ...filter }).map(({ key }) => key).join('');

describe('the text of a search', () => {
  test('is found in expression, label, name and total', () => {
    assert.equal(keys({ text: 'd20' }), '13');
    assert.equal(keys({ text: 'attack' }), '1');
    assert.equal(keys({ text: 'bo' }), '13');
    assert.equal(keys({ text: '14' }), '4');
  });

  test('needs no case, accents or separators of thousands', () => {
    assert.equal(keys({ text: 'JOSE' }), '2');
    assert.equal(keys({ text: 'damage' }), '2');
    assert.equal(keys({ text: '43215' }), '1');
    assert.equal(keys({ text: '43,215' }), '1');
  });

  test('may have words of several of them', () => {
    assert.equal(keys({ text: '  bo  d20 + 7 ' }), '1');
    assert.equal(keys({ text: 'bo damage' }), '');
  });

  test('is not found in results that are not shown yet', () => {
    const rows = [row('5', BO, 'd100', 77, { animating: true }), row('6', BO, 'd100', 78, { status: 'hidden', outcome: null })];

    assert.equal(keys({ text: '77' }, rows), '');
    assert.equal(keys({ text: 'd100' }, rows), '56');
  });

  test('is no pattern', () => {
    assert.equal(keys({ text: '.*(' }), '');
  });

  test('is found in the labels and checks of several results', () => {
    const outcome = readRoll({ rolls: [
      { expr: 'd20', label: 'attack', total: 20, dice: [], check: { op: '>=', target: 15, success: true, margin: 5 } },
      { expr: '2d8', label: 'cold', total: 11, dice: [] },
    ] });
    const rows = [row('7', BO, '', 0, { outcome })];

    assert.equal(keys({ text: 'cold 11' }, rows), '7');
    assert.equal(keys({ text: 'success' }, rows), '7');
    assert.equal(keys({ label: 'cold' }, rows), '7');
  });
});

describe('the filters', () => {
  test('are those of one member, and of one label', () => {
    const [mine, bo] = authorsOf(ROWS);

    assert.deepEqual(authorsOf(ROWS).map(({ name }) => name), ['You', 'Bo', 'José']);
    assert.equal(keys({ by: bo.value }), '13');
    assert.equal(keys({ by: mine.value }), '4');
    assert.equal(keys({ label: 'attack' }), '1');
    assert.equal(keys({ by: bo.value, text: '12' }), '3');
    assert.deepEqual(labelsIn(ROWS).map(({ name }) => name), ['attack', 'Damage']);
  });

  test('number equal names', () => {
    const rows = [row('1', BO, 'd6', 1), row('2', { ...BO, id: 'c' }, 'd6', 2)];

    assert.deepEqual(authorsOf(rows).map(({ name }) => name), ['Bo', 'Bo (2)']);
  });

  test('have a bounded number of choices', () => {
    const many = Array.from({ length: MAX_CHOICES + 50 }, (_, index) =>
      row(`${index}`, { ...BO, id: `b${index}` }, 'd6', 1, { label: `label ${index}` }));

    assert.equal(authorsOf(many).length, MAX_CHOICES);
    assert.equal(labelsIn(many).length, MAX_CHOICES);
  });

  test('that are empty match all rows', () => {
    assert.equal(matching(ROWS, NO_FILTER), ROWS);
    assert.equal(matching(ROWS, { ...NO_FILTER, text: '  ' }), ROWS);
  });
});

describe('the matches', () => {
  const browsing = (text) => ({ filter: { ...NO_FILTER, text } });

  test('follow new rolls', () => {
    const matches = makeMatches();
    const state = { ...initialState(''), rows: ROWS, browsing: browsing('d20') };
    assert.equal(matches(state), matches({ ...state, text: 'typed' }));

    const rolled = { ...state, rows: [row('9', JOSE, 'd20', 4), ...ROWS] };

    assert.deepEqual(matches(rolled).map(({ key }) => key), ['9', '1', '3']);
    assert.equal(countText(rolled, matches(rolled)), '3 of 5 rolls');
  });

  test('that are none are said to be none', () => {
    const state = { ...initialState(''), rows: ROWS, browsing: browsing('nothing') };

    assert.equal(countText(state, makeMatches()(state)), 'No rolls match.');
  });
});
