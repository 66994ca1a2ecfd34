// What GMs do, as the page reads and tells it.
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { initialState } from '../../../../webapp/js/state/model.js';
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

const after = (...frames) => frames.reduce(
  (state, frame) => reduce(state, { type: 'received', message: decode(JSON.stringify(frame)) }),
  reduce(initialState('d6'), { type: 'joining', id: 'j', table: 'owl' }));

describe('acts of GMs', () => {
  test('are no rolls of the history', () => {
    assert.deepEqual(after(joined([rolled(1), acted(2, 'lock', { on: true })])).rows.map(({ seq }) => seq), [1]);
  });

  test('are told, and move the position', () => {
    const state = after(joined([]), acted(3, 'remove', { member: { ...ana, name: 'Cy' } }));

    assert.equal(state.table.position, 'e:3:t');
    assert.equal(actText(acted(3, 'remove', { member: { ...ana, name: 'Cy' } })), 'Ana: removed a member: Cy');
    assert.equal(actText(acted(3, 'lock', { on: false })), 'Ana: locked the table: off');
    assert.equal(actText(acted(3, 'toString')), 'Ana: toString');
    assert.equal(actText({}), 'A GM: ');
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

  test('show whispers as such', () => {
    const state = after(joined([]), rolled(3, { to: ['b'] }), rolled(4, { to: 'whisper', hidden: true, roll: undefined }));

    assert.deepEqual(state.rows.map(({ to, status }) => [to, status]), [['whisper', 'hidden'], ['whisper', 'rolled']]);
  });
});
