import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { initialState } from '../../../../webapp/js/state/model.js';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { reduce } from '../../../../webapp/js/state/reduce.js';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', theme: '', role: 'gm' };
const BO = { id: 'b', name: 'Bo', colour: '#e69f00', theme: '', role: 'player' };

let state;

const after = (...events) => {
  state = events.reduce(reduce, state);
  return state;
};
const received = (message) => ({ type: 'received', message: decode(JSON.stringify(message)) });
const result = (id, seq, total, more = {}) =>
  received({ type: 'result', id, seq, roll: { expr: 'd6', total, dice: [] }, ...more });
const entry = (seq, by, total, more = {}) => ({
  type: 'rolled', seq, position: `e:${seq}:t`, by, to: 'all', at: 1000 + seq,
  roll: { expr: 'd6', total, dice: [] }, ...more,
});
const rolled = (seq, by, total, more) => received(entry(seq, by, total, more));
const joined = (more = {}) => received({
  type: 'joined', id: 'j', table: 't', you: ANA, token: 'x', keys: { player: 'p' },
  members: [ANA], position: 'e:0:', resumed: false, history: [], ...more,
});
const asks = (id, more = {}) =>
  ({ type: 'rolled', id, expr: 'd6', label: '', to: 'all', retryOf: null, ...more });
const totals = () => state.rows.map(({ outcome }) => outcome?.total ?? null);

beforeEach(() => {
  state = initialState('d6');
  after({ type: 'connection', phase: { phase: 'open' } }, { type: 'joining', id: 'j', table: 't' }, joined());
});

describe('a table', () => {
  test('lists its members', () => {
    assert.equal(state.table.status, 'at');
    assert.deepEqual(state.table.you, ANA);

    after(received({ type: 'presence', members: [ANA, BO] }));

    assert.deepEqual(state.table.members, [ANA, BO]);
  });

  test('that refuses a seat shows why', () => {
    after({ type: 'joining', id: 'j2', table: 'other' },
      received({ type: 'error', id: 'j2', code: 'bad_key', message: 'Not yours.', temporary: false }));

    assert.equal(state.table.status, 'refused');
    assert.equal(state.notice, 'Not yours.');
  });

  test('that is unavailable is waited for, and announced once', () => {
    const refused = (id) => received(
      { type: 'error', id, code: 'table_unavailable', message: 'Not now.', temporary: true });
    after({ type: 'joining', id: 'j2', table: 't' }, refused('j2'));
    const said = state.announcement.serial;
    after({ type: 'joining', id: 'j3', table: 't' }, refused('j3'));

    assert.equal(state.table.status, 'joining');
    assert.equal(state.notice, 'Not now.');
    assert.equal(state.announcement.serial, said);

    after(joined());

    assert.equal(state.table.status, 'at');
    assert.equal(state.notice, '');
  });

  test('that was left keeps its rolls in the log', () => {
    after(rolled(1, BO, 4), { type: 'left' });

    assert.equal(state.table, null);
    assert.deepEqual(totals(), [4]);
  });

  test('lets a watcher roll only privately', () => {
    after(joined({ you: { ...BO, role: 'watcher' } }));

    assert.equal(state.to, 'self');
  });
});

describe('the order of the log', () => {
  test('is that of the table, in any order of arrival', () => {
    after(asks('r1'), rolled(2, BO, 5), result('r1', 1, 3));

    assert.deepEqual(state.rows.map(({ seq }) => seq), [2, 1]);
  });

  test('has pending rolls on top', () => {
    after(asks('r1'), rolled(1, BO, 5));

    assert.deepEqual(state.rows.map(({ status }) => status), ['pending', 'rolled']);
  });

  test('has each roll once, also when it is sent twice', () => {
    after(rolled(1, BO, 5), rolled(1, BO, 5));

    assert.equal(state.rows.length, 1);
  });
});

describe('an own roll', () => {
  test('is one row, if the table sends it before its answer', () => {
    after(asks('r1'), rolled(1, ANA, 3));
    assert.deepEqual(state.rows.map(({ status }) => status), ['pending']);

    after(result('r1', 1, 3));

    assert.deepEqual(totals(), [3]);
    assert.equal(state.rows[0].mine, true);
    assert.deepEqual(state.early, []);
  });

  test('is one row, if its answer comes first', () => {
    after(asks('r1'), result('r1', 1, 3), rolled(1, ANA, 3));

    assert.deepEqual(totals(), [3]);
  });

  test('of another tab is shown, at the latest when this one has no pending roll', () => {
    after(asks('r1'), rolled(1, ANA, 6), rolled(2, ANA, 3), result('r1', 2, 3));

    assert.deepEqual(totals(), [3, 6]);
  });

  test('that the table sent while the page was away is one row when it is answered', () => {
    after(asks('r1'), joined({ resumed: true, position: 'e:1:t', history: [entry(1, ANA, 3, { missed: true })] }));
    after(result('r1', 1, 3));

    assert.deepEqual(totals(), [3]);
  });

  test('that is blind shows only that it was rolled', () => {
    after(asks('r1', { to: 'blind' }), received({ type: 'result', id: 'r1', seq: 1, hidden: true }));

    assert.equal(state.rows[0].status, 'hidden');
    assert.equal(state.rows[0].outcome, null);
  });
});

describe('a roll that ended in an error', () => {
  const failedRoll = { expr: 'd6', text: 'd6: No.', error: { code: 'limit', message: 'No.', temporary: false } };
  const failed = (id) => received({ type: 'error', id, code: 'bad_number', message: 'No.', temporary: false });

  test('of others is a row with the error', () => {
    after(rolled(1, BO, 0, { roll: failedRoll }));

    assert.deepEqual(state.rows.map(({ status, outcome }) => [status, outcome.text]),
      [['rolled', 'No result: No.']]);
  });

  for (const order of ['first', 'last']) {
    test(`of the player is one row; the error comes ${order}`, () => {
      const entryOfIt = rolled(1, ANA, 0, { roll: failedRoll });
      after(asks('x'), ...(order === 'first' ? [failed('x'), entryOfIt] : [entryOfIt, failed('x')]));

      assert.deepEqual(state.rows.map(({ seq, outcome }) => [seq, outcome?.kind]), [[1, 'failed']]);
    });
  }
});

describe('a roll of others', () => {
  test('is thrown on this screen too, and announced to screen readers when it lands', () => {
    after(rolled(1, BO, 5));
    assert.deepEqual([state.railThrow.key, state.diceThrow.key], ['e-1', null]);
    assert.equal(state.others.serial, 0);

    after({ type: 'throwEnded', key: 'e-1' });

    assert.deepEqual(state.others, { serial: 1, entries: [{ name: 'Bo', total: '5' }] });
  });

  test('does not end the throw of somebody else', () => {
    after(rolled(1, BO, 5));
    after(rolled(2, { ...BO, id: 'cy', name: 'Cy' }, 6));
    assert.deepEqual(state.rows.map(({ animating }) => animating), [true, true]);

    after(rolled(3, BO, 7));
    assert.deepEqual(state.rows.map(({ animating }) => animating), [true, true, false]);
  });

  test('is thrown on the tray of a watcher, who has no dice there', () => {
    state = { ...state, table: { ...state.table, you: { ...state.table.you, role: 'watcher' } } };
    after(rolled(1, BO, 5));
    assert.deepEqual([state.railThrow.key, state.diceThrow.key], ['e-1', 'e-1']);
  });

  test('that is revealed is shown in its hidden row, and announced', () => {
    after(rolled(1, BO, 0, { hidden: true, to: 'blind', roll: undefined }));
    assert.equal(state.rows[0].outcome, null);

    after(rolled(2, ANA, 5, { reveals: 1 }));

    assert.deepEqual(totals(), [5, 5]);
    assert.deepEqual(state.rows.map(({ reveals }) => reveals), [1, null]);
  });
});

describe('reconnecting', () => {
  const back = (more) => joined({ resumed: true, ...more });
  const missed = (seq, total) => entry(seq, BO, total, { missed: true });

  test('reports how many rolls were missed, and throws no dice for them', () => {
    after(rolled(1, BO, 5), { type: 'throwEnded', key: 'e-1' });
    const { diceThrow } = state;

    after(back({ position: 'e:3:t', history: [missed(2, 4), missed(3, 6)] }));

    assert.equal(state.notice, 'Back. 2 rolls while you were away.');
    assert.deepEqual(totals(), [6, 4, 5]);
    assert.equal(state.rows[0].missed, true);
    assert.equal(state.diceThrow, diceThrow);
  });

  test('without missed rolls reports nothing', () => {
    after(rolled(1, BO, 5), back({ position: 'e:1:t' }));

    assert.equal(state.notice, '');
  });

  test('to a table that was restarted keeps the older rolls, for this player', () => {
    after(rolled(1, BO, 5), joined({ position: 'f:0:' }), received(
      { ...entry(1, BO, 2), position: 'f:1:t' }));

    assert.equal(state.notice, 'The table was restarted; older rolls are yours only.');
    assert.deepEqual(totals(), [2, 5]);
    assert.deepEqual(state.rows.map(({ seq }) => seq), [1, null]);
  });

  test('to a table that lost its newest rolls removes them', () => {
    after(rolled(1, BO, 5), rolled(2, BO, 6), joined({ position: 'e:1:t', history: [entry(1, BO, 5)] }));

    assert.deepEqual(totals(), [5]);
  });

  test('resumes from the last received position', () => {
    after(rolled(7, BO, 5));

    assert.equal(state.table.position, 'e:7:t');
  });
});
