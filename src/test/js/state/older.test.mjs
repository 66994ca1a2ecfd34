import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import {
  canReadOlder, cursorAfter, cursorOf, isAtEnd, isFull, rollsOf,
} from '../../../../webapp/js/state/older.js';
import { browsingOf, endText, olderText } from '../../../../webapp/js/state/browsed.js';
import { MAX_ROWS, mayHaveOlder } from '../../../../webapp/js/state/reach.js';
import { reduce } from '../../../../webapp/js/state/reduce.js';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'player' };
const BO = { id: 'b', name: 'Bo', colour: '#e69f00', role: 'player' };

let state;

const after = (...events) => {
  state = events.reduce(reduce, state);
  return state;
};
const received = (message) => ({ type: 'received', message: decode(JSON.stringify(message)) });
const entry = (seq, more = {}) => ({
  type: 'rolled', seq, position: `e:${seq}:t`, by: BO, to: 'all', at: 1000 + seq,
  roll: { expr: 'd6', total: seq, dice: [] }, ...more,
});
const entries = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));
const hello = (...features) => received({ type: 'hello', session: 's', limits: {}, features });
const joined = (more = {}) => received({
  type: 'joined', id: 'j', table: 't', you: ANA, token: 'x', keys: {}, members: [ANA],
  position: 'e:60:t', resumed: false, history: entries(51, 60), ...more,
});
const answerOf = (message) => decode(JSON.stringify({ type: 'history', id: 'h', ...message }));
/** What the page does with an answer, see `OlderRolls`. */
const readPage = (message) => {
  const asked = cursorOf(state);
  const answer = answerOf(message);
  after({ type: 'older', rolls: rollsOf(asked, answer) });
  after({ type: 'browsed', browsing: { ...browsingOf(state), cursor: cursorAfter(state, asked, answer) } });
};
const seqs = () => state.rows.map(({ seq }) => seq);

beforeEach(() => {
  state = initialState('d6');
  after({ type: 'connection', phase: { phase: 'open' } }, hello('history'),
    { type: 'joining', id: 'j', table: 't' }, joined());
});

describe('older rolls', () => {
  test('are offered from the oldest roll here on', () => {
    assert.equal(mayHaveOlder(state), true);
    assert.equal(cursorOf(state).next, 51);
    assert.equal(isAtEnd(state), false);
    assert.equal(olderText(state, false), 'Older rolls');
  });

  test('are not offered by a server without that feature, away from tables, or with the first roll here', () => {
    after(hello());
    assert.equal(canReadOlder(state), false);

    after(hello('history'), { type: 'left' });
    assert.equal(canReadOlder(state), false);

    after({ type: 'joining', id: 'j', table: 't' }, joined({ history: entries(1, 60) }));
    assert.equal(canReadOlder(state), false);
    assert.equal(endText(state, false), '');
  });

  test('are offered at a table whose newest rolls are all hidden, and not at an empty one', () => {
    after({ type: 'left' }, { type: 'joining', id: 'j', table: 't' }, joined({ history: [] }));
    assert.equal(canReadOlder(state), true);
    assert.equal(cursorOf(state).next, null);

    after({ type: 'joining', id: 'j2', table: 'u' },
      joined({ id: 'j2', table: 'u', position: 'f:0:', history: [] }));
    assert.equal(canReadOlder(state), false);
  });

  test('are added at the old end, in order and each once', () => {
    readPage({ entries: entries(46, 52), next: 46 });

    assert.deepEqual(seqs(), [60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, 47, 46]);
    assert.equal(cursorOf(state).next, 46);
  });

  test('come under private rolls that are newer', () => {
    after({ type: 'rolled', id: 'r1', expr: 'd4', label: '', to: 'self', retryOf: null },
      received({ type: 'result', id: 'r1', roll: { expr: 'd4', total: 3, dice: [] } }));

    readPage({ entries: entries(49, 50), next: 49 });

    assert.deepEqual(seqs(), [null, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49]);
  });

  test('that a later roll reveals show its result', () => {
    after(received(entry(61, { reveals: 50, roll: { expr: 'd6', total: 5, dice: [] } })));

    readPage({ entries: [entry(50, { to: 'blind', by: ANA, hidden: true, roll: undefined })], next: 50 });

    const { status, outcome, to } = state.rows.at(-1);
    assert.deepEqual([status, outcome.total, to], ['rolled', 5, 'all']);
  });

  test('of a page that reveals itself are revealed', () => {
    readPage({
      entries: [entry(49, { to: 'blind', by: ANA, hidden: true, roll: undefined }), entry(50, { reveals: 49 })],
      next: 49,
    });

    assert.equal(state.rows.at(-1).outcome.total, 50);
  });

  test('are not thrown, and not marked as missed', () => {
    const { diceThrow, announcement } = state;
    readPage({ entries: entries(46, 50), next: 46 });

    assert.equal(state.diceThrow, diceThrow);
    assert.equal(state.announcement, announcement);
    assert.ok(state.rows.every(({ missed, animating }) => !missed && !animating));
  });

  test('of a page without visible rolls continue below it', () => {
    readPage({ entries: [], next: 20 });

    assert.equal(cursorOf(state).next, 20);
    assert.equal(canReadOlder(state), true);
  });

  test('end where the table keeps no more', () => {
    readPage({ entries: entries(46, 50) });

    assert.equal(isAtEnd(state), true);
    assert.equal(canReadOlder(state), false);
    assert.equal(olderText(state, false), '');
    assert.equal(endText(state, false), 'The table keeps no older rolls.');
  });

  test('end at the first roll of the table', () => {
    readPage({ entries: entries(1, 50) });

    assert.equal(isAtEnd(state), true);
    assert.equal(endText(state, false), 'The table keeps no older rolls.');
  });

  test('end where a server names a position that does not go back', () => {
    readPage({ entries: [], next: 51 });

    assert.equal(isAtEnd(state), true);
  });

  test('of another epoch, and from after the asked position, are left out', () => {
    readPage({ entries: [entry(48, { position: 'f:48:t' }), entry(49), entry(70)], next: 48 });

    assert.deepEqual(seqs().slice(-2), [51, 49]);
    assert.equal(state.rows[0].seq, 60);
  });
});

describe('a table that is joined again', () => {
  beforeEach(() => readPage({ entries: entries(41, 50), next: 41 }));

  test('with the missed rolls alone keeps older rolls, and where they continue', () => {
    after(joined({ resumed: true, position: 'e:61:t', history: [entry(61, { missed: true })] }));

    assert.equal(state.rows.length, 21);
    assert.equal(cursorOf(state).next, 41);
  });

  test('with its newest rolls replaces all, and continues from their oldest', () => {
    after(joined({ position: 'e:90:t', history: entries(81, 90) }));

    assert.deepEqual(seqs(), [90, 89, 88, 87, 86, 85, 84, 83, 82, 81]);
    assert.equal(cursorOf(state).next, 81);
    assert.equal(isAtEnd(state), false);
  });

  test('keeps older rolls of a server that would not send them again', () => {
    after(hello(), joined({ position: 'e:90:t', history: entries(81, 90) }));

    assert.equal(state.rows.length, 30);
  });

  test('after a restart continues from its new rolls', () => {
    after(joined({ position: 'f:3:t', history: [entry(3, { position: 'f:3:t' })] }));

    assert.equal(cursorOf(state).next, 3);
    assert.equal(cursorOf(state).epoch, 'f');
  });
});

describe('the most rows', () => {
  test('are kept, and the page says so', () => {
    const rows = Array.from({ length: MAX_ROWS - 1 }, (_, index) => {
      const [row] = state.rows;
      return { ...row, key: `e-${20_000 - index}`, seq: 20_000 - index };
    });
    state = { ...state, rows };
    const oldest = rows.at(-1).seq;

    readPage({ entries: entries(oldest - 5, oldest - 1), next: oldest - 5 });

    assert.equal(state.rows.length, MAX_ROWS);
    assert.equal(state.rows.at(-1).seq, oldest - 1);
    assert.equal(isFull(state), true);
    assert.equal(canReadOlder(state), false);
    assert.equal(endText(state, false), 'The page keeps the newest 10,000 rolls.');

    after(received(entry(20_001)));
    assert.equal(state.rows.length, MAX_ROWS);
    assert.equal(state.rows[0].seq, 20_001);
    assert.equal(cursorOf(state).next, oldest);
  });
});
