// What GMs do, as the page reads and tells it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { titleOf } from '../../../../webapp/js/state/acts.js';
import { actText } from '../../../../webapp/js/views/act-text.js';
import { reduce } from '../../../../webapp/js/state/reduce.js';

const ana = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'gm' };
const rolled = (seq, more = {}) => ({
  type: 'rolled', seq, position: `e:${seq}:t`, by: ana, to: 'all', at: 0,
  roll: { expr: 'd6', total: 3, dice: [] }, ...more,
});
const acted = (seq, act, more = {}) =>
  ({ type: 'acted', seq, position: `e:${seq}:t`, by: ana, at: 0, act, ...more });
const joined = (history) => ({
  type: 'joined', table: 'owl', you: { ...ana, id: 'b', name: 'Bo', role: 'player' }, token: 't', keys: {},
  members: [ana], rules: {}, position: 'e:2:t', resumed: false, history,
});

const receive = (state, frame) => reduce(state, { type: 'received', message: decode(JSON.stringify(frame)) });
const after = (...frames) => frames.reduce(
  receive,
  reduce(initialState('d6'), { type: 'joining', id: 'j', table: 'owl' }));

describe('acts of GMs', () => {
  test('are no rolls of the history', () => {
    assert.deepEqual(after(joined([rolled(1), acted(2, 'lock', { on: true })])).rows.map(({ seq }) => seq), [1]);
  });

  test('are told, and move the position', () => {
    const state = after(joined([]), acted(3, 'remove', { member: { ...ana, name: 'Cy' } }));

    assert.equal(state.table.position, 'e:3:t');
    const texts = [
      acted(3, 'remove', { member: { ...ana, name: 'Cy' } }),
      acted(3, 'remove', { member: { ...ana, name: 'Cy' }, reason: 'Spoilers.' }),
      acted(3, 'lock', { on: true }), acted(3, 'lock', { on: false }),
      acted(3, 'lock_names', { on: false }), acted(3, 'show_whispers', { on: false }),
      acted(3, 'audience', { to: 'gm' }), acted(3, 'title', { title: 'Keep' }), acted(3, 'title', { title: '' }),
      acted(3, 'role', { member: { ...ana, name: 'Cy' }, role: 'watcher' }), acted(3, 'hand_on', {}),
    ].map(actText);
    assert.deepEqual(texts, [
      'Ana: removed Cy', 'Ana: removed Cy: Spoilers.', 'Ana: locked the table', 'Ana: unlocked the table',
      'Ana: unlocked the names', 'Ana: no longer shows that something is whispered',
      'Ana: rolls are now for the roller and the GM, unless the roller decides otherwise',
      'Ana: named the table: Keep', 'Ana: removed the table\'s title', 'Ana: made Cy a watcher',
      'Ana: handed the role of the GM over to somebody',
    ]);
    assert.equal(actText(acted(3, 'toString')), 'Ana: toString');
    assert.equal(actText({}), 'A GM: ');
  });

  test('set and remove webhooks, each once', () => {
    const hook = (id, host) => ({ webhook: { id, host, shape: 'json' } });
    const set = [acted(3, 'webhook', hook('h1', 'a.example')), acted(4, 'webhook', hook('h2', 'b.example')),
      acted(5, 'webhook', hook('h2', 'b.example'))];
    const ids = (...frames) => after(joined([]), ...frames).table.rules.webhooks?.map(({ id, by }) => [id, by.name]);

    assert.deepEqual(ids(...set), [['h1', 'Ana'], ['h2', 'Ana']]);
    assert.deepEqual(ids(...set, acted(6, 'webhook_off', hook('h1', 'a.example'))), [['h2', 'Ana']]);
    assert.deepEqual(ids(acted(6, 'webhook_off', hook('h9', 'x.example'))), []);
    assert.equal(ids(acted(6, 'webhook')), undefined);
    assert.deepEqual(
      [set[0], acted(6, 'webhook_off', { ...hook('h1', 'a.example'), reason: 'It answered 410.' })].map(actText),
      ['Ana: set a webhook: a.example', 'Ana: removed a webhook: a.example: It answered 410.']);
  });

  test('clear the log before them', () => {
    const state = after(joined([rolled(1)]), acted(3, 'clear'), rolled(4));

    assert.deepEqual(state.rows.map(({ seq }) => seq), [4]);
  });

  test('end the seat of a member who is removed', () => {
    const { table, notice } = after(joined([]), { type: 'removed', by: ana, reason: 'Spoilers.' });

    assert.equal(table.status, 'refused');
    assert.equal(notice, 'A GM has removed you from the table. Reason: Spoilers.');
    assert.equal(after(joined([]), { type: 'removed' }).notice, 'A GM has removed you from the table.');
  });

  test('change the rules that joined had', () => {
    const rules = { locked: true, title: 'Keep' };
    const state = after({ ...joined([]), rules }, acted(3, 'lock', { on: false }), acted(4, 'lock_names', { on: true }),
      acted(5, 'show_whispers', { on: true }), acted(6, 'of tomorrow', { on: true }));

    assert.deepEqual(state.table.rules, { locked: false, title: 'Keep', namesLocked: true, whispersShown: true });
    assert.equal(titleOf(state.table), 'Keep');
    assert.equal(titleOf(after({ ...joined([]), rules }, acted(3, 'title', { title: '' })).table), 'owl');
    assert.equal(titleOf(after({ ...joined([]), rules: 7 }).table), 'owl');
    assert.equal(titleOf(after({ ...joined([]), rules: { title: {} } }).table), 'owl');
  });

  test('change the audience of whoever has not chosen another', () => {
    const gm = { ...joined([]), rules: { to: 'gm' } };
    const chosen = reduce(after(gm), { type: 'audience', to: 'self' });

    assert.equal(after(joined([])).to, 'all');
    assert.equal(after(gm).to, 'gm');
    assert.equal(after(gm, acted(3, 'audience', { to: 'blind' })).to, 'blind');
    assert.equal(after(gm, acted(3, 'audience', { to: 'all' })).to, 'all');
    assert.equal(receive(chosen, acted(3, 'audience', { to: 'blind' })).to, 'self');
    assert.equal(receive(chosen, gm).to, 'self');
    assert.equal(after({ ...gm, rules: { to: 'self' } }).to, 'all');
  });

  test('give a watcher who becomes a player the audience of the table', () => {
    const watcher = { ...joined([]), you: { ...ana, id: 'b', role: 'watcher' }, rules: { to: 'gm' } };

    assert.equal(after(watcher).to, 'self');
    assert.equal(after(watcher, acted(3, 'audience', { to: 'blind' })).to, 'self');
    assert.equal(after(watcher, { ...joined([]), rules: { to: 'gm' } }).to, 'gm');
  });

  test('end the old keys, and bring the GM who asked new ones, in either order', () => {
    const keys = { gm: 'g2', player: 'p2', watcher: 'w2' };
    const old = { ...joined([]), keys: { player: 'p', watcher: 'w' } };
    const answer = { type: 'moderated', id: 'm', act: 'renew_keys', seq: 3, keys };
    const renewed = acted(3, 'renew_keys');

    assert.deepEqual(after(old, renewed).table.keys, {});
    assert.deepEqual(after(old, renewed, answer).table.keys, keys);
    assert.deepEqual(after(old, answer, renewed).table.keys, keys);
    assert.deepEqual(after(old, answer, renewed, acted(4, 'renew_keys')).table.keys, {});
    assert.deepEqual(after(old, acted(3, 'renew_keys'), acted(4, 'renew_keys'), answer).table.keys, {});
    assert.deepEqual(after(old, { ...answer, keys: undefined }).table.keys, old.keys);
  });

  test('leave no audience to whoever is removed', () => {
    const state = receive(reduce(after(joined([])), { type: 'audience', to: ['a'] }), { type: 'removed', by: ana });

    assert.equal(state.to, 'all');
  });

  test('show whispers as such', () => {
    const state = after(joined([]), rolled(3, { to: ['b'] }), rolled(4, { to: 'whisper', hidden: true, roll: undefined }));

    assert.deepEqual(state.rows.map(({ to, status }) => [to, status]), [['whisper', 'hidden'], ['whisper', 'rolled']]);
  });
});
