// Acts of a GM on their way out, and in words what the server refuses.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { MAX_TRIES, RETRY_MS } from '../../../../webapp/js/app/patient-request.js';
import { makeTableActs } from '../../../../webapp/js/app/table-acts.js';
import { TableMembership } from '../../../../webapp/js/app/table-membership.js';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { DEADLINE_MS, Requests } from '../../../../webapp/js/net/requests.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const GINA = { id: 'g', name: 'Gina', colour: '#56b4e9', role: 'gm' };
const KEYS = { gm: 'g2', player: 'p2', watcher: 'w2' };

let timers;
let store;
let requests;
let sent;
let act;

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const asked = () => JSON.parse(sent.at(-1));
const answer = async (message) => {
  const { id } = asked();
  requests.complete(id, decode(JSON.stringify({ ...message, id })));
  await settle();
};
const refuse = (code, more = {}) => answer({ type: 'error', code, message: 'The server\'s words.', ...more });

beforeEach(() => {
  timers = new FakeTimers();
  store = new Store(initialState(''), timers.nowMs);
  requests = new Requests({ prefix: 'r', timers, onExpired: () => assert.fail('an answer is awaited') });
  sent = [];
  store.dispatch({ type: 'connection', phase: { phase: 'open' } });
  store.dispatch({ type: 'joining', id: 'j', table: 't' });
  store.dispatch({ type: 'received', message: decode(JSON.stringify({
    type: 'joined', id: 'j', table: 't', you: GINA, token: 'x', keys: { gm: 'g', player: 'p', watcher: 'w' },
    members: [GINA], rules: {}, position: 'e:2:t', resumed: false, history: [],
  })) });
  act = makeTableActs({ store, requests, socket: { send: (text) => sent.push(text) }, timers });
});

describe('an act', () => {
  test('is sent with what it needs, an empty title too, and is done when it is answered', async () => {
    const done = act('title', { title: '' });
    assert.deepEqual(asked(), { type: 'moderate', id: 'r1', act: 'title', title: '' });
    await answer({ type: 'moderated', act: 'title', seq: 3 });

    assert.equal(await done, '');
    assert.equal(store.state.table.keys.gm, 'g');
  });

  test('brings the new keys into the state', async () => {
    const done = act('renew_keys');
    await answer({ type: 'moderated', act: 'renew_keys', seq: 3, keys: KEYS });

    assert.equal(await done, '');
    assert.deepEqual(store.state.table.keys, KEYS);
  });

  test('tells whoever asked what only the answer has', async () => {
    const secrets = [];
    const done = act('webhook', { url: 'https://a.example/', shape: 'json' }, ({ secret }) => secrets.push(secret));
    await answer({ type: 'moderated', act: 'webhook', seq: 3, webhook: { id: 'h1', secret: 's3' } });

    assert.equal(await done, '');
    assert.deepEqual(secrets, ['s3']);
  });

  test('that is refused says why, in the words of the page or of the server', async () => {
    const reasons = {
      not_gm: /not a GM of this table any more/, no_member: /not at the table any more/,
      no_table: /not at a table any more/, bad_moderation: /The server's words/,
    };
    for (const [code, words] of Object.entries(reasons)) {
      const done = act('role', { member: 'a', role: 'gm' });
      await refuse(code);
      assert.match(await done, words);
    }
  });

  test('that comes too fast is repeated a few times, and then said to be too much', async () => {
    const done = act('lock', { on: true });
    for (let tries = 1; tries <= MAX_TRIES; tries += 1) {
      assert.equal(sent.length, tries);
      await refuse('rate_limited', { temporary: true, retryAfterMs: 10 });
      timers.advance(RETRY_MS);
      await settle();
    }

    assert.match(await done, /Too many changes at once/);
    assert.equal(sent.length, MAX_TRIES);
    assert.equal(timers.pending, 0);
  });

  test('without an answer or a connection says so', async () => {
    const done = act('clear');
    timers.advance(DEADLINE_MS);
    assert.match(await done, /did not answer/);

    store.dispatch({ type: 'connection', phase: { phase: 'waiting', retryAtMs: 9 } });
    assert.match(await act('clear'), /Not connected/);
    assert.equal(sent.length, 1);
  });
});

describe('the keys that are kept', () => {
  let saved;
  let membership;
  const kept = () => saved.get('table.t');
  const joinSent = () => sent.map((text) => JSON.parse(text)).findLast(({ type }) => type === 'join');

  beforeEach(() => {
    saved = new Map();
    const storage = { get: (name) => saved.get(name) ?? null, set: (name, value) => saved.set(name, value) };
    membership = new TableMembership({ store, requests, socket: { send: (text) => sent.push(text) }, storage, timers });
    membership.onJoined({ table: 't', token: 'x', keys: { gm: 'g', player: 'p', watcher: 'w' }, you: GINA });
  });

  test('are the new ones after a renewal, and an old link does not replace them', () => {
    membership.onJoined({ table: 't', keys: KEYS, you: GINA });
    assert.deepEqual(kept(), { token: 'x', key: 'g2', others: ['p2', 'w2', 'p', 'w', 'g'] });

    for (const key of ['p', 'g', 'p2', null]) {
      membership.join({ table: 't', key });
      assert.deepEqual([joinSent().key, joinSent().token], ['g2', 'x']);
    }
    membership.join({ table: 't', key: 'of somebody' });
    assert.equal(joinSent().key, 'of somebody');
  });

  test('stay if others renewed the keys', () => {
    membership.onJoined({ table: 't', keys: {}, you: GINA });

    assert.deepEqual([kept().token, kept().key], ['x', 'g']);
  });

  test('are few, however often they are renewed', () => {
    for (let time = 0; time < 99; time += 1) {
      membership.onJoined({ table: 't', keys: { gm: `g${time}`, player: `p${time}`, watcher: `w${time}` }, you: GINA });
    }

    assert.equal(kept().others.length, 12);
    assert.equal(kept().key, 'g98');
  });
});
