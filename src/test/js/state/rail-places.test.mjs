import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { LEGIBLE_MS, RailPlaces } from '../../../../webapp/js/state/rail-places.js';

const shown = (rail) => rail.places.map((place) => place && `${place.member}${place.roll}`);

describe('places of others\' rolls', () => {
  test('each member has one, and keeps it', () => {
    const rail = new RailPlaces(3);
    rail.add('a', 1, 0);
    rail.add('b', 2, 10);
    rail.add('a', 3, 5000);

    assert.deepEqual(shown(rail), ['a3', 'b2', null]);
  });

  test('a result that is replaced early stays beside the new one for as long as any', () => {
    const rail = new RailPlaces(1);
    rail.add('a', 1, 0);
    rail.add('a', 2, 500);
    assert.deepEqual(rail.places[0].former.map(({ roll }) => roll), [1]);
    assert.equal(rail.nextMs, 2 * LEGIBLE_MS);

    rail.advance(2 * LEGIBLE_MS);
    assert.deepEqual(rail.places[0].former, []);
    assert.equal(rail.nextMs, null);
  });

  test('one that was legible for long enough leaves nothing behind', () => {
    const rail = new RailPlaces(1);
    rail.add('a', 1, 0);
    rail.add('a', 2, LEGIBLE_MS);

    assert.deepEqual(rail.places[0].former, []);
  });

  test('with fewer places than members, the oldest gives way, but not before it was legible', () => {
    const rail = new RailPlaces(2);
    rail.add('a', 1, 0);
    rail.add('b', 2, 100);
    assert.equal(rail.add('c', 3, 200), false);
    assert.deepEqual(shown(rail), ['a1', 'b2']);
    assert.equal(rail.nextMs, LEGIBLE_MS);

    rail.advance(LEGIBLE_MS);
    assert.deepEqual(shown(rail), ['c3', 'b2']);
    assert.equal(rail.nextMs, null);
  });

  test('a long burst fills the places and a short queue, and nothing more', () => {
    const rail = new RailPlaces(1);
    for (let i = 0; i < 100; i++) rail.add(`m${i}`, i, 0);
    let changes = 0;
    for (let now = 0; rail.nextMs !== null && changes < 100; changes++) {
      now = rail.nextMs;
      rail.advance(now);
    }

    assert.equal(changes, 8);
    assert.deepEqual(shown(rail), ['m9999']);
  });

  test('fewer places keep the first ones', () => {
    const rail = new RailPlaces(3);
    for (const member of ['a', 'b', 'c']) rail.add(member, 1, 0);
    rail.resize(2);
    assert.deepEqual(shown(rail), ['a1', 'b1']);
    rail.resize(0);
    assert.equal(rail.add('d', 1, 9999), false);
  });
});
