import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { MessageReceiver } from '../../../../webapp/js/app/message-receiver.js';
import { Resumption } from '../../../../webapp/js/app/resumption.js';
import { Roller } from '../../../../webapp/js/app/roller.js';
import { SEAT_RETRY_MS, TableMembership } from '../../../../webapp/js/app/table-membership.js';
import { Requests } from '../../../../webapp/js/net/requests.js';
import { ResumableSession } from '../../../../webapp/js/net/resumable-session.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'gm' };

let timers;
let store;
let requests;
let session;
let membership;
let roller;
let receiver;
let resumption;
let isOpen;
let sent;
let addresses;

const parsed = () => sent.map((text) => JSON.parse(text));
const types = () => parsed().map(({ type }) => type);
const receive = (message) => receiver.onText(JSON.stringify(message));
const hello = (name) => receive({ type: 'hello', session: name, features: [], limits: {} });
const joined = (id, more = {}) => receive({
  type: 'joined', id, table: 't', you: ANA, token: 'x', keys: { gm: 'g', player: 'p', watcher: 'w' },
  members: [ANA], position: 'e:3:t', resumed: false, history: [], ...more,
});
const error = (id, code, temporary = true) =>
  receive({ type: 'error', id, code, message: 'No.', temporary });
const connect = () => {
  isOpen = true;
  resumption.onPhase({ phase: 'open' });
};
const lose = () => {
  isOpen = false;
  sent = [];
  resumption.onPhase({ phase: 'waiting', retryAtMs: 0 });
};
const roll = (text) => {
  store.dispatch({ type: 'edited', text });
  roller.roll();
};

beforeEach(() => {
  timers = new FakeTimers();
  store = new Store(initialState(''), timers.nowMs);
  requests = new Requests({
    prefix: 'r', timers, onExpired: (id) => store.dispatch({ type: 'expired', id }),
  });
  session = new ResumableSession();
  isOpen = false;
  sent = [];
  addresses = [];
  const saved = new Map();
  const storage = { get: (name) => saved.get(name) ?? null, set: (name, value) => saved.set(name, value) };
  const socket = {
    send: (text) => {
      if (isOpen) sent.push(text);
      return isOpen;
    },
  };
  roller = new Roller({ store, requests, socket, randomInt: () => 2 });
  membership = new TableMembership({ store, requests, socket, storage, timers });
  resumption = new Resumption({ store, session, requests, socket, membership, roller });
  receiver = new MessageReceiver({
    tellAct: () => {},
    hear: () => {},
    store, session, requests, membership, resumption,
    showAddress: (table, key) => addresses.push([table, key]),
  });
});

describe('the first connection', () => {
  test('resumes nothing', () => {
    connect();
    hello('s1');

    assert.deepEqual(sent, []);
    assert.equal(store.state.connection.phase, 'open');
  });

  test('sends the queued roll after the first message, which has the root to seed', () => {
    roll('d20');
    connect();
    assert.deepEqual(types(), []);
    assert.equal(store.state.rows[0].status, 'queued');

    hello('s1');

    assert.deepEqual(types(), ['roll']);
    assert.equal(store.state.rows[0].status, 'pending');
  });
});

describe('a connection after a lost one', () => {
  beforeEach(() => {
    connect();
    hello('s1');
  });

  test('resumes the session, then sends unanswered requests under their ids, oldest first', () => {
    roll('d20');
    roll('d6');
    const before = parsed();
    lose();
    connect();
    assert.deepEqual(types(), ['resume']);
    hello('s2');

    assert.deepEqual(parsed(), [{ type: 'resume', session: 's1' }, ...before]);
  });

  test('does not send an answered request again', () => {
    roll('d20');
    receive({ type: 'result', id: 'r1', roll: { total: 4, dice: [] } });
    lose();
    connect();

    assert.deepEqual(types(), ['resume']);
  });

  test('sends unanswered requests once', () => {
    roll('d20');
    lose();
    connect();
    receive({ type: 'resumed', session: 's1' });
    receive({ type: 'pong', id: 'r9' });

    assert.deepEqual(types(), ['resume', 'roll']);
  });

  test('requests the seat first, and sends the rest after the answer', () => {
    membership.join({ table: 't', key: null });
    joined('r1');
    roll('d20');
    lose();
    connect();
    assert.deepEqual(types(), ['resume', 'join']);

    joined(parsed()[1].id, { resumed: true });

    assert.deepEqual(types(), ['resume', 'join', 'roll']);
  });

  test('sends the rest after a temporary refusal of the seat', () => {
    membership.join({ table: 't', key: null });
    joined('r1');
    roll('d20');
    lose();
    connect();
    error(parsed()[1].id, 'table_unavailable');
    assert.deepEqual(types(), ['resume', 'join']);

    timers.advance(SEAT_RETRY_MS);
    joined(parsed()[2].id);

    assert.deepEqual(types(), ['resume', 'join', 'join', 'roll']);
  });

  test('sends the rest after a permanent refusal of the seat', () => {
    membership.join({ table: 't', key: null });
    roll('d20');
    error('r1', 'bad_key', false);

    assert.deepEqual(types(), ['join', 'roll']);
  });

  test('keeps its own session if the server has forgotten the earlier one', () => {
    lose();
    connect();
    hello('s2');
    error('r1', 'no_session', false);
    assert.equal(session.current, 's2');
    assert.equal(store.state.problem, null);
    lose();
    connect();

    assert.deepEqual(parsed(), [{ type: 'resume', session: 's2' }]);
  });
});

describe('a server that shuts down', () => {
  test('keeps its requests for the next connection', () => {
    connect();
    hello('s1');
    roll('d20');
    const before = parsed();
    error('r1', 'stopped');
    assert.equal(store.state.rows[0].status, 'pending');
    lose();
    connect();
    assert.deepEqual(types(), ['resume']);
    hello('s2');

    assert.deepEqual(parsed(), [{ type: 'resume', session: 's1' }, ...before]);
  });
});

describe('a connection that ended permanently', () => {
  for (const phase of [{ phase: 'closed', reason: 'no' }, { phase: 'replaced' }]) {
    test(`drops all requests: ${phase.phase}`, () => {
      connect();
      roll('d20');
      resumption.onPhase(phase);

      assert.equal(requests.size, 0);
      assert.equal(store.state.rows[0].status, 'failed');
    });
  }
});

describe('a seat at a table', () => {
  beforeEach(() => {
    connect();
    membership.join({ table: 't', key: null });
  });

  test('puts the link for players into the address, also for the GM', () => {
    joined('r1');

    assert.deepEqual(addresses, [['t', 'p']]);
  });

  test('of a watcher puts the link for watchers there', () => {
    joined('r1', { you: { ...ANA, role: 'watcher' }, keys: { watcher: 'w' } });

    assert.deepEqual(addresses, [['t', 'w']]);
  });
});

describe('a text that is not a message', () => {
  test('changes nothing', () => {
    connect();
    const { state } = store;
    for (const text of ['', '[]', '{"type":"news"}', '{"type":"result"}']) receiver.onText(text);

    assert.equal(store.state, state);
  });
});
