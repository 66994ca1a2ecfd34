import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { BACKOFF_MS } from '../../../../webapp/js/net/backoff.js';
import {
  CONNECT_MS, PONG_MS, QUIET_MS, ReconnectingSocket, STABLE_MS,
} from '../../../../webapp/js/net/socket.js';
import { FakeTimers, FakeWebSocket } from '../fakes.mjs';

const HALF = 0.5;
let timers;
let phases;
let texts;
let socket;

const phase = () => phases.at(-1).phase;
const made = () => FakeWebSocket.made.length;
const wire = () => FakeWebSocket.latest;
const openAnew = () => {
  timers.advance(BACKOFF_MS.at(-1));
  wire().open();
};

beforeEach(() => {
  FakeWebSocket.made = [];
  timers = new FakeTimers();
  phases = [];
  texts = [];
  socket = new ReconnectingSocket({
    url: 'ws://host/ws',
    protocol: 'dicegate.v1.json',
    WebSocket: FakeWebSocket,
    timers,
    random: () => HALF,
    pingText: () => 'ping',
    onPhase: (entered) => phases.push(entered),
    onText: (text) => texts.push(text),
  });
  socket.start();
});

describe('connecting', () => {
  test('offers the subprotocol at the address', () => {
    assert.equal(wire().url, 'ws://host/ws');
    assert.equal(wire().protocol, 'dicegate.v1.json');
    assert.equal(phase(), 'connecting');
  });

  test('ends when the connection opens', () => {
    wire().open();

    assert.equal(phase(), 'open');
  });

  test('is abandoned after its time limit', () => {
    timers.advance(CONNECT_MS);

    assert.equal(phase(), 'waiting');
    assert.ok(wire().closedByPage);
  });

  test('listens to errors also when it is abandoned, since npm\'s ws throws others', () => {
    timers.advance(CONNECT_MS);

    assert.equal(typeof wire().onerror, 'function');
  });

  test('starts only once', () => {
    socket.start();

    assert.equal(made(), 1);
  });
});

describe('a stopped socket', () => {
  test('is closed, and does not connect again', () => {
    wire().open();
    socket.stop();
    timers.advance(BACKOFF_MS.at(-1) + CONNECT_MS);

    assert.equal(phase(), 'closed');
    assert.ok(wire().closedByPage);
    assert.equal(made(), 1);
    assert.equal(timers.pending, 0);
  });

  test('connects when it is started', () => {
    socket.stop();
    socket.start();

    assert.equal(made(), 2);
  });
});

describe('an open connection', () => {
  beforeEach(() => wire().open());

  test('sends texts, and passes on received ones', () => {
    assert.equal(socket.send('a'), true);
    wire().receive('b');

    assert.deepEqual(wire().sent, ['a']);
    assert.deepEqual(texts, ['b']);
  });

  test('ignores binary frames', () => {
    wire().receive(new ArrayBuffer(1));

    assert.deepEqual(texts, []);
  });

  test('does not send into a socket that is closing', () => {
    wire().readyState = 2;

    assert.equal(socket.send('a'), false);
    assert.deepEqual(wire().sent, []);
  });

  test('pings after 20 s of silence, not before', () => {
    timers.advance(QUIET_MS - 1);
    assert.deepEqual(wire().sent, []);
    timers.advance(1);

    assert.deepEqual(wire().sent, ['ping']);
  });

  test('does not ping while messages arrive', () => {
    for (let i = 0; i < 5; i += 1) {
      timers.advance(QUIET_MS - 1);
      wire().receive('x');
    }

    assert.deepEqual(wire().sent, []);
  });

  test('is lost if no message follows a ping within 5 s', () => {
    const first = wire();

    timers.advance(QUIET_MS + PONG_MS);

    assert.equal(phase(), 'waiting');
    assert.ok(first.closedByPage);
    assert.equal(first.onmessage, null);
  });

  test('is kept if any message follows a ping', () => {
    timers.advance(QUIET_MS + PONG_MS - 1);
    wire().receive('anything');
    timers.advance(PONG_MS);

    assert.equal(phase(), 'open');
  });
});

describe('a lost connection', () => {
  for (const code of [1000, 1001, 1006, 1011, 1012, 4000, 4408, 4410, 4499, 5000]) {
    test(`reconnects after close code ${code}`, () => {
      wire().open();

      wire().breakOff(code);
      assert.deepEqual(phases.at(-1), { phase: 'waiting', retryAtMs: BACKOFF_MS[0] * HALF });
      timers.advance(BACKOFF_MS[0] * HALF);

      assert.equal(phase(), 'connecting');
      assert.equal(made(), 2);
    });
  }

  for (const code of [4500, 4999]) {
    test(`does not reconnect after close code ${code}`, () => {
      wire().open();

      wire().breakOff(code, 'this table is closed');
      socket.wake();
      timers.advance(3_600_000);

      assert.deepEqual(phases.at(-1), { phase: 'closed', reason: 'this table is closed' });
      assert.equal(made(), 1);
      assert.equal(timers.pending, 0);
    });
  }

  test('replaced by another tab reconnects only at the player\'s request', () => {
    wire().open();

    wire().breakOff(4409);
    timers.advance(3_600_000);
    assert.deepEqual(phases.at(-1), { phase: 'replaced' });
    assert.equal(made(), 1);
    socket.start();

    assert.equal(phase(), 'connecting');
    assert.equal(made(), 2);
  });

  test('has the close code as its reason if the server sent none', () => {
    wire().breakOff(4501);

    assert.equal(phases.at(-1).reason, 'code 4501');
  });

  test('cannot send', () => {
    wire().open();
    wire().breakOff(1006);

    assert.equal(socket.send('a'), false);
  });

  test('waits longer after each failed attempt, by the table', () => {
    for (const capMs of [...BACKOFF_MS, BACKOFF_MS.at(-1)]) {
      wire().breakOff(1006);
      assert.equal(phases.at(-1).retryAtMs - timers.now, capMs * HALF);
      timers.advance(capMs * HALF);
    }
  });

  test('restarts the table after a stable connection', () => {
    wire().breakOff(1006);
    openAnew();
    timers.advance(STABLE_MS);

    wire().breakOff(1006);

    assert.equal(phases.at(-1).retryAtMs - timers.now, BACKOFF_MS[0] * HALF);
  });

  test('continues the table after an unstable connection', () => {
    wire().breakOff(1006);
    timers.advance(BACKOFF_MS[0]);
    wire().open();
    timers.advance(STABLE_MS - 1_000);

    wire().breakOff(1006);

    assert.equal(phases.at(-1).retryAtMs - timers.now, BACKOFF_MS[1] * HALF);
  });
});

describe('a wake-up', () => {
  test('ends the wait at once', () => {
    wire().breakOff(1006);

    socket.wake();

    assert.equal(phase(), 'connecting');
    assert.equal(made(), 2);
    timers.advance(BACKOFF_MS[0]);
    assert.equal(made(), 2);
  });

  test('does not interrupt a running attempt', () => {
    socket.wake();

    assert.equal(made(), 1);
  });

  test('pings a silent open connection', () => {
    wire().open();
    timers.advance(PONG_MS);

    socket.wake();
    assert.deepEqual(wire().sent, ['ping']);
    timers.advance(PONG_MS);

    assert.equal(phase(), 'waiting');
  });

  test('does not extend the time limit of a ping in flight', () => {
    wire().open();
    timers.advance(QUIET_MS + PONG_MS - 1);

    socket.wake();
    timers.advance(1);

    assert.equal(phase(), 'waiting');
  });
});
