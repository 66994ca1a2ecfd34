import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { MAX_DICE_SHOWN, readRoll } from '../../../../webapp/js/roll/outcome.js';
import {
  encodeJoin, encodeOdds, encodePing, encodeResume, encodeReveal, encodeRoll,
} from '../../../../webapp/js/net/encode.js';
import { socketUrl } from '../../../../webapp/js/net/address.js';
import { encodeHistory } from '../../../../webapp/js/net/older-rolls.js';
import { decode } from '../../../../webapp/js/net/protocol.js';

describe('messages of the page', () => {
  const roll = (expr, more = {}) => encodeRoll({ id: 'r1', expr, label: '', to: null, ...more });

  test('a roll is one JSON object with type, id and expr', () => {
    assert.equal(roll('3d6'), '{"type":"roll","id":"r1","expr":"3d6"}');
  });

  test('a roll at a table has its audience and its label', () => {
    assert.equal(roll('3d6', { to: 'gm', label: 'attack' }),
      '{"type":"roll","id":"r1","expr":"3d6","label":"attack","to":"gm"}');
  });

  test('quotes and line ends in an expression are escaped', () => {
    assert.deepEqual(JSON.parse(roll('"\n\u2028')).expr, '"\n\u2028');
  });

  test('a request for a seat has the known members, and no others', () => {
    const join = { id: 'j1', table: 't', name: 'Ana', colour: null, key: null, token: 'x', resume: null };

    assert.equal(encodeJoin(join), '{"type":"join","id":"j1","table":"t","name":"Ana","token":"x"}');
  });

  test('requests for odds have the expression, reveals the position', () => {
    assert.equal(encodeOdds('o1', '2d6'), '{"type":"odds","id":"o1","expr":"2d6"}');
    assert.equal(encodeReveal('v1', 0), '{"type":"reveal","id":"v1","seq":0}');
  });

  test('a resume names its session', () => {
    assert.equal(encodeResume('s'), '{"type":"resume","session":"s"}');
  });

  test('a ping has an id', () => {
    assert.equal(encodePing('p1'), '{"type":"ping","id":"p1"}');
  });
});

describe('the address of the WebSocket', () => {
  test('is below the page\'s root under any context root', () => {
    assert.equal(socketUrl('http://host:8088/'), 'ws://host:8088/ws');
    assert.equal(socketUrl('http://host/dicegate/'), 'ws://host/dicegate/ws');
    assert.equal(socketUrl('http://host/dicegate/index.html?a=1#b'), 'ws://host/dicegate/ws');
  });

  test('is secure when the page is', () => {
    assert.equal(socketUrl('https://host/dicegate/'), 'wss://host/dicegate/ws');
  });
});

describe('messages of the server', () => {
  test('hello has the limits', () => {
    const hello = '{"type":"hello","session":"s","version":"1.0.0","features":["roll"],'
      + '"limits":{"messageChars":4096,"inFlight":256}}';

    assert.deepEqual(decode(hello),
      {
        type: 'hello', session: 's', limits: { messageChars: 4096, inFlight: 256 }, features: ['roll'],
      });
  });

  test('invalid limits are left out', () => {
    assert.deepEqual(decode('{"type":"hello","limits":{"messageChars":-1,"inFlight":"x"}}'),
      { type: 'hello', session: null, limits: {}, features: [] });
    assert.deepEqual(decode('{"type":"hello","session":7}'),
      { type: 'hello', session: null, limits: {}, features: [] });
  });

  test('an error keeps its position and its hint', () => {
    const text = '{"type":"error","id":"r1","code":"syntax","message":"m","temporary":false,'
      + '"pos":2,"len":1,"hint":"3d6"}';

    assert.deepEqual(decode(text), {
      type: 'error', id: 'r1', code: 'syntax', message: 'm', temporary: false,
      retryAfterMs: 0, pos: 2, len: 1, hint: '3d6', wanted: null,
    });
  });

  test('an error with only its type has defaults for display', () => {
    const error = decode('{"type":"error"}');

    assert.deepEqual(error, {
      type: 'error', id: null, code: 'internal', message: 'The server could not do this.',
      temporary: false, retryAfterMs: 0, pos: null, len: 0, hint: null, wanted: null,
    });
  });

  test('an invalid position is ignored', () => {
    const error = decode('{"type":"error","pos":-1,"len":1.5,"hint":7}');

    assert.deepEqual([error.pos, error.len, error.hint], [null, 0, null]);
  });

  test('a pong is read', () => {
    assert.deepEqual(decode('{"type":"pong","id":"p1"}'), { type: 'pong' });
  });

  test('resumed is read', () => {
    assert.deepEqual(decode('{"type":"resumed","session":"s"}'), { type: 'resumed' });
  });

  test('unknown and malformed messages are ignored', () => {
    for (const text of ['', 'x', '{', 'null', '7', '[]', '{}', '{"type":"rolled"}',
      '{"type":"result"}', '{"type":"result","id":7,"roll":[1]}', '{"type":"__proto__"}', '{"type":"joined"}',
      '{"type":"joined","table":"t","you":7}', '{"type":"odds"}', '{"type":"toString"}']) {
      assert.equal(decode(text), null, text);
    }
  });
});

describe('messages about a table', () => {
  const ana = { id: 'a', name: 'Ana', colour: '#56b4e9', theme: 'ivory', role: 'gm' };
  const rolled = { type: 'rolled', seq: 3, position: 'e:3:t', by: ana, to: 'all', at: 5 };

  test('older rolls come without unreadable ones, and say where they continue', () => {
    const history = (more) => decode(JSON.stringify({ type: 'history', id: 'h', entries: [], ...more }));

    assert.deepEqual(history({ entries: [rolled, { type: 'rolled' }], next: 2 }).rolls.map(({ seq }) => seq), [3]);
    assert.equal(history({ next: 2 }).next, 2);
    assert.equal(history({}).next, null);
    assert.equal(history({ next: -1 }).next, null);
    assert.deepEqual(history({ entries: 'none' }).rolls, []);
    assert.equal(history({ id: 7 }), null);
  });

  test('a request for older rolls names where they continue, if that is known', () => {
    assert.equal(encodeHistory('h', 120), '{"type":"history","id":"h","before":120,"limit":100}');
    assert.equal(encodeHistory('h', null), '{"type":"history","id":"h","limit":100}');
  });

  test('a roll has its position, its roller and its outcome', () => {
    const message = decode(JSON.stringify(
      { ...rolled, label: 'attack', roll: { expr: '1d6', total: 4, dice: [] } }));

    assert.deepEqual(message, {
      type: 'rolled', seq: 3, position: 'e:3:t', by: ana, to: 'all', seers: [], label: 'attack', atMs: 5,
      reveals: null, missed: false, expr: '1d6',
      outcome: { kind: 'dice', total: 4, dice: [], diceCount: 0 },
    });
  });

  test('a hidden roll has no outcome', () => {
    const message = decode(JSON.stringify({ ...rolled, to: 'blind', hidden: true }));

    assert.deepEqual([message.to, message.outcome, message.expr], ['blind', null, null]);
  });

  test('a roll that its roller may not see has its expression', () => {
    const message = decode(JSON.stringify({ ...rolled, to: 'blind', hidden: true, expr: '1d20+5' }));

    assert.deepEqual([message.outcome, message.expr], [null, '1d20+5']);
  });

  test('joined has keys, members and history', () => {
    const message = decode(JSON.stringify({
      type: 'joined', id: 'j', table: 't', you: ana, token: 'x', keys: { gm: 'g', player: 7 },
      members: [ana, 'nobody'], position: 'e:3:t', resumed: true, history: [rolled, {}],
    }));

    assert.deepEqual(message.keys, { gm: 'g' });
    assert.deepEqual(message.members, [ana]);
    assert.deepEqual(message.history.map(({ seq }) => seq), [3]);
    assert.equal(message.resumed, true);
  });

  test('a theme that is no text is none', () => {
    const { members } = decode(JSON.stringify({ type: 'presence', members: [{ ...ana, theme: 7 }, { id: 'b' }] }));

    assert.deepEqual(members.map(({ theme }) => theme), ['', '']);
  });

  test('an invalid colour is replaced', () => {
    const { members } = decode(JSON.stringify(
      { type: 'presence', members: [{ ...ana, colour: 'url(x)', role: 'king' }] }));

    assert.equal(members[0].colour, '#b4c2ba');
    assert.equal(members[0].role, 'player');
  });

  test('odds are passed on unread', () => {
    assert.deepEqual(decode('{"type":"odds","id":"o","odds":{"min":1}}'),
      { type: 'odds', id: 'o', odds: { min: 1 } });
  });
});

describe('a roll', () => {
  const die = (sides, value, kept = true) => ({ sides, value, kept });

  test('of our engine has dice with sides and a total', () => {
    const { outcome } = decode('{"type":"result","id":"r1","roll":{"expr":"2d6","total":9,'
      + '"text":"2d6[4, 5] = 9","dice":[{"sides":6,"value":4,"kept":true},'
      + '{"sides":6,"value":5,"kept":false}]}}');

    assert.deepEqual(outcome,
      { kind: 'dice', total: 9, dice: [die(6, 4), die(6, 5, false)], diceCount: 2 });
  });

  test('of the seed engine has dice of unknown sides and their sum', () => {
    assert.deepEqual(readRoll([4, 5, 2]),
      { kind: 'dice', total: 11, dice: [die(null, 4), die(null, 5), die(null, 2)], diceCount: 3 });
    assert.deepEqual(readRoll([]), { kind: 'dice', total: 0, dice: [], diceCount: 0 });
  });

  test('of counted dice shows their faces, of clamped dice their values', () => {
    const dice = [
      { sides: 10, value: 1, kept: true, faces: [8], success: true },
      { sides: 10, value: 2, kept: true, faces: [1], clamped: true },
      { sides: 6, value: 5, kept: true, faces: [6], penetrated: true },
      { sides: 6, value: 8, kept: true, faces: [6, 2], compounded: true },
      { sides: 6, value: -1, kept: true, fate: true },
      { sides: 6, value: 0, kept: true, faces: [1], number: 2, clamped: true },
    ];

    assert.deepEqual(readRoll({ total: 3, dice }).dice.map((each) => ({ ...each, facts: undefined })),
      [die(10, 8), die(10, 2), die(6, 5), die(6, 8), { ...die(null, -1), fate: true }, die(6, 2)]
        .map((each) => ({ ...each, facts: undefined })));
  });

  test('with repeats has each result', () => {
    const rolls = [{ total: 5, dice: [{ sides: 6, value: 5 }] }, { total: 2, dice: [] }];

    assert.deepEqual(readRoll({ expr: '2#1d6', rolls }), {
      kind: 'repeats',
      results: [
        { kind: 'dice', total: 5, dice: [die(6, 5)], diceCount: 1 },
        { kind: 'dice', total: 2, dice: [], diceCount: 0 },
      ],
    });
  });

  test('refused by the seed engine has a readable message', () => {
    assert.deepEqual(readRoll('whaaat?'),
      { kind: 'refused', text: 'The engine does not understand this roll.' });
  });

  test('of unknown shape is shown as JSON', () => {
    assert.deepEqual(readRoll({ cards: ['♠A'] }), { kind: 'other', text: '{"cards":["♠A"]}' });
    assert.deepEqual(readRoll('hello'), { kind: 'other', text: '"hello"' });
    assert.deepEqual(readRoll([1, 'two']), { kind: 'other', text: '[1,"two"]' });
    assert.deepEqual(readRoll(null), { kind: 'other', text: 'null' });
    assert.deepEqual(readRoll(undefined), { kind: 'other', text: 'An empty answer.' });
  });

  test('with an unreadable die shows its total alone', () => {
    const roll = { total: 9, dice: [{ sides: 6, value: 4 }, { sides: 6, value: 'x' }] };

    assert.deepEqual(readRoll(roll), { kind: 'dice', total: 9, dice: [], diceCount: 0 });
  });

  test('with invalid sides has a die of unknown sides', () => {
    assert.deepEqual(readRoll({ total: 1, dice: [{ sides: 'F', value: 1 }] }).dice, [die(null, 1)]);
  });

  test('with very many dice keeps the first and counts the rest', () => {
    const outcome = readRoll(Array(10_000).fill(1));

    assert.equal(outcome.total, 10_000);
    assert.equal(outcome.diceCount, 10_000);
    assert.equal(outcome.dice.length, MAX_DICE_SHOWN);
  });
});
