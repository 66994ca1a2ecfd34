import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchFrameBudget } from '../../../../webapp/js/tray/solid/frame-budget.js';

/** Runs a throw of one second. */
const throwAt = (pace, frameMs, count = Math.ceil(1000 / frameMs)) => {
  pace.start(0);
  for (let i = 1; i <= count; i++) pace.frame(i * frameMs);
  return pace.end();
};

test('two slow throws in succession are slow', () => {
  const pace = watchFrameBudget();

  assert.equal(throwAt(pace, 30), false);
  assert.equal(throwAt(pace, 30), true);
});

test('a quick throw between them starts over', () => {
  const pace = watchFrameBudget();

  assert.equal(throwAt(pace, 30), false);
  assert.equal(throwAt(pace, 16), false);
  assert.equal(throwAt(pace, 30), false);
});

test('one late frame in a throw does not make it slow', () => {
  const pace = watchFrameBudget();
  for (let i = 0; i < 3; i++) {
    pace.start(0);
    for (let frame = 1; frame <= 60; frame++) pace.frame(frame * 16 + (frame > 30 ? 80 : 0));

    assert.equal(pace.end(), false);
  }
});

test('a throw that was skipped says nothing', () => {
  const pace = watchFrameBudget();

  assert.equal(throwAt(pace, 30), false);
  assert.equal(throwAt(pace, 40, 5), false);
  assert.equal(throwAt(pace, 30), true);
});

test('a throw of very few frames is slow', () => {
  const pace = watchFrameBudget();

  assert.equal(throwAt(pace, 250), false);
  assert.equal(throwAt(pace, 250), true);
});
