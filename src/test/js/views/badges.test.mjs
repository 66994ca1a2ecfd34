import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { makeBadges } from '../../../../webapp/js/views/badges.js';
import { mira } from '../roll/samples.mjs';

describe('badges', () => {
  const person = (id) => ({ ...mira, id });
  const people = (count) => Array.from({ length: count }, (_, i) => person(`m${i}`));
  const glyphs = (badges) => [...badges.values()].map(({ glyph }) => glyph);

  test('differ at a table', () => {
    assert.equal(new Set(glyphs(makeBadges()(people(12)))).size, 12);
  });

  test('stay as people come and go', () => {
    const badgesOf = makeBadges();
    const before = badgesOf(people(6));
    const after = badgesOf([person('a'), person('b'), ...people(6).slice(1), person('z')]);

    for (const { id } of people(6).slice(1)) assert.deepEqual(after.get(id), before.get(id));
    assert.equal(new Set(glyphs(after)).size, 8);
  });

  test('are the same on two screens that meet the same people', () => {
    assert.deepEqual(makeBadges()(people(9)), makeBadges()(people(9)));
  });

  test('repeat glyphs if there are more members than glyphs', () => {
    assert.equal(makeBadges()(people(40)).size, 40);
  });
});
