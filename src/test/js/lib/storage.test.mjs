import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeStorage } from '../../../../webapp/js/lib/storage.js';

describe('storage', () => {
  test('keeps JSON in the browser', () => {
    const items = new Map();
    const area = { getItem: (key) => items.get(key) ?? null, setItem: (key, value) => items.set(key, value) };
    makeStorage(area).set('a', { b: 1 });

    assert.deepEqual(makeStorage(area).get('a'), { b: 1 });
    assert.deepEqual([...items.keys()], ['dicegate.a']);
  });

  test('works in memory without the browser\'s storage', () => {
    const full = { getItem: () => { throw new Error('no'); }, setItem: () => { throw new Error('full'); } };
    for (const area of [null, full]) {
      const storage = makeStorage(area);
      storage.set('a', 7);
      assert.equal(storage.get('a'), 7);
      assert.equal(storage.get('b'), null);
    }
  });

  test('ignores stored text that is not JSON', () => {
    assert.equal(makeStorage({ getItem: () => '{', setItem: () => {} }).get('a'), null);
  });
});
