import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Series } from '../../../../webapp/js/app/series.js';
import { Requests } from '../../../../webapp/js/net/requests.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const ROOT = 'a'.repeat(64);
const NEXT = 'b'.repeat(64);

let series;
let sent;
let store;

beforeEach(() => {
  const timers = new FakeTimers();
  store = new Store(initialState(''), timers.nowMs);
  sent = [];
  const requests = new Requests({ prefix: 'r', timers, onExpired: () => {} });
  series = new Series({ store, requests, socket: { send: (text) => sent.push(JSON.parse(text)) } });
});

describe('a seed', () => {
  test('is sent for the series of the session, of the table, and for each next one', () => {
    series.onFrame({ type: 'hello', series: { root: ROOT, size: 64 } });
    series.onFrame({ type: 'series', id: 'r1', root: ROOT, seed: sent[0].seed, next: NEXT });
    series.onFrame({ type: 'series', id: 'r2', root: NEXT, seed: sent[1].seed });

    assert.deepEqual(sent.map(({ type, root }) => [type, root]), [['seed', ROOT], ['seed', NEXT]]);
    for (const { seed, id } of sent) {
      assert.match(seed, /^[0-9a-f]{32}$/);
      assert.ok(id);
      assert.ok([...series.seeds.values()].includes(seed));
    }
    assert.notEqual(sent[0].seed, sent[1].seed);
  });

  test('is not sent again for a series that has one', () => {
    series.onFrame({ type: 'resumed', series: { root: ROOT, seed: 'x', next: NEXT } });

    assert.deepEqual(sent.map(({ root }) => root), [NEXT]);
  });

  test('begins with the text of the player, and always has all random digits', () => {
    store.dispatch({ type: 'settings', settings: { seed: 'x'.repeat(31) } });
    series.onFrame({ type: 'joined', series: { root: ROOT } });

    assert.match(sent[0].seed, /^x{31} [0-9a-f]{32}$/);
    assert.equal(sent[0].seed.length, 64);
  });

  test('is not sent to a server without verifiable rolls', () => {
    for (const frame of [{ type: 'hello', features: [] }, { type: 'history', next: 40 }, { type: 'joined', series: 3 }, { type: 'series' }]) {
      series.onFrame(frame);
    }

    assert.deepEqual(sent, []);
  });
});

describe('frames', () => {
  test('are kept until somebody reads them', () => {
    series.onFrame({ type: 'hello' });
    assert.deepEqual(series.heard, [{ type: 'hello' }]);
    const heard = [];
    series.hear = (frame) => heard.push(frame);
    series.onFrame({ type: 'rolled' });

    assert.deepEqual(heard, [{ type: 'rolled' }]);
    assert.equal(series.heard.length, 1);
  });
});
