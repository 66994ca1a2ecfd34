import assert from 'node:assert/strict';
import { test } from 'node:test';
import { watchFrameBudget } from '../../../../webapp/js/tray/solid/frame-budget.js';

/** Runs a throw of one second. */
const throwAt = (budget, frameMs, count = Math.ceil(1000 / frameMs)) => {
  budget.start(0);
  for (let i = 1; i <= count; i++) budget.frame(i * frameMs);
  return budget.end();
};

test('two slow throws in succession are slow', () => {
  const budget = watchFrameBudget();

  assert.equal(throwAt(budget, 30), false);
  assert.equal(throwAt(budget, 30), true);
});

test('a quick throw between them resets the count', () => {
  const budget = watchFrameBudget();

  assert.equal(throwAt(budget, 30), false);
  assert.equal(throwAt(budget, 16), false);
  assert.equal(throwAt(budget, 30), false);
});

test('one late frame in a throw does not make it slow', () => {
  const budget = watchFrameBudget();
  for (let i = 0; i < 3; i++) {
    budget.start(0);
    for (let frame = 1; frame <= 60; frame++) budget.frame(frame * 16 + (frame > 30 ? 80 : 0));

    assert.equal(budget.end(), false);
  }
});

test('a skipped throw is not measured', () => {
  const budget = watchFrameBudget();

  assert.equal(throwAt(budget, 30), false);
  assert.equal(throwAt(budget, 40, 5), false);
  assert.equal(throwAt(budget, 30), true);
});

test('a throw of very few frames is slow', () => {
  const budget = watchFrameBudget();

  assert.equal(throwAt(budget, 250), false);
  assert.equal(throwAt(budget, 250), true);
});
