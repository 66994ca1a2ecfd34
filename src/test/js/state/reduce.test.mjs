import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { initialState } from '../../../../webapp/js/state/model.js';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { precheck } from '../../../../webapp/js/app/precheck.js';
import { reduce } from '../../../../webapp/js/state/reduce.js';
import { MAX_ROWS } from '../../../../webapp/js/state/reach.js';

const OPEN = { type: 'connection', phase: { phase: 'open' } };
const WAITING = { type: 'connection', phase: { phase: 'waiting', retryAtMs: 900 } };
const CONNECTING = { type: 'connection', phase: { phase: 'connecting' } };
const CLOSED = { type: 'connection', phase: { phase: 'closed', reason: 'full' } };
const REPLACED = { type: 'connection', phase: { phase: 'replaced' } };

let state;

const after = (...events) => {
  state = events.reduce(reduce, state);
  return state;
};
const edited = (text) => ({ type: 'edited', text });
const rolled = (id, expr, retryOf = null, more = {}) =>
  ({ type: 'rolled', id, expr, label: '', to: 'all', retryOf, ...more });
const queued = (id, expr) => ({ ...rolled(id, expr), type: 'queued' });
const throwEnded = (key) => ({ type: 'throwEnded', key });
const received = (message) => ({ type: 'received', message: decode(JSON.stringify(message)) });
const result = (id, roll) => received({ type: 'result', id, roll });
const error = (id, code, more = {}) =>
  received({ type: 'error', id, code, message: 'It failed.', temporary: false, ...more });

beforeEach(() => {
  state = reduce(initialState('3d6'), OPEN);
});

describe('a roll', () => {
  test('is pending in the log until its answer replaces it', () => {
    after(rolled('r1', '3d6'));
    assert.deepEqual(state.rows.map(({ id, expr, status }) => [id, expr, status]),
      [['r1', '3d6', 'pending']]);

    after(result('r1', [4, 5, 2]));

    assert.equal(state.rows.length, 1);
    assert.equal(state.rows[0].status, 'rolled');
    assert.equal(state.rows[0].outcome.total, 11);
  });

  test('is above older ones in any order of the answers', () => {
    after(rolled('r1', 'd4'), rolled('r2', 'd6'), result('r2', [2]), result('r1', [1]));

    assert.deepEqual(state.rows.map(({ id }) => id), ['r2', 'r1']);
  });

  test('leaves the text in the input', () => {
    assert.equal(after(rolled('r1', '3d6'), result('r1', [1])).text, '3d6');
  });

  test('is announced, also if the result is the same as before', () => {
    const first = after(rolled('r1', 'd6'), result('r1', [3]), throwEnded('r1')).announcement;
    const second = after(rolled('r2', 'd6'), result('r2', [3]), throwEnded('r2')).announcement;

    assert.equal(first.text, 'd6: 3.');
    assert.equal(second.text, first.text);
    assert.notEqual(second.serial, first.serial);
  });

  test('keeps its first answer', () => {
    after(rolled('r1', 'd6'), result('r1', [3]));

    assert.equal(after(result('r1', [4])), state);
    assert.equal(after(error('r1', 'timeout')), state);
    assert.equal(state.rows[0].outcome.total, 3);
  });

  test('that was not requested is ignored', () => {
    const before = state;

    assert.equal(after(result('r9', [4])), before);
    assert.equal(after(error('r9', 'syntax')), before);
  });

  test('removes the oldest from a full log', () => {
    for (let i = 0; i <= MAX_ROWS; i += 1) after(rolled(`r${i}`, 'd6'));

    assert.equal(state.rows.length, MAX_ROWS);
    assert.equal(state.rows[0].id, `r${MAX_ROWS}`);
    assert.equal(state.rows.at(-1).id, 'r1');
  });
});

describe('the text', () => {
  test('is spent at first, and when it is rolled, until it is edited', () => {
    assert.equal(state.spent, true);
    assert.equal(after(edited('d6')).spent, false);
    assert.equal(after(rolled('r1', 'd6')).spent, true);
  });

  test('is not spent by a roll of another one', () => {
    assert.equal(after(edited('d20+'), rolled('r1', 'd6')).spent, false);
  });

  test('that is no roll can be gone on with', () => {
    assert.equal(after(edited('3dx'), rolled('r1', '3dx'), error('r1', 'syntax', { pos: 2 })).spent, false);
  });

  test('has an extended form until it is typed or rolled', () => {
    const longer = { type: 'edited', text: 'd20', extended: '3d6+d20' };

    assert.equal(after(longer).extended, '3d6+d20');
    assert.equal(after(edited('d20')).extended, '');
    assert.equal(after(longer, rolled('r1', 'd20')).extended, '');
  });
});

describe('an error in the text', () => {
  for (const code of ['syntax', 'limit', 'too_long']) {
    test(`of code ${code} is shown under the input, not in the log`, () => {
      after(edited('3dx'), rolled('r1', '3dx'), error('r1', code, { pos: 2, len: 1, hint: '3d6' }));

      assert.deepEqual(state.problem,
        { message: 'It failed (character 3).', invalid: true, pos: 2, len: 1, hint: '3d6' });
      assert.deepEqual(state.rows, []);
      assert.equal(state.text, '3dx');
      assert.match(state.announcement.text, /It failed.*Try 3d6/);
    });
  }

  // A code that a later engine has, too.
  for (const code of ['character', 'bad_number', 'conflict', 'group', 'symbols', 'endless', 'division_by_zero', 'new']) {
    test(`of code ${code} is shown under the input if it has a position, else in the log`, () => {
      after(edited('3dx'), rolled('r1', '3dx'), error('r1', code, { pos: 2, len: 1 }));
      assert.equal(state.problem.pos, 2);
      assert.equal(state.problem.invalid, true);
      assert.deepEqual(state.rows, []);

      after(rolled('r2', '3dx'), error('r2', code));
      assert.equal(state.rows[0].status, 'failed');
    });
  }

  test('is shown in the log if the text was changed meanwhile', () => {
    after(edited('3dx'), rolled('r1', '3dx'), edited('4d6'), error('r1', 'syntax', { pos: 2 }));

    assert.equal(state.problem, null);
    assert.equal(state.rows[0].status, 'failed');
    assert.equal(state.rows[0].retry, false);
  });

  test('has a position that counts leading blanks', () => {
    after(edited('  3dx'), rolled('r1', '3dx'), error('r1', 'syntax', { pos: 2, len: 1 }));

    assert.equal(state.problem.pos, 4);
  });

  test('from the seed engine has no position', () => {
    after(edited('abc'), rolled('r1', 'abc'), result('r1', 'whaaat?'));

    assert.equal(state.problem.message, 'The engine does not understand this roll.');
    assert.equal(state.problem.invalid, true);
    assert.equal(state.problem.pos, null);
    assert.deepEqual(state.rows, []);
  });

  test('disappears when the text changes or the next roll starts', () => {
    after(rolled('r1', '3d6'), error('r1', 'syntax'));
    assert.equal(reduce(state, edited('3d')).problem, null);
    assert.equal(reduce(state, rolled('r2', '3d6')).problem, null);
  });
});

describe('another error', () => {
  for (const code of ['busy', 'timeout', 'stopped']) {
    test(`that is temporary, such as ${code}, offers a retry in the log`, () => {
      after(rolled('r1', '3d6'), error('r1', code, { temporary: true, retryAfterMs: 100 }));

      const [{ status, message, retry }] = state.rows;
      assert.deepEqual([status, message, retry], ['failed', 'It failed.', true]);
      assert.equal(state.problem, null);
    });
  }

  test('that is permanent offers no retry', () => {
    after(rolled('r1', '3d6'), error('r1', 'internal'));

    assert.equal(state.rows[0].retry, false);
  });

  test('without an id is shown under the input, and does not mark the text as invalid', () => {
    after(received({ type: 'error', code: 'bad_message', message: 'No JSON.', temporary: false }));

    assert.equal(state.problem.message, 'No JSON.');
    assert.equal(state.problem.invalid, false);
  });
});

describe('a roll without an answer', () => {
  test('fails at its deadline, and can be retried', () => {
    after(rolled('r1', '3d6'), { type: 'expired', id: 'r1' });

    assert.equal(state.rows[0].message, 'No answer from the engine. Nothing was shown to anybody.');
    assert.equal(state.rows[0].retry, true);
  });

  test('still shows a late answer', () => {
    after(rolled('r1', '3d6'), { type: 'expired', id: 'r1' }, result('r1', [6]));

    assert.equal(state.rows[0].status, 'rolled');
  });

  test('stays pending over a lost connection, and is answered over the next', () => {
    after(rolled('r1', 'd6'), WAITING, CONNECTING, OPEN);
    assert.equal(state.rows[0].status, 'pending');

    after(result('r1', [6]));

    assert.equal(state.rows[0].status, 'rolled');
  });

  test('names the lost connection if its deadline passes before the next one', () => {
    after(rolled('r1', 'd4'), result('r1', [1]), rolled('r2', 'd6'), WAITING,
      { type: 'expired', id: 'r2' });

    assert.equal(state.rows[0].message, 'No answer: the connection was lost.');
    assert.equal(state.rows[0].retry, true);
    assert.equal(state.rows[1].status, 'rolled');
  });

  test('is retried under its own id, and an answer to either attempt is its answer', () => {
    after(rolled('r1', 'd4'), { type: 'expired', id: 'r1' }, rolled('r2', 'd6'),
      rolled('r1', 'd4', 'r1'));
    assert.deepEqual(state.rows.map(({ id, status }) => [id, status]),
      [['r1', 'pending'], ['r2', 'pending']]);

    after(result('r1', [3]));

    assert.equal(state.rows[0].outcome.total, 3);
  });

  test('is replaced by its retry at the top', () => {
    after(rolled('r1', 'd4'), WAITING, OPEN, rolled('r2', 'd6'), rolled('r3', 'd4', 'r1'));

    assert.deepEqual(state.rows.map(({ id }) => id), ['r3', 'r2']);
  });
});

describe('the connection', () => {
  test('is announced when it is lost and when it is restored, not at each attempt', () => {
    const { serial } = state.announcement;

    after(WAITING, CONNECTING, WAITING, CONNECTING, WAITING);
    assert.equal(state.announcement.serial, serial + 1);
    after(CONNECTING, OPEN);

    assert.deepEqual(state.announcement, { serial: serial + 2, text: 'Connected again.' });
  });

  test('is not announced when the page opens', () => {
    assert.equal(state.announcement.serial, 0);
  });

  test('that the server closed has the reason', () => {
    after(rolled('r1', 'd6'), CLOSED);

    assert.deepEqual(state.connection, { phase: 'closed', reason: 'full' });
    assert.equal(state.announcement.text, 'Connection closed: full');
    assert.equal(state.rows[0].status, 'failed');
  });

  test('that is restored clears problems, except those of the text', () => {
    const tooFast = { type: 'refused', problem: { ...precheck(state, { expr: '' }, 9), invalid: false } };
    assert.equal(after(WAITING, tooFast, OPEN).problem, null);

    after(rolled('r1', '3d6'), error('r1', 'syntax'), WAITING, OPEN);
    assert.equal(state.problem.invalid, true);
  });

  test('that another tab took is announced, and pending rolls fail', () => {
    after(rolled('r1', 'd6'), REPLACED);

    assert.equal(state.announcement.text, 'Open in another tab.');
    assert.equal(state.rows[0].status, 'failed');
  });

  test('has a countdown that follows the clock', () => {
    assert.equal(after(WAITING, { type: 'ticked', nowMs: 600 }).nowMs, 600);
  });
});

describe('dice in motion', () => {
  test('are announced when they land', () => {
    after(rolled('r1', 'd6'), result('r1', [3]));
    assert.deepEqual(state.diceThrow, { serial: 1, key: 'r1' });
    assert.equal(state.rows[0].animating, true);
    assert.equal(state.announcement.serial, 0);

    after(throwEnded('r1'));

    assert.equal(state.rows[0].animating, false);
    assert.equal(state.announcement.text, 'd6: 3.');
  });

  test('have ended when the next are thrown', () => {
    after(rolled('r1', 'd6'), rolled('r2', 'd8'), result('r1', [3]), result('r2', [5]));

    assert.deepEqual(state.rows.map(({ animating }) => animating), [true, false]);
    assert.equal(state.announcement.text, 'd6: 3.');
  });

  test('land only once', () => {
    after(rolled('r1', 'd6'), result('r1', [3]), throwEnded('r1'));

    assert.equal(after(throwEnded('r1')), state);
    assert.equal(state.announcement.serial, 1);
  });

  test('are announced at once if the setting says so', () => {
    after({ type: 'settings', settings: { reveal: 'at-once' } }, rolled('r1', 'd6'), result('r1', [3]));

    assert.equal(state.rows[0].animating, false);
    assert.equal(state.announcement.text, 'd6: 3.');
  });
});

describe('a long wait', () => {
  test('is announced once after a second', () => {
    after({ ...rolled('r1', 'd6'), nowMs: 1000 }, { type: 'ticked', nowMs: 1900 });
    assert.equal(state.announcement.serial, 0);

    after({ type: 'ticked', nowMs: 2100 }, { type: 'ticked', nowMs: 2600 });

    assert.deepEqual(state.announcement, { serial: 1, text: 'Still rolling.' });
  });

  test('can be cancelled, and its answer is then ignored', () => {
    after(rolled('r1', 'd6'), { type: 'cancelled', key: 'r1' }, result('r1', [3]));

    assert.deepEqual(state.rows, []);
  });
});

describe('a roll without a connection', () => {
  test('is shown as queued, and is sent over the next one', () => {
    after(WAITING, queued('r1', 'd6'));
    assert.equal(state.rows[0].status, 'queued');

    after(OPEN, { type: 'sent', id: 'r1' }, result('r1', [4]));

    assert.equal(state.rows[0].status, 'rolled');
  });

  test('can be queued only once: the next is refused', () => {
    assert.equal(precheck(after(WAITING), { expr: 'd6' }, 40), null);

    assert.match(precheck(after(queued('r1', 'd6')), { expr: 'd6' }, 40).message, /waits.*already/);
  });

  test('fails with a connection that ends permanently', () => {
    after(WAITING, queued('r1', 'd6'), CLOSED);

    assert.equal(state.rows[0].status, 'failed');
    assert.equal(state.rows[0].retry, true);
  });
});

describe('without an engine', () => {
  const gone = () => after(rolled('r1', 'd6'), error('r1', 'no_engine', { temporary: true }));

  test('the page shows it until the next answer', () => {
    assert.equal(gone().engineGone, true);

    assert.equal(after(rolled('r2', 'd6'), result('r2', [1])).engineGone, false);
  });

  test('an answer to a probe shows that it is back', () => {
    gone();

    assert.equal(after(received({ type: 'odds', id: 'probe', odds: {} })).engineGone, false);
  });

  test('practice continues, and is marked', () => {
    after({ type: 'practised', id: 'p1', expr: 'd6', label: '', roll: [4] }, throwEnded('p1'));

    assert.equal(state.rows[0].practice, true);
    assert.equal(state.rows[0].outcome.total, 4);
  });
});

describe('a roll is refused', () => {
  test('never while connected, if it is short', () => {
    assert.equal(precheck(state, { expr: '3d6' }, 40), null);
  });

  test('when the connection is closed, and the text is kept', () => {
    const problem = precheck(after(CLOSED), { expr: '3d6' }, 40);

    assert.match(problem.message, /connection is closed/);
    assert.equal(problem.invalid, false);
    assert.equal(after({ type: 'refused', problem }).text, '3d6');
  });

  test('while the server accepts no rolls, with the remaining time', () => {
    after({ ...rolled('r1', 'd6'), nowMs: 1000 },
      error('r1', 'rate_limited', { temporary: true, retryAfterMs: 1500 }));

    assert.match(precheck(state, { expr: 'd6' }, 40).message, /again in 2 s/);
    assert.equal(precheck({ ...state, nowMs: 2500 }, { expr: 'd6' }, 40), null);
  });

  test('when the input is empty, without a hint', () => {
    assert.equal(precheck(state, { expr: '' }, 30).hint, null);
  });

  test('when its message exceeds the server\'s limit', () => {
    after(received({ type: 'hello', limits: { messageChars: 100 } }));

    assert.equal(precheck(state, { expr: 'x' }, 100), null);
    assert.match(precheck(state, { expr: 'x' }, 107).message, /too long by 7 characters/);
  });

  test('when the server\'s limit of unanswered rolls is reached', () => {
    after(received({ type: 'hello', limits: { inFlight: 2 } }), rolled('r1', 'd6'));
    assert.equal(precheck(state, { expr: 'd6' }, 40), null);

    after(rolled('r2', 'd6'));

    assert.match(precheck(state, { expr: 'd6' }, 40).message, /Too many rolls/);
  });
});
