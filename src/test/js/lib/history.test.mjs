import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { back, forward, startHistory } from '../../../../webapp/js/lib/history.js';

describe('the history of typed texts', () => {
  test('goes back, newest first, and forward again to the draft', () => {
    const first = back(startHistory(['b', 'a']), 'draft');
    const second = back(first.history, first.text);
    assert.deepEqual([first.text, second.text], ['b', 'a']);
    assert.equal(back(second.history, second.text), null);

    const newer = forward(second.history);
    const draft = forward(newer.history);
    assert.deepEqual([newer.text, draft.text], ['b', 'draft']);
    assert.equal(forward(draft.history), null);
  });

  test('skips the text that is in the input', () => {
    assert.equal(back(startHistory(['b', 'a']), 'b').text, 'a');
  });
});
