// Whispers, and what a host may do, as the state has them.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { precheck } from '../../../../webapp/js/app/precheck.js';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { encodeRoll } from '../../../../webapp/js/net/encode.js';
import {
  isHost, listed, marksOf, MAX_SEERS, mayWhisper, offersFor, othersAt, whisperOf,
} from '../../../../webapp/js/state/host.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { reduce } from '../../../../webapp/js/state/reduce.js';
import { recipientsNow, recipientsOf } from '../../../../webapp/js/state/whisper.js';

const person = (id, name, role = 'player') => ({ id, name, colour: '#56b4e9', role });
const gina = person('g', 'Gina', 'gm');
const ana = person('a', 'Ana');
const bo = person('b', 'Bo');
const wim = person('w', 'Wim', 'watcher');

const receive = (state, frame) => reduce(state, { type: 'received', message: decode(JSON.stringify(frame)) });
const at = (you, more = {}) => [
  { type: 'hello', session: 's', features: ['tables', 'moderation', 'whisper'], limits: {} },
  {
    type: 'joined', id: 'j', table: 'owl', you, token: 't', keys: {}, members: [gina, ana, bo, wim], rules: {},
    position: 'e:2:t', resumed: false, history: [], ...more,
  },
].reduce(receive, reduce(initialState('d6'), { type: 'joining', id: 'j', table: 'owl' }));
const choosing = (to, you = ana) => reduce(at(you), { type: 'audience', to });
const rolled = (seq, more) => ({
  type: 'rolled', seq, position: `e:${seq}:t`, by: bo, at: 0, roll: { expr: 'd6', total: 3, dice: [] }, ...more,
});

describe('a whisper', () => {
  test('goes to the chosen members who are there', () => {
    assert.deepEqual(recipientsNow(choosing(['b', 'g'])), ['b', 'g']);
    assert.deepEqual(recipientsNow(choosing(['b', 'x'])), ['b']);
    assert.equal(recipientsNow(choosing('gm')), 'gm');
    assert.deepEqual(JSON.parse(encodeRoll({ id: 'r', expr: 'd6', label: '', to: ['b', 'g'] })).to, ['b', 'g']);
  });

  test('is not rolled if nobody of them is there, and never for others instead', () => {
    const state = receive(choosing(['b']), { type: 'presence', members: [gina, ana] });

    assert.deepEqual(recipientsNow(state), []);
    assert.match(precheck(state, { expr: 'd6', to: recipientsNow(state) }, 9).message, /Nobody whom you whisper to/);
    assert.deepEqual(state.to, ['b']);
    assert.deepEqual(recipientsNow(receive(state, { type: 'presence', members: [gina, ana, bo] })), ['b']);
  });

  test('names in its row who sees it, also before the answer', () => {
    const state = reduce(at(ana), { type: 'rolled', id: 'r', expr: 'd6', label: '', to: ['b'], retryOf: null });
    assert.deepEqual([state.rows[0].to, state.rows[0].seers], ['whisper', [{ id: 'b', name: 'Bo' }]]);

    const seen = receive(at(ana), rolled(3, { to: ['a', 'x'] }));
    assert.deepEqual(seen.rows[0].seers, [{ id: 'a', name: 'you' }, { id: 'x', name: '' }]);
    assert.deepEqual(receive(at(ana), rolled(3, { to: 'whisper', hidden: true, roll: undefined })).rows[0].seers, []);
  });

  test('keeps the names when members leave', () => {
    const seen = receive(receive(at(gina), rolled(3, { to: ['a', 'g'] })), { type: 'presence', members: [gina] });

    assert.deepEqual(seen.rows[0].seers.map(({ name }) => name), ['Ana', 'you']);
  });

  test('is rolled again for the same members by its roller, and for the player alone by others', () => {
    const own = reduce(at(ana), { type: 'rolled', id: 'r', expr: 'd6', label: '', to: ['b'], retryOf: null }).rows[0];
    const other = receive(at(ana), rolled(3, { to: ['a'] })).rows[0];

    assert.deepEqual(recipientsOf(own), ['b']);
    assert.equal(recipientsOf(other), 'self');
    assert.equal(recipientsOf({ ...own, seers: [] }), 'self');
    assert.equal(recipientsOf({ ...own, to: 'gm', seers: [] }), 'gm');
  });

  test('is described with those who are there and those who are not', () => {
    const known = new Map([['x', 'Xe']]);

    assert.deepEqual(whisperOf(choosing(['b', 'x', 'y']), known), { there: ['Bo'], away: ['Xe', 'somebody'] });
    assert.equal(whisperOf(choosing('all'), known), null);
    assert.equal(whisperOf(reduce(choosing(['b']), { type: 'left' }), known), null);
    assert.equal(MAX_SEERS, 16);
  });
});

describe('what is offered for a member', () => {
  const ALL_OF_PLAYER = ['whisper', 'gm', 'watcher', 'hand_on', 'remove'];

  test('is all that a GM may do, and no role that the member has', () => {
    assert.deepEqual(offersFor(at(gina), ana), ALL_OF_PLAYER);
    assert.deepEqual(offersFor(at(gina), wim), ['whisper', 'gm', 'player', 'hand_on', 'remove']);
  });

  test('is a whisper for players, and nothing for watchers and oneself', () => {
    assert.deepEqual(offersFor(at(ana), bo), ['whisper']);
    assert.deepEqual(offersFor(at(wim), bo), []);
    assert.deepEqual(offersFor(at(gina), gina), []);
  });

  test('changes with the own role, and ends with the seat', () => {
    const made = receive(at(ana), {
      type: 'joined', table: 'owl', you: { ...ana, role: 'gm' }, token: 't', keys: {}, members: [gina, ana, bo],
      rules: {}, position: 'e:3:t', resumed: false, history: [],
    });
    assert.ok(isHost(made));
    assert.deepEqual(offersFor(made, bo), ALL_OF_PLAYER);

    const removed = receive(made, { type: 'removed', by: gina });
    assert.ok(!isHost(removed) && !mayWhisper(removed));
    assert.deepEqual(offersFor(removed, bo), []);
  });

  test('stays while a broken connection is restored', () => {
    const again = reduce(at(gina), { type: 'joining', id: 'k', table: 'owl' });
    assert.deepEqual(offersFor(again, ana), ALL_OF_PLAYER);

    assert.deepEqual(offersFor(reduce(at(gina), { type: 'joining', id: 'k', table: 'elk' }), ana), []);
  });

  test('is nothing that the server does not serve', () => {
    const old = receive(at(gina), { type: 'hello', session: 's', features: ['tables'], limits: {} });

    assert.deepEqual(offersFor(old, ana), []);
  });
});

describe('the table', () => {
  test('has marks that everybody sees', () => {
    assert.deepEqual(marksOf(at(ana, { rules: { locked: true, namesLocked: true, whispersShown: true } })),
      ['locked', 'names locked', 'whispers shown']);
    assert.deepEqual(marksOf(at(ana, { rules: { locked: 'yes' } })), []);
    assert.deepEqual(marksOf(initialState('')), []);
  });

  test('has others to whisper to', () => {
    assert.deepEqual(othersAt(at(ana)).map(({ name }) => name), ['Gina', 'Bo', 'Wim']);
    assert.deepEqual(othersAt(initialState('')), []);
    assert.deepEqual([[], ['A'], ['A', 'B'], ['A', 'B', 'C']].map(listed), ['', 'A', 'A and B', 'A, B and C']);
  });
});
