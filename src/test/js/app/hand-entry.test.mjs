import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { HandEntry, readWanted } from '../../../../webapp/js/app/hand-entry.js';
import { PatientRequest } from '../../../../webapp/js/app/patient-request.js';
import { fairnessOf } from '../../../../webapp/js/odds/fairness.js';
import { luckOf } from '../../../../webapp/js/odds/luck.js';
import { MessageReceiver } from '../../../../webapp/js/app/message-receiver.js';
import { encodeRoll } from '../../../../webapp/js/net/encode.js';
import { Requests } from '../../../../webapp/js/net/requests.js';
import { ResumableSession } from '../../../../webapp/js/net/resumable-session.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { problemOf } from '../../../../webapp/js/state/problems.js';
import { Store } from '../../../../webapp/js/state/store.js';
import { FakeTimers } from '../fakes.mjs';

const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'player' };
const D6 = { die: 'd6', faces: [1, 2, 3, 4, 5, 6], given: 0, number: 1, of: 2 };

let store;
let receiver;
let sent;
let entry;
let shown;
let ended;

const settle = async () => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};
const receive = (message) => receiver.onText(JSON.stringify(message));
const asked = () => JSON.parse(sent.at(-1));
const answer = async (message) => {
  receive({ id: asked().id, ...message });
  await settle();
};
const want = (more = {}) => answer({ type: 'error', code: 'faces_wanted', message: 'm', temporary: false,
  wanted: { ...D6, ...more } });
const refuse = (code, more = {}) =>
  answer({ type: 'error', code, message: `It is ${code}.`, temporary: false, ...more });
const roll = { by: 'hand', expr: '2d6', total: 7, dice: [{ sides: 6, value: 3, kept: true }, { sides: 6, value: 4, kept: true }] };

beforeEach(() => {
  const timers = new FakeTimers();
  store = new Store(initialState('2d6 for luck'), timers.nowMs);
  const requests = new Requests({ prefix: 'r', timers, onExpired: () => assert.fail('an answer is awaited') });
  sent = [];
  const socket = { send: (text) => sent.push(text) };
  receiver = new MessageReceiver({
    tellAct: () => {},
    hear: () => {},
    store, session: new ResumableSession(), requests, showAddress: () => {},
    membership: { onJoined: () => {}, onError: () => {} }, resumption: { resend: () => {} },
  });
  shown = [];
  ended = 0;
  entry = new HandEntry({
    request: new PatientRequest({ requests, socket, timers }),
    requests,
    store,
    page: {
      encode: encodeRoll,
      refuse: (failure) => store.dispatch({ type: 'refused', problem: problemOf('m', failure) }),
    },
    roll: { expr: '2d6', label: 'luck', to: 'all' },
    show: (progress) => shown.push(progress),
    end: () => { ended += 1; },
  });
});

describe('dice by hand', () => {
  test('are asked for one after the other, each under a new id', async () => {
    entry.start();
    assert.deepEqual([asked().expr, asked().faces], ['2d6', []]);
    await want();
    const first = asked().id;
    entry.enter(3);
    assert.deepEqual(asked().faces, [3]);
    assert.notEqual(asked().id, first);
    await want({ given: 1, number: 2 });

    const { faces, wanted, busy } = shown.at(-1);
    assert.deepEqual([faces, wanted.number, wanted.of, busy], [[3], 2, 2, false]);
  });

  test('are a row of the log when the last is entered, marked, and in no statistics', async () => {
    entry.start();
    await want();
    entry.enter(3);
    await want({ given: 1 });
    entry.enter(4);
    await answer({ type: 'result', roll });

    const [row, ...others] = store.state.rows;
    assert.deepEqual([row.expr, row.label, row.status, row.outcome.byHand, others], ['2d6', 'luck', 'rolled', true, []]);
    assert.equal(ended, 1);
    const rows = [{ ...row, animating: false }];
    assert.deepEqual([fairnessOf(rows), luckOf(rows)], [[], []]);
  });

  test('can be taken back', async () => {
    entry.start();
    await want();
    entry.enter(3);
    await want({ given: 1, number: 2 });
    entry.back();
    assert.deepEqual(asked().faces, []);
    await want();

    assert.deepEqual(shown.at(-1).faces, []);
    const count = sent.length;
    await entry.back();
    assert.equal(sent.length, count);
  });

  test('that do not fit are not kept', async () => {
    entry.start();
    await want();
    entry.enter(7);
    await refuse('bad_faces');

    assert.deepEqual([shown.at(-1).faces, shown.at(-1).problem], [[], 'It is bad_faces.']);
    assert.equal(shown.at(-1).wanted.die, 'd6');
  });

  test('wait for an answer before the next', async () => {
    entry.start();
    await want();
    entry.enter(1);
    await entry.enter(2);

    assert.deepEqual(asked().faces, [1]);
  });

  test('of a text that is no roll end with its error under the input', async () => {
    entry.start();
    await refuse('syntax', { pos: 1, len: 1 });

    assert.equal(ended, 1);
    assert.deepEqual([store.state.problem.pos, store.state.rows], [1, []]);
  });

  test('send nothing after the end', async () => {
    entry.start();
    entry.cancel();
    receive({ type: 'result', id: asked().id, roll });
    await settle();

    assert.deepEqual(store.state.rows, []);
  });

  test('at a table have its label and audience, and one row', async () => {
    store.dispatch({ type: 'joining', id: 'j', table: 't' });
    receive({ type: 'joined', id: 'j', table: 't', you: ANA, token: 'x', keys: {}, members: [ANA],
      position: 'e:0:t', resumed: false, history: [] });
    entry.start();
    assert.deepEqual([asked().label, asked().to], ['luck', 'all']);
    receive({ type: 'rolled', seq: 1, position: 'e:1:t', by: ANA, to: 'all', at: 1, label: 'luck', roll });
    await answer({ type: 'result', seq: 1, roll });

    assert.deepEqual(store.state.rows.map(({ seq, outcome }) => [seq, outcome.byHand]), [[1, true]]);
  });

  test('are described by what the server wants', () => {
    assert.equal(readWanted({ die: 'd100bonus1', part: 'tens', faces: [0, 10], number: 1, of: 1 }).die, 'd100bonus1, tens');
    assert.deepEqual(readWanted({ die: 'd1000', from: 1, to: 1000, number: 1, of: 1, again: true }),
      { die: 'd1000', faces: [], number: 1, of: 1, again: true });
    assert.deepEqual(readWanted({ faces: [{}] }), { die: 'die', faces: [], number: 1, of: 1, again: false });
    assert.equal(readWanted('d6'), null);
  });
});
