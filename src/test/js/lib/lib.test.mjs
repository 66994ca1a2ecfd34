import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { back, forward, startHistory } from '../../../../webapp/js/lib/history.js';
import { practiceRoll } from '../../../../webapp/js/roll/practice.js';
import { addPreset, MAX_PRESETS, removePreset } from '../../../../webapp/js/roll/presets.js';
import { randomInt } from '../../../../webapp/js/lib/random.js';
import { makeSlug } from '../../../../webapp/js/lib/slug.js';
import { makeStorage } from '../../../../webapp/js/lib/storage.js';

describe('the history of typed texts', () => {
  test('comes back, newest first, and then what was being typed', () => {
    const first = back(startHistory(['b', 'a']), 'draft');
    const second = back(first.history, first.text);
    assert.deepEqual([first.text, second.text], ['b', 'a']);
    assert.equal(back(second.history, second.text), null);

    const newer = forward(second.history);
    const draft = forward(newer.history);
    assert.deepEqual([newer.text, draft.text], ['b', 'draft']);
    assert.equal(forward(draft.history), null);
  });

  test('that stands in the input is passed over', () => {
    assert.equal(back(startHistory(['b', 'a']), 'b').text, 'a');
  });
});

describe('saved rolls', () => {
  test('are there once, newest first, and can be forgotten', () => {
    const one = addPreset([], { expr: 'd20', label: 'attack' });
    const two = addPreset(one, { expr: 'd6', label: '' });
    assert.deepEqual(two.map(({ expr }) => expr), ['d6', 'd20']);
    assert.equal(addPreset(two, { expr: 'd20', label: 'attack' }), two);

    assert.deepEqual(removePreset(two, two[0].id), one);
  });

  test('have an end', () => {
    let presets = [];
    for (let i = 0; i < MAX_PRESETS + 5; i += 1) presets = addPreset(presets, { expr: `d${i}`, label: '' });

    assert.equal(presets.length, MAX_PRESETS);
  });
});

describe('storage', () => {
  test('keeps JSON in the browser', () => {
    const items = new Map();
    const area = { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) };
    makeStorage(area).set('a', { b: 1 });

    assert.deepEqual(makeStorage(area).get('a'), { b: 1 });
    assert.deepEqual([...items.keys()], ['dicegate.a']);
  });

  test('goes on without it', () => {
    const full = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('full'); } };
    for (const area of [null, full]) {
      const storage = makeStorage(area);
      storage.set('a', 7);
      assert.equal(storage.get('a'), 7);
      assert.equal(storage.get('b'), null);
    }
  });

  test('takes what is no JSON for nothing', () => {
    assert.equal(makeStorage({ getItem: () => '{', setItem: () => {} }).get('a'), null);
  });
});

describe('random numbers', () => {
  test('leave out the lap that is not whole', () => {
    const bits = [2 ** 32 - 1, 7];
    assert.equal(randomInt(6, () => bits.shift()), 1);
    assert.deepEqual(bits, []);
  });

  test('come from the browser', () => {
    const seen = new Set(Array.from({ length: 600 }, () => randomInt(6)));
    assert.deepEqual([...seen].sort(), [0, 1, 2, 3, 4, 5]);
  });

  test('name tables', () => {
    assert.equal(makeSlug(() => 0), 'amber-badger-100');
    assert.match(makeSlug(randomInt), /^[a-z]+-[a-z]+-\d{3}$/);
  });
});

describe('practice', () => {
  const high = (below) => below - 1;

  test('rolls sums', () => {
    assert.deepEqual(practiceRoll('2d6 + 3', high), {
      expr: '2d6 + 3', total: 15,
      dice: [{ sides: 6, value: 6, kept: true }, { sides: 6, value: 6, kept: true }],
    });
    assert.equal(practiceRoll('-d%+1', high).total, -99);
  });

  test('keeps the highest or the lowest, by position', () => {
    const values = [3, 16, 9];
    const roll = practiceRoll('3d20kl2', () => values.shift());

    assert.equal(roll.total, 14);
    assert.deepEqual(roll.dice.map(({ kept }) => kept), [true, false, true]);
    assert.equal(practiceRoll('2d20kh+5', high).total, 25);
  });

  test('leaves all else to the engine', () => {
    for (const expr of ['', 'x', '3d', '2d6 2d6', '3d6!', '6#d6', 'd0', '101d6', 'd6+', '(d6)',
      '60d6+60d6', `d6+${'9'.repeat(20)}`]) {
      assert.equal(practiceRoll(expr, high), null, expr);
    }
  });
});
