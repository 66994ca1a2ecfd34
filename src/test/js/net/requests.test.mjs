import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { DEADLINE_MS, Requests } from '../../../../webapp/js/net/requests.js';
import { FakeTimers } from '../fakes.mjs';

let timers;
let expired;
let requests;

beforeEach(() => {
  timers = new FakeTimers();
  expired = [];
  requests = new Requests({ prefix: 'r', timers, onExpired: (id) => expired.push(id) });
});

test('ids are unique', () => {
  assert.deepEqual([requests.nextId(), requests.nextId(), requests.nextId()], ['r1', 'r2', 'r3']);
});

test('a request without an answer expires once, at its deadline', () => {
  requests.open('r1', 'one');

  timers.advance(DEADLINE_MS - 1);
  assert.deepEqual(expired, []);
  timers.advance(1);
  timers.advance(DEADLINE_MS);

  assert.deepEqual(expired, ['r1']);
  assert.equal(requests.size, 0);
});

test('an answered request does not expire', () => {
  requests.open('r1', 'one');
  requests.open('r2', 'two');

  requests.complete('r1');
  timers.advance(DEADLINE_MS);

  assert.deepEqual(expired, ['r2']);
});

test('an answer to no open request is ignored', () => {
  requests.open('r1', 'one');

  requests.complete('r9');

  assert.equal(requests.size, 1);
});

test('abandoned requests do not expire and leave no timer', () => {
  requests.open('r1', 'one');
  requests.open('r2', 'two');

  requests.abandon();
  timers.advance(DEADLINE_MS);

  assert.deepEqual(expired, []);
  assert.equal(timers.pending, 0);
});

test('whoever waits for an answer gets it, or null without one', () => {
  const answers = [];
  const open = (id) => requests.open(id, id, (answer) => answers.push([id, answer]));
  const pong = { type: 'pong' };

  open('a');
  assert.equal(requests.complete('a', pong), true);
  assert.equal(requests.complete('a', pong), false);
  open('b');
  timers.advance(DEADLINE_MS);
  open('c');
  requests.abandon();
  requests.open('d', 'd');
  assert.equal(requests.complete('d', pong), false);

  assert.deepEqual(answers, [['a', pong], ['b', null], ['c', null]]);
  assert.deepEqual(expired, []);
  assert.equal(timers.pending, 0);
});

test('open requests can be sent again, oldest first', () => {
  requests.open('r1', 'one');
  requests.open('r2', 'two');
  requests.open('r3', 'three');

  requests.complete('r2');

  assert.deepEqual(requests.messages, ['one', 'three']);
});

test('a request opened again has one deadline, the new one', () => {
  requests.open('r1', 'one');
  timers.advance(DEADLINE_MS - 1);

  requests.open('r1', 'one');
  timers.advance(1);
  assert.deepEqual(expired, []);
  timers.advance(DEADLINE_MS - 1);

  assert.deepEqual(expired, ['r1']);
  assert.equal(timers.pending, 0);
});
