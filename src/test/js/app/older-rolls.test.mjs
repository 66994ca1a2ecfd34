import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { MessageReceiver } from '../../../../webapp/js/app/message-receiver.js';
import { MAX_PAGES, OlderRolls } from '../../../../webapp/js/app/older-rolls.js';
import { MAX_TRIES, RETRY_MS } from '../../../../webapp/js/app/patient-request.js';
import { PAGE_ENTRIES } from '../../../../webapp/js/net/older-rolls.js';
import { DEADLINE_MS, Requests } from '../../../../webapp/js/net/requests.js';
import { ResumableSession } from '../../../../webapp/js/net/resumable-session.js';
import { browsingOf, endText, olderText } from '../../../../webapp/js/state/browsed.js';
import { NO_FILTER } from '../../../../webapp/js/state/filter.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'player' };
const BO = { id: 'b', name: 'Bo', colour: '#e69f00', role: 'player' };

/** A table of 5000 rolls, one of them with a label. */
const LABELLED = 4321;
const entry = (seq, epoch = 'e') => ({
  type: 'rolled', seq, position: `${epoch}:${seq}:t`, by: BO, to: 'all', at: seq,
  label: seq === LABELLED ? 'rare' : '', roll: { expr: 'd6', total: 3, dice: [] },
});
const entries = (from, to) => Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));

let timers;
let store;
let requests;
let receiver;
let sent;
let rolls;

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const receive = (message) => receiver.onText(JSON.stringify(message));
const join = (more = {}) => receive({
  type: 'joined', id: 'j', table: 't', you: ANA, token: 'x', keys: {}, members: [ANA],
  position: 'e:5000:t', resumed: false, history: entries(4901, 5000), ...more,
});
const asked = () => JSON.parse(sent.at(-1));
const answer = async (message) => {
  receive({ type: 'history', id: asked().id, ...message });
  await settle();
};
/** Answers as a server that keeps the rolls from `first` on. */
const serve = (first = 1) => {
  const { before, limit } = asked();
  const from = Math.max(first, before - limit);
  return answer({ entries: entries(from, before - 1), ...(from > first && { next: from }) });
};
const refuse = async (code, temporary = true, more = {}) => {
  receive({ type: 'error', id: asked().id, code, message: 'Not now.', temporary, ...more });
  await settle();
};
const filter = (change) => store.dispatch({
  type: 'browsed', browsing: { ...browsingOf(store.state), filter: { ...NO_FILTER, ...change } },
});
const browsing = () => browsingOf(store.state);

beforeEach(() => {
  timers = new FakeTimers();
  store = new Store(initialState(''), timers.nowMs);
  requests = new Requests({ prefix: 'r', timers, onExpired: () => assert.fail('an answer is awaited') });
  sent = [];
  const socket = { send: (text) => sent.push(text) };
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
  store.dispatch({ type: 'browsed', browsing: browsing() });
  rolls = new OlderRolls({ store, requests, socket, timers });
});

describe('reading back', () => {
  test('asks for the page before the oldest roll, once', async () => {
    const reading = rolls.read();
    rolls.read();

    assert.equal(sent.length, 1);
    assert.deepEqual(asked(), { type: 'history', id: 'r1', before: 4901, limit: PAGE_ENTRIES });
    assert.equal(olderText(store.state, false), 'Reading…');

    await serve();
    await reading;

    assert.equal(store.state.rows.length, 200);
    assert.equal(browsing().status, 'idle');
    assert.equal(browsing().said, '100 older rolls.');
    assert.equal(endText(store.state, false), '');
  });

  test('continues where the answer ended, and says when there is no more', async () => {
    const first = rolls.read();
    await answer({ entries: [], next: 4701 });
    await first;
    const second = rolls.read();
    assert.equal(asked().before, 4701);
    await serve(4690);
    await second;

    assert.equal(store.state.rows.length, 111);
    assert.equal(browsing().said, '11 older rolls. The table keeps no older rolls.');
    assert.equal(endText(store.state, false), 'The table keeps no older rolls.');

    await rolls.read();
    assert.equal(sent.length, 2);
  });

  test('of all 5000 rolls leaves each once, in order', async () => {
    for (let page = 0; page < 49; page += 1) {
      const reading = rolls.read();
      await serve();
      await reading;
    }

    assert.deepEqual(store.state.rows.map(({ seq }) => seq), Array.from({ length: 5000 }, (_, index) => 5000 - index));
    assert.equal(endText(store.state, false), 'The table keeps no older rolls.');
  });

  test('is repeated while the server is busy, a few times', async () => {
    const reading = rolls.read();
    for (let tries = 1; tries < MAX_TRIES; tries += 1) {
      await refuse('busy');
      assert.equal(sent.length, tries);
      timers.advance(RETRY_MS);
      await settle();
    }
    assert.equal(sent.length, MAX_TRIES);
    await refuse('busy');
    await reading;

    assert.equal(browsing().message, 'Not now.');
    assert.equal(endText(store.state, false), 'Not now.');
    assert.equal(store.state.notice, '');
    assert.equal(olderText(store.state, false), 'Older rolls');
  });

  test('waits as long as the server says', async () => {
    const reading = rolls.read();
    await refuse('rate_limited', true, { retryAfterMs: 3000 });
    timers.advance(2999);
    await settle();
    assert.equal(sent.length, 1);
    timers.advance(1);
    await settle();
    await serve();
    await reading;

    assert.equal(store.state.rows.length, 200);
  });

  test('is not repeated after a permanent error, and reports one without an answer', async () => {
    const refused = rolls.read();
    await refuse('no_table', false);
    await refused;
    assert.equal(browsing().message, 'Not now.');

    const unanswered = rolls.read();
    timers.advance(DEADLINE_MS);
    await unanswered;

    assert.equal(browsing().message, 'The older rolls could not be read. Try again.');
    assert.equal(sent.length, 2);
  });

  test('needs a connection, and a request is sent again over the next one', async () => {
    const reading = rolls.read();
    assert.deepEqual(requests.messages, sent);
    await serve();
    await reading;
    store.dispatch({ type: 'connection', phase: { phase: 'waiting', retryAtMs: 9 } });

    await rolls.read();

    assert.equal(sent.length, 1);
    assert.match(browsing().message, /connected again/);
  });

  test('ignores an answer if the table\'s rolls were replaced meanwhile', async () => {
    const reading = rolls.read();
    join({ position: 'e:6000:t', history: [entry(6000)] });
    await serve();
    await reading;

    assert.deepEqual(store.state.rows.map(({ seq }) => seq), [6000]);
    assert.equal(browsing().status, 'idle');

    const again = rolls.read();
    assert.equal(asked().before, 6000);
    await answer({ entries: [] });
    await again;
  });

  test('follows a table that was restarted', async () => {
    const reading = rolls.read();
    join({ position: 'f:9:t', history: [entry(8, 'f'), entry(9, 'f')] });
    await answer({ entries: [entry(7, 'f')] });
    await reading;

    assert.deepEqual(store.state.rows.filter(({ seq }) => seq !== null).map(({ seq }) => seq), [9, 8]);
  });
});

describe('a search of older rolls', () => {
  test('reads until something matches', async () => {
    filter({ text: 'rare' });
    const searching = rolls.search();
    for (let page = 1; page <= 6; page += 1) {
      assert.equal(sent.length, page);
      assert.equal(olderText(store.state, false), 'Stop searching');
      await serve();
    }
    await searching;

    assert.equal(sent.length, 6);
    assert.equal(browsing().message, '1 matching roll in 600 older rolls.');
    assert.equal(browsing().status, 'idle');
  });

  test('reads a bounded number of pages, and continues when it is asked again', async () => {
    filter({ text: 'nothing' });
    const searching = rolls.search();
    for (let page = 1; page <= MAX_PAGES; page += 1) await serve();
    await searching;

    assert.equal(sent.length, MAX_PAGES);
    assert.equal(browsing().message, 'No match in 2,000 older rolls.');
    assert.equal(olderText(store.state, false), 'Search older rolls');

    rolls.search();
    assert.equal(asked().before, 2901);
  });

  test('ends where the table keeps no more', async () => {
    filter({ text: 'nothing' });
    const searching = rolls.search();
    await serve(4801);
    await searching;

    assert.equal(browsing().message, 'No match in 100 older rolls. The table keeps no older rolls.');
    assert.equal(olderText(store.state, false), '');
  });

  test('stops at once when it is told to, and ignores the answer', async () => {
    filter({ text: 'nothing' });
    const searching = rolls.search();
    const { id } = asked();
    rolls.stop();
    await searching;
    receive({ type: 'history', id, entries: entries(4801, 4900), next: 4801 });

    assert.equal(browsing().message, 'The search was stopped.');
    assert.equal(browsing().status, 'idle');
    assert.equal(store.state.rows.length, 100);
    assert.equal(requests.size, 0);
  });

  test('stops in the pause before the next try', async () => {
    filter({ text: 'nothing' });
    const searching = rolls.search();
    await refuse('busy');
    rolls.stop();
    await searching;

    assert.equal(timers.pending, 0);
    assert.equal(browsing().message, 'The search was stopped.');
  });

  test('is not confused by rolls that arrive meanwhile', async () => {
    filter({ text: 'd6' });
    filter({ label: 'rare' });
    const searching = rolls.search();
    receive({ ...entry(5001), label: 'rare' });
    await serve();
    assert.equal(sent.length, 2);
    rolls.stop();
    await searching;
  });

  test('needs a filter', async () => {
    await rolls.search();

    assert.equal(sent.length, 0);
  });
});
