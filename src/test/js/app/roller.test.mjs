import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { initialState } from '../../../../webapp/js/state/model.js';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { Requests } from '../../../../webapp/js/net/requests.js';
import { Roller } from '../../../../webapp/js/app/roller.js';
import { SEAT_RETRY_MS, TableMembership } from '../../../../webapp/js/app/table-membership.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'gm' };

let timers;
let store;
let requests;
let sent;
let kept;
let roller;
let membership;

const text = (typed) => store.dispatch({ type: 'edited', text: typed });
const phase = (name) => store.dispatch({ type: 'connection', phase: { phase: name, retryAtMs: 0 } });
const receive = (message) =>
  store.dispatch({ type: 'received', message: decode(JSON.stringify(message)) });
const joined = () => receive({
  type: 'joined', id: 'r1', table: 't', you: ANA, token: 'x', keys: { gm: 'g' }, members: [ANA],
  position: 'e:3:t', resumed: false, history: [],
});
const last = () => JSON.parse(sent.at(-1));

beforeEach(() => {
  timers = new FakeTimers();
  store = new Store(initialState(''), timers.nowMs);
  requests = new Requests({ prefix: 'r', timers, onExpired: () => {} });
  sent = [];
  kept = new Map();
  const socket = { send: (message) => sent.push(message) };
  const storage = { get: (name) => kept.get(name) ?? null, set: (name, value) => kept.set(name, value) };
  roller = new Roller({ store, requests, socket, randomInt: () => 2 });
  membership = new TableMembership({ store, requests, socket, storage, timers });
  phase('open');
});

describe('a roll', () => {
  test('away from tables is sent without its label, which the log still shows', () => {
    text('d20+5 for attack');
    roller.roll();

    assert.deepEqual(last(), { type: 'roll', id: 'r1', expr: 'd20+5' });
    assert.equal(store.state.rows[0].label, 'attack');
  });

  test('at a table is sent with its label and its audience', () => {
    membership.join({ table: 't', key: null });
    joined();
    text('d20 for attack');
    roller.roll('gm');

    assert.deepEqual(last(), { type: 'roll', id: 'r2', expr: 'd20', label: 'attack', to: 'gm' });
  });

  test('that failed is requested again under its id', () => {
    text('d6');
    roller.roll();
    receive({ type: 'error', id: 'r1', code: 'timeout', message: 'No.', temporary: true });
    roller.retry(store.state.rows[0]);

    assert.equal(last().id, 'r1');
    assert.deepEqual(store.state.rows.map(({ status }) => status), ['pending']);
  });

  test('without a connection is queued, and sent over the next one', () => {
    phase('waiting');
    text('d6');
    roller.roll();
    assert.deepEqual(sent, []);

    phase('open');
    roller.sendQueued();
    roller.sendQueued();

    assert.equal(sent.length, 1);
    assert.equal(store.state.rows[0].status, 'pending');
  });

  test('that was cancelled in the queue is not sent', () => {
    phase('waiting');
    text('d6');
    roller.roll();
    roller.cancel(store.state.rows[0]);
    phase('open');
    roller.sendQueued();

    assert.deepEqual(sent, []);
    assert.deepEqual(store.state.rows, []);
  });

  test('for practice is not sent', async () => {
    store.dispatch({ type: 'practice', on: true });
    text('2d6+1');
    await roller.roll();

    assert.deepEqual(sent, []);
    assert.equal(store.state.rows[0].practice, true);
    assert.equal(store.state.rows[0].outcome.total, 7);
  });
});

describe('a seat', () => {
  test('at a new table is requested without a key', () => {
    store.dispatch({ type: 'settings', settings: { name: 'Ana' } });
    membership.join({ table: 't', key: null });

    assert.deepEqual(last(), { type: 'join', id: 'r1', table: 't', name: 'Ana' });
  });

  test('is taken again as the same member, from the last received position', () => {
    store.dispatch({ type: 'settings', settings: { name: 'Ana' } });
    membership.join({ table: 't', key: 'p' });
    joined();
    membership.onJoined({ table: 't', token: 'x', keys: { gm: 'g' }, you: ANA });
    membership.rejoin();

    const { key, token, resume } = last();
    assert.deepEqual([key, token, resume], ['g', 'x', 'e:3:t']);
  });

  test('of a GM is requested with the GM\'s key, though the address has the players\' key', () => {
    membership.onJoined({ table: 't', token: 'x', keys: { gm: 'g', player: 'p' }, you: ANA });
    membership.join({ table: 't', key: 'p' });
    assert.equal(last().key, 'g');

    membership.join({ table: 't', key: 'better' });
    assert.equal(last().key, 'better');
  });

  test('that was refused is not requested again', () => {
    membership.join({ table: 't', key: 'p' });
    receive({ type: 'error', id: 'r1', code: 'bad_key', message: 'No.', temporary: false });
    membership.rejoin();

    assert.equal(sent.length, 1);
  });

  test('that was left is not requested again', () => {
    membership.join({ table: 't', key: 'p' });
    joined();
    membership.leave();

    assert.equal(last().type, 'leave');
    assert.equal(store.state.table, null);
  });
});

describe('a temporarily refused seat', () => {
  const refused = (id, temporary) => {
    const failure = { type: 'error', id, code: 'table_unavailable', message: 'Not now.', temporary };
    receive(failure);
    membership.onError(failure);
  };

  test('is requested again, and a roll waits for it', () => {
    membership.join({ table: 't', key: null });
    refused(last().id, true);
    text('d20');
    roller.roll();

    assert.equal(store.state.rows[0].status, 'queued');
    const asked = sent.length;
    timers.advance(SEAT_RETRY_MS);
    assert.equal(sent.length, asked + 1);
    assert.equal(last().type, 'join');
  });

  test('is not requested again after the player has joined another table', () => {
    membership.join({ table: 't', key: null });
    refused(last().id, true);
    membership.join({ table: 'other', key: null });
    const asked = sent.length;
    timers.advance(SEAT_RETRY_MS);

    assert.equal(sent.length, asked);
  });

  test('is not requested again after a permanent refusal', () => {
    membership.join({ table: 't', key: null });
    refused(last().id, false);
    const asked = sent.length;
    timers.advance(SEAT_RETRY_MS);

    assert.equal(sent.length, asked);
  });
});
