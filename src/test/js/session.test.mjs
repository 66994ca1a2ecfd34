import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';
import { Session } from '../../../webapp/js/session.js';

let session;

beforeEach(() => {
  session = new Session();
});

test('the first connection has nothing to resume', () => {
  assert.equal(session.current, null);
});

test('the session of the first connection is resumed by all that follow', () => {
  session.offered('a');
  session.offered('b');
  session.offered('c');

  assert.equal(session.current, 'a');
});

test('a session that the server has forgotten gives way to the new connection\'s', () => {
  session.offered('a');
  session.offered('b');

  session.lost();
  assert.equal(session.current, 'b');
  session.offered('c');

  assert.equal(session.current, 'b');
});

test('a server without sessions has nothing to resume', () => {
  session.offered(null);

  assert.equal(session.current, null);
});
