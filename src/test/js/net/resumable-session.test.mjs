import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { ResumableSession } from '../../../../webapp/js/net/resumable-session.js';

let session;

beforeEach(() => {
  session = new ResumableSession();
});

test('the first connection has nothing to resume', () => {
  assert.equal(session.current, null);
});

test('all later connections resume the session of the first', () => {
  session.onHello('a');
  session.onHello('b');
  session.onHello('c');

  assert.equal(session.current, 'a');
});

test('a session that the server has forgotten is replaced by the new connection\'s', () => {
  session.onHello('a');
  session.onHello('b');

  session.onForgotten();
  assert.equal(session.current, 'b');
  session.onHello('c');

  assert.equal(session.current, 'b');
});

test('a server without sessions has nothing to resume', () => {
  session.onHello(null);

  assert.equal(session.current, null);
});
