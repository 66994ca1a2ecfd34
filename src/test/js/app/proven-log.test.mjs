import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { proveOwn } from '../../../../webapp/js/app/proven-log.js';
import { makeProofs } from '../../../../webapp/js/app/proofs.js';
import { Requests } from '../../../../webapp/js/net/requests.js';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { checkLog } from '../../../../webapp/js/verify/log.js';
import { Told } from '../../../../webapp/js/verify/told.js';
import { FakeTimers } from '../fakes.mjs';
import { logOf, makeSeries, secret } from '../verify/samples.mjs';

const SEED = 'luck';
const first = makeSeries(secret(1));
const second = makeSeries(secret(2));

let told;
let timers;
let requests;
let store;
let proofs;
let refused;
let asked;

const frame = (id, series, index) =>
  ({ type: 'result', id, roll: series.roll(index, SEED, '3d6'), proof: series.place(index) });
const roll = (received) => ({ entry: { ...received, at: 0, to: 'all' }, row: { id: received.id, asked: '3d6', expr: '3d6' } });
const control = (more = {}) => ({ pause: async () => {}, isStopped: () => false, onProgress: () => {}, ...more });

/** Answers as a server: with key and path, without the expression. */
const answer = ({ id, root, index }) => {
  asked.push(index);
  const series = [first, second].find((each) => each.root === root);
  const { expr, ...proof } = series.proof(index, SEED, '3d6');
  const message = refused.includes(index)
    ? { type: 'error', id, code: 'no_proof', message: 'No.' } : { type: 'proof', id, proof };
  queueMicrotask(() => requests.complete(id, decode(JSON.stringify(message))));
  return expr;
};

beforeEach(() => {
  told = new Told();
  timers = new FakeTimers();
  store = new Store({ ...initialState(''), connection: { phase: 'open' } }, timers.nowMs);
  requests = new Requests({ prefix: 'r', timers, onExpired: () => {} });
  refused = [];
  asked = [];
  proofs = makeProofs({ store, requests, timers, socket: { send: (text) => answer(JSON.parse(text)) } });
  told.hear({ type: 'hello', series: { root: first.root } });
});

describe('the page\'s own log', () => {
  test('is complete, in the order of its numbers, and right', async () => {
    const frames = [frame('a', first, 0), frame('c', first, 3), frame('b', first, 2)];
    told.hear(frames[0]);
    told.hear({ type: 'error', id: 'x', code: 'syntax', proof: first.place(1) });
    told.hear({ type: 'series', root: first.root, seed: SEED, next: second.root });
    frames.slice(1).forEach((each) => told.hear(each));
    frames.push(frame('d', second, 0));
    told.hear(frames[3]);

    const { entries, commitments, missing } = await proveOwn(frames.map(roll), { told, proofs }, control());

    assert.deepEqual(entries.map(({ id }) => id), ['a', 'b', 'c', 'd']);
    assert.deepEqual(entries.map(({ proof }) => proof.unused), [undefined, [1], undefined, undefined]);
    assert.deepEqual(commitments, [{ root: first.root, seq: 0 }, { root: second.root, seq: 1 }]);
    assert.equal(missing, 0);
    const found = checkLog(JSON.parse(JSON.stringify(logOf(entries, commitments))));
    assert.deepEqual([found.counts, found.notes.length, found.faults], [{ ok: 4, partly: 0, none: 0, wrong: 0 }, 1, []]);
  });

  test('accounts for numbers of whispers, of rolls that are not shown any more, and of those without an answer', async () => {
    const send = (id, to) => told.hear({ type: 'sent', message: JSON.stringify({ type: 'roll', id, expr: '3d6', to }) });
    for (const id of ['gone', 'silent', 'a']) send(id);
    send('w', ['b']);
    send('b');
    const frames = [frame('a', first, 2), frame('b', first, 4)];
    told.hear(frame('gone', first, 0));
    told.hear(frames[0]);
    told.hear({ ...frame('w', first, 3), seq: 9 });
    told.hear(frames[1]);

    const { entries, commitments } = await proveOwn(frames.map(roll), { told, proofs }, control());

    assert.deepEqual(entries.map(({ proof }) => [proof.unused, proof.hidden]), [[[1], [0]], [undefined, [3]]]);
    assert.deepEqual(checkLog(logOf(entries, commitments)).faults, []);
  });

  test('says how many proofs the server does not have, and keeps those rolls', async () => {
    const frames = [frame('a', first, 0), frame('b', first, 1)];
    frames.forEach((each) => told.hear(each));
    refused = [0];

    const { entries, missing } = await proveOwn(frames.map(roll), { told, proofs }, control());

    assert.deepEqual([missing, entries[0].proof, entries[1].proof.expr], [1, first.place(0), '3d6']);
  });

  test('asks for nothing of rolls without a number, and stops when it is told', async () => {
    const plain = { entry: { type: 'row', expr: 'd6' }, row: { id: 'p', asked: '', expr: 'd6' } };
    const frames = [frame('a', first, 0), frame('b', first, 1)];
    frames.forEach((each) => told.hear(each));
    let isStopped = false;

    const { entries } = await proveOwn([plain, ...frames.map(roll)], { told, proofs }, control({
      isStopped: () => isStopped, onProgress: () => { isStopped = true; },
    }));

    assert.deepEqual(asked, [0]);
    assert.equal(entries[0], plain.entry);
  });
});

describe('a proof', () => {
  test('is not asked for without a connection', async () => {
    store.dispatch({ type: 'connection', phase: { phase: 'waiting', retryAtMs: 0 } });

    assert.match((await proofs.ask({ seq: 3, place: first.place(0) })).problem, /connected again/);
    assert.deepEqual(asked, []);
  });

  test('may be gone', async () => {
    refused = [2];

    assert.match((await proofs.ask({ seq: null, place: first.place(2) })).problem, /no proof/);
  });
});
