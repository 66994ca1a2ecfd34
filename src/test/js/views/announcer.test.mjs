import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { initialState } from '../../../../webapp/js/state/model.js';
import { GATHER_MS, makeSpeaker, PAUSE_MS } from '../../../../webapp/js/views/announcer.js';
import { FakeTimers } from '../fakes.mjs';

describe('screen readers', () => {
  let timers;
  let said;
  let speak;
  let state;

  const own = (text) => {
    state = { ...state, announcement: { serial: state.announcement.serial + 1, text } };
    speak(state);
  };
  const other = (name, total) => {
    state = { ...state, others: { serial: state.others.serial + 1, entries: [{ name, total }] } };
    speak(state);
  };

  beforeEach(() => {
    timers = new FakeTimers();
    said = [];
    speak = makeSpeaker(timers, (text, isOwn) => said.push([text, isOwn]));
    state = initialState('');
  });

  test('are informed of own rolls at once', () => {
    own('d6: 3.');

    assert.deepEqual(said, [['d6: 3.', true]]);
  });

  test('are informed of the others in one phrase', () => {
    for (const name of ['Ana', 'Bo', 'Cy', 'Di', 'Eli']) other(name, '7');
    assert.deepEqual(said, []);
    timers.advance(GATHER_MS);

    assert.deepEqual(said, [['Ana 7, Bo 7, and 3 more.', false]]);
  });

  test('have a pause between two phrases', () => {
    other('Ana', '1');
    timers.advance(GATHER_MS);
    other('Bo', '2');
    timers.advance(PAUSE_MS - 1);
    assert.equal(said.length, 1);
    timers.advance(1);

    assert.deepEqual(said.at(-1), ['Bo 2.', false]);
  });

  test('have a pause after their own roll too', () => {
    other('Ana', '1');
    timers.advance(GATHER_MS - 1);
    own('d6: 3.');
    timers.advance(PAUSE_MS - 1);
    assert.deepEqual(said, [['d6: 3.', true]]);
    timers.advance(1);

    assert.deepEqual(said.at(-1), ['Ana 1.', false]);
  });

  test('are not informed of rolls that they no longer want', () => {
    other('Ana', '1');
    state = { ...state, settings: { ...state.settings, spoken: 'mine' } };
    speak(state);
    timers.advance(10_000);
    assert.deepEqual(said, []);

    state = { ...state, settings: { ...state.settings, spoken: 'all' } };
    other('Bo', '2');
    timers.advance(GATHER_MS);
    assert.deepEqual(said, [['Bo 2.', false]]);
  });

  test('are informed only of the rolls chosen in the settings', () => {
    state = { ...state, settings: { ...state.settings, spoken: 'mine' } };
    own('a');
    other('Ana', '1');
    state = { ...state, settings: { ...state.settings, spoken: 'off' } };
    own('b');
    timers.advance(10_000);

    assert.deepEqual(said, [['a', true]]);
  });
});
