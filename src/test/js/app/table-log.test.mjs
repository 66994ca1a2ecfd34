import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { MessageReceiver } from '../../../../webapp/js/app/message-receiver.js';
import { TableLog } from '../../../../webapp/js/app/table-log.js';
import { PAGE_ENTRIES } from '../../../../webapp/js/net/older-rolls.js';
import { DEADLINE_MS, Requests } from '../../../../webapp/js/net/requests.js';
import { ResumableSession } from '../../../../webapp/js/net/resumable-session.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'player' };
const SIZE = 1250;

const entry = (seq, epoch = 'e') => ({
  type: 'rolled', seq, position: `${epoch}:${seq}:t`, by: ANA, to: 'all', at: seq, proof: { nonce: seq },
  roll: { expr: 'd6', total: 3, dice: [] },
});
const entries = (from, to, epoch) => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index, epoch));

let timers;
let store;
let requests;
let receiver;
let sent;
let counts;
let log;

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const receive = (message) => receiver.onText(JSON.stringify(message));
const join = (more = {}) => receive({
  type: 'joined', id: 'j', table: 't', you: ANA, token: 'x', keys: {}, members: [ANA],
  position: `e:${SIZE}:t`, resumed: false, history: entries(SIZE - 9, SIZE), ...more,
});
const asked = () => JSON.parse(sent.at(-1));
const answer = async (message) => {
  receive({ type: 'history', id: asked().id, ...message });
  await settle();
};
/** Answers as a server that keeps the entries from `first` on. */
const serve = (first = 1) => {
  const { before = SIZE + 1, limit } = asked();
  const from = Math.max(first, before - limit);
  return answer({ entries: entries(from, before - 1), ...(from > first && { next: from }) });
};
const read = () => log.read((count) => counts.push(count));

beforeEach(() => {
  timers = new FakeTimers();
  store = new Store(initialState(''), timers.nowMs);
  requests = new Requests({ prefix: 'r', timers, onExpired: () => assert.fail('an answer is awaited') });
  sent = [];
  counts = [];
  receiver = new MessageReceiver({
    tellAct: () => {},
    hear: () => {},
    store, session: new ResumableSession(), requests, showAddress: () => {},
    membership: { onJoined: () => {}, onError: () => {} }, resumption: { resend: () => {} },
  });
  store.dispatch({ type: 'connection', phase: { phase: 'open' } });
  receive({ type: 'hello', session: 's', features: ['history'], limits: {} });
  store.dispatch({ type: 'joining', id: 'j', table: 't' });
  join();
  log = new TableLog({ store, requests, socket: { send: (text) => sent.push(text) }, timers });
});

describe('the log of a table', () => {
  test('is read to its end, one page at a time, and has each entry once as it was received', async () => {
    const reading = read();
    assert.deepEqual(asked(), { type: 'history', id: 'r1', limit: PAGE_ENTRIES });
    for (let page = 1; page <= 13; page += 1) {
      assert.equal(sent.length, page);
      assert.equal(requests.size, 1);
      await serve();
    }

    assert.deepEqual(await reading, { entries: entries(1, SIZE) });
    assert.equal(sent.length, 13);
    assert.deepEqual(counts.slice(0, 2).concat(counts.at(-1)), [100, 200, SIZE]);
  });

  test('leaves the rows of the page as they are', async () => {
    const { rows } = store.state;
    const reading = read();
    for (let page = 1; page <= 13; page += 1) await serve();
    await reading;

    assert.equal(store.state.rows, rows);
  });

  test('may have pages without entries, and entries that the page cannot read', async () => {
    const reading = read();
    await answer({ entries: [], next: 900 });
    assert.equal(asked().before, 900);
    await answer({ entries: [{ type: 'of tomorrow' }, entry(5)], next: 3 });
    await answer({ entries: [] });

    assert.deepEqual(await reading, { entries: [{ type: 'of tomorrow' }, entry(5)] });
  });

  test('ends if a page does not lead back', async () => {
    const reading = read();
    await answer({ entries: [entry(9)], next: 9 });
    await answer({ entries: [entry(8)], next: 9 });

    assert.deepEqual(await reading, { entries: [entry(8), entry(9)] });
  });

  test('does not miss or double any if rolls are made meanwhile', async () => {
    const reading = read();
    await serve();
    receive(entry(SIZE + 1));
    while (requests.size > 0) await serve();

    assert.deepEqual((await reading).entries.map(({ seq }) => seq), entries(1, SIZE).map(({ seq }) => seq));
  });

  test('may be ahead of the rolls that arrived here', async () => {
    const reading = read();
    await answer({ entries: entries(SIZE - 50, SIZE + 49), next: 3 });
    await answer({ entries: [] });

    assert.equal((await reading).entries.length, 100);
  });
});

describe('a reading that fails', () => {
  const CHANGED = { problem: 'The table\'s log was replaced meanwhile. Nothing was saved. Export it again.' };

  test('needs a connection and a seat', async () => {
    store.dispatch({ type: 'joining', id: 'k', table: 't' });
    assert.match((await read()).problem, /connected again/);
    store.dispatch({ type: 'connection', phase: { phase: 'waiting', retryAtMs: 9 } });
    assert.match((await read()).problem, /connected again/);

    assert.equal(sent.length, 0);
  });

  test('says that the connection broke, after its request was repeated over the next one in vain', async () => {
    const reading = read();
    await serve();
    store.dispatch({ type: 'connection', phase: { phase: 'waiting', retryAtMs: 9 } });
    assert.deepEqual(requests.messages, [sent.at(-1)]);
    timers.advance(DEADLINE_MS);

    assert.deepEqual(await reading,
      { problem: 'The connection broke after 100 rolls. Nothing was saved. Export the log again.' });
  });

  test('continues over the next connection', async () => {
    const reading = read();
    await serve();
    store.dispatch({ type: 'connection', phase: { phase: 'waiting', retryAtMs: 9 } });
    store.dispatch({ type: 'connection', phase: { phase: 'open' } });
    join({ resumed: true, history: [] });
    while (requests.size > 0) await serve();

    assert.equal((await reading).entries.length, SIZE);
  });

  test('says what the server says', async () => {
    const reading = read();
    receive({ type: 'error', id: asked().id, code: 'no_table', message: 'You are at no table.' });

    assert.deepEqual(await reading, { problem: 'You are at no table. Nothing was saved.' });
  });

  test('notices another epoch in an answer', async () => {
    const reading = read();
    await serve();
    await answer({ entries: entries(1, 3, 'f') });

    assert.deepEqual(await reading, CHANGED);
  });

  test('notices that the table was restarted, or lost its newest entries', async () => {
    const restarted = read();
    join({ position: 'f:9:t', history: [] });
    await answer({ entries: [] });
    assert.deepEqual(await restarted, CHANGED);

    const lost = read();
    join({ position: 'f:7:t', history: [] });
    await answer({ entries: [] });
    assert.deepEqual(await lost, CHANGED);
  });

  test('notices that the player went to another table, or to none', async () => {
    const moved = read();
    store.dispatch({ type: 'joining', id: 'k', table: 'u' });
    await serve();
    assert.deepEqual(await moved, CHANGED);

    join({ table: 'u' });
    const left = read();
    store.dispatch({ type: 'left' });
    await serve();
    assert.deepEqual(await left, CHANGED);
  });

  test('is cancelled at once, and ignores the answer', async () => {
    const reading = read();
    const { id } = asked();
    log.stop();

    assert.deepEqual(await reading, { problem: 'Cancelled. Nothing was saved.' });
    receive({ type: 'history', id, entries: [], next: 4 });
    await settle();
    assert.equal(sent.length, 1);
    assert.equal(requests.size, 0);
  });
});
