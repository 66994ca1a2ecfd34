import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { badgesOf } from '../../../../webapp/js/views/badges.js';
import { mira } from '../roll/samples.mjs';

describe('badges', () => {
  test('are the same on all screens, and differ at a table', () => {
    const people = Array.from({ length: 12 }, (_, i) => ({ ...mira, id: `m${i}` }));
    const badges = badgesOf(people);

    assert.equal(new Set([...badges.values()].map(({ glyph }) => glyph)).size, 12);
    assert.deepEqual(badgesOf([...people].reverse()), badges);
  });

  test('repeat glyphs if there are more members than glyphs', () => {
    const people = Array.from({ length: 40 }, (_, i) => ({ ...mira, id: `m${i}` }));

    assert.equal(badgesOf(people).size, 40);
  });
});
