import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAnswer } from '../../../../webapp/js/odds/read-answer.js';
import { oddsJson } from './samples.mjs';

const ASKED = { status: 'ready', expr: '1d2', id: 'o-1', answer: null, message: null };
const ANSWER = oddsJson(1, 2);

test('an answer is read', () => {
  const { status, odds } = readAnswer({ ...ASKED, answer: ANSWER });

  assert.equal(status, 'ready');
  assert.equal(odds.results[0].mean, 1.5);
});

test('an answer without odds is a failure', () => {
  for (const answer of [null, 7, {}, { outcomes: [] }]) {
    const { status, odds, message } = readAnswer({ ...ASKED, answer });

    assert.deepEqual([status, odds, message], ['failed', null, 'The engine sent no odds.']);
  }
});

test('the last answer stays while the next one is asked for', () => {
  assert.equal(readAnswer({ ...ASKED, status: 'asking', answer: ANSWER }).odds.results.length, 1);
  assert.equal(readAnswer({ ...ASKED, status: 'asking' }).odds, null);
});
