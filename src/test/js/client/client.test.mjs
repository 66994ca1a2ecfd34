import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { connect, DiceError } from '../../../../webapp/client.js';
import { Dicegate } from '../../../../webapp/js/client/dicegate.js';
import { MAX_UNANSWERED } from '../../../../webapp/js/client/request-queue.js';
import { SEAT_RETRY_MS } from '../../../../webapp/js/client/seat.js';
import { BACKOFF_MS } from '../../../../webapp/js/net/backoff.js';
import { DEADLINE_MS } from '../../../../webapp/js/net/requests.js';
import { FakeTimers, FakeWebSocket } from '../fakes.mjs';

const HALF = 0.5;
const LIMITS = { messageChars: 4096, inFlight: 4 };
const ANA = { id: 'm1', name: 'Ana', colour: '#56b4e9', role: 'gm' };

let timers;
let dice;
let events;

const wire = () => FakeWebSocket.latest;
const sent = () => wire().sent.map((text) => JSON.parse(text));
const last = () => sent().at(-1);
const receive = (frame) => wire().receive(JSON.stringify(frame));
const hello = (more = {}) => receive({ type: 'hello', session: 's1', version: '1', features: [], limits: LIMITS, ...more });
const answer = ({ id, expr }, more = {}) => receive({ type: 'result', id, roll: { expr, total: 4, dice: [] }, ...more });
const refuse = ({ id }, code, more = {}) => receive({ type: 'error', id, code, message: code, temporary: false, ...more });
const joined = (more = {}) => receive({
  type: 'joined', table: 'amber', you: ANA, token: 'tok', keys: { gm: 'gk', player: 'pk', watcher: 'wk' },
  members: [ANA], position: 'p0', resumed: false, history: [], ...more,
});
const open = (more) => { wire().open(); hello(more); };
/** Long enough for the first attempts, and short of a request's deadline. */
const breakOff = (code = 1006) => { wire().breakOff(code); timers.advance(BACKOFF_MS[1]); };
const reconnect = (more) => { breakOff(); open({ session: 's2', ...more }); };
const takeSeat = async () => {
  const seat = dice.join({ table: 'amber', name: 'Ana' });
  joined({ id: last().id });
  return seat;
};
const record = (type) => dice.addEventListener(type, ({ detail }) => events.push([type, detail]));
const named = (type) => events.filter(([each]) => each === type).map(([, detail]) => detail);

beforeEach(() => {
  FakeWebSocket.made = [];
  timers = new FakeTimers();
  events = [];
  dice = new Dicegate({
    url: 'wss://dice.example/ws',
    protocol: 'dicegate.v1.json',
    WebSocket: FakeWebSocket,
    timers,
    random: () => HALF,
    prefix: 'x-',
  });
  ['rolled', 'presence', 'joined', 'left', 'waiting', 'closed'].forEach(record);
});

describe('connect', () => {
  const urlOf = (address) => {
    const client = connect(address, { WebSocket: FakeWebSocket });
    client.close();
    return wire().url;
  };

  test('finds the socket of a site, also below a path', () => {
    assert.equal(urlOf('https://dice.example'), 'wss://dice.example/ws');
    assert.equal(urlOf('http://localhost:8088/'), 'ws://localhost:8088/ws');
    assert.equal(urlOf(new URL('https://example.org/dicegate')), 'wss://example.org/dicegate/ws');
    assert.equal(wire().protocol, 'dicegate.v1.json');
  });

  test('needs a WebSocket', () => {
    assert.throws(() => connect('https://dice.example', { WebSocket: null }), /no WebSocket/);
  });

  test('begins the ids of each client with something new', () => {
    const ids = [1, 2].map(() => {
      const client = connect('https://dice.example', { WebSocket: FakeWebSocket });
      client.roll('1d6').catch(() => {});
      open();
      client.close();
      return last().id;
    });

    assert.notEqual(ids[0], ids[1]);
  });
});

describe('a roll', () => {
  test('is sent once the server has said hello, and resolves with its result', async () => {
    const result = dice.roll('2d6+@str', { label: 'attack', to: 'self', vars: { str: 3 } });
    wire().open();
    assert.deepEqual(sent(), []);
    hello();

    assert.deepEqual(sent(), [
      { type: 'roll', id: 'x-1', expr: '2d6+@str', label: 'attack', to: 'self', vars: { str: 3 } }]);
    answer(last());
    assert.equal((await result).roll.total, 4);
    assert.equal(timers.pending, 2); // of the connection
  });

  test('is rejected with the members of the error', async () => {
    open();
    const result = dice.roll('3dd6');
    refuse(last(), 'syntax', { message: 'Expected sides.', pos: 2, len: 1, hint: '3d6', expected: ['sides'], more: 1 });

    await assert.rejects(result, (error) => {
      assert.ok(error instanceof DiceError && error instanceof Error);
      const { name, message, code, temporary, pos, len, hint, expected, id, more } = error;
      assert.deepEqual({ name, message, code, temporary, pos, len, hint, expected, id, more }, {
        name: 'DiceError', message: 'Expected sides.', code: 'syntax', temporary: false, pos: 2, len: 1,
        hint: '3d6', expected: ['sides'], id: 'x-1', more: undefined,
      });
      return true;
    });
  });

  test('by hand has its faces, and its error the die that is wanted', async () => {
    open();
    const marked = dice.roll('2d6', { faces: [3, 4] });
    assert.deepEqual(last().faces, [3, 4]);
    answer(last(), { roll: { expr: '2d6', total: 7, by: 'hand' } });
    assert.equal((await marked).roll.by, 'hand');

    const missing = dice.roll('2d6', { faces: [3] });
    refuse(last(), 'faces_wanted', { wanted: { die: 'd6', given: 1 } });
    await assert.rejects(missing, (error) => error.wanted.die === 'd6');
  });

  test('fails at its deadline, and can be repeated under its id', async () => {
    open();
    const result = dice.roll('1d6');
    timers.advance(DEADLINE_MS);

    await assert.rejects(result, { code: 'timeout', temporary: true, id: 'x-1' });
    const again = dice.roll('1d6', { id: 'x-1' });
    assert.equal(last().id, 'x-1');
    await assert.rejects(dice.roll('1d6', { id: 'x-1' }), { code: 'id_reused' });
    answer(last());
    assert.equal((await again).id, 'x-1');
  });

  test('is not settled by frames of other kinds', async () => {
    open();
    const result = dice.roll('1d6');
    const { id } = last();
    receive({ type: 'news', id });
    receive({ type: 'pong', id });
    wire().receive('{');
    wire().receive('[1]');
    answer({ id: 'x-99' });
    answer(last());

    assert.equal((await result).type, 'result');
  });

  test('that is too long is not sent: the server would close this connection and the next', async () => {
    open();

    await assert.rejects(dice.roll('1'.repeat(LIMITS.messageChars)), { code: 'too_long' });
    assert.deepEqual(sent(), []);
  });
});

describe('odds', () => {
  test('resolve with their frame', async () => {
    open();
    const result = dice.odds('3d6', { vars: { a: 1 } });
    assert.deepEqual(last(), { type: 'odds', id: 'x-1', expr: '3d6', vars: { a: 1 } });
    receive({ type: 'odds', id: 'x-1', odds: { mean: 10.5 } });

    assert.equal((await result).odds.mean, 10.5);
  });
});

describe('the limits', () => {
  test('of the server hold: further requests wait for an answer', async () => {
    open();
    const results = Array.from({ length: 6 }, (_, n) => dice.roll(`${n + 1}d1`));
    assert.equal(sent().length, LIMITS.inFlight);
    answer(sent()[2]);
    answer(sent()[0]);
    assert.deepEqual(sent().map(({ expr }) => expr), ['1d1', '2d1', '3d1', '4d1', '5d1', '6d1']);
    [1, 3, 4, 5].forEach((n) => answer(sent()[n]));

    assert.equal((await Promise.all(results)).length, 6);
  });

  test('of the client hold: more requests are refused at once', async () => {
    const results = Array.from({ length: MAX_UNANSWERED }, () => dice.roll('1d1'));

    await assert.rejects(dice.roll('1d1'), { code: 'busy', temporary: true });
    dice.close();
    const settled = await Promise.allSettled(results);
    assert.ok(settled.every(({ reason }) => reason.code === 'closed'));
  });

  test('of the rate hold: refused requests follow one by one, the oldest first', async () => {
    open();
    const results = ['1d1', '2d1', '3d1', '4d1', '5d1'].map((expr) => dice.roll(expr));
    const [first, ...refused] = sent();
    refused.forEach((request) => refuse(request, 'rate_limited', { temporary: true, retryAfterMs: 50 }));
    answer(first);
    assert.equal(sent().length, 4);
    timers.advance(50);
    assert.deepEqual(sent().slice(4).map(({ expr }) => expr), ['2d1']);
    timers.advance(49);
    assert.equal(sent().length, 5);
    timers.advance(1 + 50 + 50);
    assert.deepEqual(sent().slice(4).map(({ expr }) => expr), ['2d1', '3d1', '4d1', '5d1']);
    sent().slice(4).forEach((request) => answer(request));

    assert.equal((await Promise.all(results)).length, 5);
    const next = dice.roll('6d1');
    assert.equal(last().expr, '6d1');
    answer(last());
    await next;
  });
});

describe('after a lost connection', () => {
  test('the session is resumed and unanswered requests are repeated under their ids', async () => {
    open();
    const answered = dice.roll('1d1');
    answer(last());
    await answered;
    const lost = [dice.roll('2d1'), dice.odds('3d1')];
    const before = sent().slice(1);
    breakOff();
    lost.push(dice.roll('4d1'));
    open({ session: 's2' });

    assert.deepEqual(sent(), [{ type: 'resume', session: 's1' }, ...before, { type: 'roll', id: 'x-4', expr: '4d1' }]);
    answer(sent()[1]);
    receive({ type: 'odds', id: 'x-3', odds: {} });
    answer(sent()[3]);
    assert.equal((await Promise.all(lost)).length, 3);
    assert.equal(named('waiting').length, 1);
  });

  test('attempts have growing random delays', () => {
    for (const capMs of [...BACKOFF_MS, BACKOFF_MS.at(-1)]) {
      const made = FakeWebSocket.made.length;
      wire().breakOff(1006);
      timers.advance(capMs * HALF - 1);
      assert.equal(FakeWebSocket.made.length, made);
      timers.advance(1);
      assert.equal(FakeWebSocket.made.length, made + 1);
    }
  });

  test('a session that the server has forgotten is replaced by the one it offers', () => {
    open();
    reconnect();
    refuse({}, 'no_session');
    reconnect({ session: 's3' });

    assert.deepEqual(sent()[0], { type: 'resume', session: 's2' });
  });

  test('a request that a stopping server refused is sent to the next one', async () => {
    open();
    const result = dice.roll('1d1');
    refuse(last(), 'stopped', { temporary: true });
    breakOff(1012);
    open();
    answer(last());

    assert.equal((await result).id, 'x-1');
  });

  test('the deadline continues', async () => {
    open();
    const result = dice.roll('1d1');
    wire().breakOff(1006);
    timers.advance(DEADLINE_MS);

    await assert.rejects(result, { code: 'timeout' });
  });
});

describe('the end', () => {
  for (const [code, reason] of [[4409, 'elsewhere'], [4500, 'gone away'], [4999, 'code 4999']]) {
    test(`by close code ${code} fails what is unanswered, and does not connect again`, async () => {
      open();
      const result = dice.roll('1d1');
      wire().breakOff(code, code === 4500 ? reason : '');

      await assert.rejects(result, { code: 'closed', temporary: false });
      await assert.rejects(dice.roll('1d1'), { code: 'closed' });
      assert.match(named('closed')[0].reason, new RegExp(reason));
      assert.equal(timers.pending, 0);
    });
  }

  test('by close() leaves no timer and no listener of the socket', async () => {
    open();
    await takeSeat();
    const result = dice.roll('1d1');
    const socket = wire();
    dice.close();

    await assert.rejects(result, { code: 'closed' });
    assert.equal(timers.pending, 0);
    assert.ok(socket.closedByPage);
    assert.equal(socket.onmessage, null);
  });
});

describe('at a table', () => {
  test('joined resolves the request and is an event; rolled and presence are events', async () => {
    open();
    const seat = await takeSeat();
    receive({ type: 'rolled', seq: 1, position: 'p1', by: ANA, to: 'all', at: 1, roll: { expr: '1d6', total: 3 } });
    receive({ type: 'presence', members: [ANA] });

    assert.equal(seat.token, 'tok');
    assert.deepEqual(events.map(([type]) => type), ['joined', 'rolled', 'presence']);
    assert.equal(named('rolled')[0].roll.total, 3);
  });

  test('rolls name their audience, so that without the table they are errors', async () => {
    open();
    await takeSeat();
    dice.roll('1d6').catch(() => {});
    assert.equal(last().to, 'all');
    dice.roll('1d6', { to: 'gm' }).catch(() => {});
    assert.equal(last().to, 'gm');
    dice.leave();
    assert.equal(last().type, 'leave');
    receive({ type: 'left', id: last().id });
    dice.roll('1d6').catch(() => {});
    assert.ok(!('to' in last()));
  });

  test('the seat is taken again at the last position, before requests are repeated', async () => {
    open();
    await takeSeat();
    receive({ type: 'rolled', seq: 1, position: 'p1', by: ANA, to: 'all', at: 1, roll: {} });
    const result = dice.roll('1d6');
    const roll = last();
    reconnect();

    const [resume, rejoin, ...others] = sent();
    assert.equal(resume.type, 'resume');
    assert.deepEqual({ ...rejoin, id: null }, {
      type: 'join', id: null, table: 'amber', name: 'Ana', colour: '#56b4e9', key: 'gk', token: 'tok', resume: 'p1',
    });
    assert.deepEqual(others, []);
    const missed = { type: 'rolled', seq: 2, position: 'p2', missed: true };
    joined({ id: rejoin.id, resumed: true, position: 'p2', history: [missed] });
    assert.deepEqual(last(), roll);
    assert.deepEqual(named('rolled').map(({ seq }) => seq), [1, 2]);
    answer(roll, { seq: 3 });
    assert.equal((await result).seq, 3);
  });

  test('a theme is sent with the join, and kept when the seat is taken again', async () => {
    open();
    dice.join({ table: 'amber', name: 'Ana', theme: 'brass' });
    assert.equal(last().theme, 'brass');
    joined({ id: last().id, you: { ...ANA, theme: 'brass' } });
    reconnect();
    assert.deepEqual({ type: last().type, theme: last().theme }, { type: 'join', theme: 'brass' });
    joined({ id: last().id, resumed: true });
    reconnect();

    assert.ok(!('theme' in last()));
  });

  test('a seat that is refused for a while is asked for again', async () => {
    open();
    await takeSeat();
    reconnect();
    const result = dice.roll('1d6');
    refuse(last(), 'table_unavailable', { temporary: true });
    assert.equal(sent().length, 2);
    timers.advance(SEAT_RETRY_MS);
    assert.equal(last().type, 'join');
    joined({ id: last().id, resumed: true });
    answer(last());

    assert.equal((await result).type, 'result');
  });

  test('a seat that is refused is lost', async () => {
    open();
    await takeSeat();
    const result = dice.roll('1d6');
    reconnect();
    refuse(last(), 'bad_key');
    assert.deepEqual(named('left').map(({ code }) => code), ['bad_key']);
    assert.equal(last().to, 'all');
    refuse(last(), 'no_table');

    await assert.rejects(result, { code: 'no_table' });
    reconnect({ session: 's3' });
    assert.deepEqual(sent().map(({ type }) => type), ['resume']);
  });

  test('another join gives the seat up, also if it is refused', async () => {
    open();
    await takeSeat();
    const other = dice.join({ table: 'other', name: 'Ana' });
    refuse(last(), 'bad_key');
    await assert.rejects(other, { code: 'bad_key' });
    reconnect();

    assert.deepEqual(sent().map(({ type }) => type), ['resume']);
  });

  test('leaving while the seat is refused for a while gives it up', async () => {
    open();
    await takeSeat();
    reconnect();
    refuse(last(), 'table_unavailable', { temporary: true });
    const left = dice.leave();
    timers.advance(SEAT_RETRY_MS);
    assert.equal(last().type, 'leave');
    receive({ type: 'left', id: last().id });

    assert.equal((await left).type, 'left');
  });

  test('a lost table is an event without a request', async () => {
    open();
    await takeSeat();
    joined({ position: 'q0' });
    reconnect();

    assert.equal(named('joined').length, 2);
    assert.equal(last().resume, 'q0');
  });

  test('reveal shows a roll', async () => {
    open();
    await takeSeat();
    const revealed = dice.reveal(7);
    assert.equal(last().seq, 7);
    receive({ type: 'revealed', id: last().id, seq: 7 });

    assert.equal((await revealed).seq, 7);
  });
});
