import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decode } from '../../../../webapp/js/net/protocol.js';
import { entriesOf, fileNameOf, linesOf, logAsCsv, logAsJson } from '../../../../webapp/js/roll/log-file.js';
import { PLAIN_ROW } from '../../../../webapp/js/state/model.js';
import { mira, row } from './samples.mjs';

const frame = (more = {}) => ({
  type: 'rolled', seq: 7, position: 'e:7:t', by: mira, to: 'all', at: 0, label: 'attack',
  roll: { expr: '2d20kh1+5', text: '2d20kh1+5: 22 [17, ~4~]', total: 22, dice: [] }, ...more,
});
const csvLines = (...entries) => logAsCsv({ entries }).split('\r\n').slice(1, -1);
const log = (entries) => ({ table: 'amber-owl-42', exportedAtMs: 1000, entries });

describe('a log as JSON', () => {
  test('has the frames as they were received, unknown members included', () => {
    const entries = [frame({ proof: { nonce: 3, of: ['x'] } }), { type: 'of tomorrow', x: null }];

    assert.deepEqual(JSON.parse(logAsJson(log(entries))), {
      dicegate: 'log', version: 1, table: 'amber-owl-42', exportedAt: '1970-01-01T00:00:01.000Z', entries,
    });
  });

  test('keeps what the page does not read of an answer', () => {
    const text = JSON.stringify({ type: 'history', id: 'h', entries: [frame({ proof: 'p' }), 3] });

    assert.deepEqual(decode(text).entries, JSON.parse(text).entries);
  });

  test('has the answers to own rolls away from tables, with what the page knows of them', () => {
    const answer = { type: 'result', id: 'r1', roll: { expr: 'd6', total: 4, dice: [] }, proof: 'p' };
    const own = { ...row, by: null, expr: 'd6', label: 'x', atMs: 5, frame: decode(JSON.stringify(answer)).frame };

    assert.deepEqual(entriesOf([own]), [{ ...answer, at: 5, to: 'all', label: 'x' }]);
    assert.equal(linesOf({ entries: entriesOf([own]) })[0].player, 'You');
  });
});

describe('a log as CSV', () => {
  test('has all columns', () => {
    assert.equal(logAsCsv({ entries: [frame()] }), 'seq,time,player,to,label,expression,result,text,by\r\n'
      + '7,1970-01-01T00:00:00.000Z,Mira,all,attack,2d20kh1+5,22,"2d20kh1+5: 22 [17, ~4~]",\r\n');
  });

  test('says that a result is hidden', () => {
    const hidden = frame({ to: 'blind', hidden: true, label: undefined, roll: undefined });

    assert.deepEqual(csvLines(hidden), ['7,1970-01-01T00:00:00.000Z,Mira,blind,,,hidden,,']);
  });

  test('says what was whispered, and what a GM did', () => {
    const acted = { type: 'acted', seq: 8, by: mira, at: 0, act: 'clear' };

    assert.deepEqual(csvLines(frame({ to: ['id'], roll: { by: 'hand', expr: 'd6', total: 3, dice: [] } }), acted), [
      '7,1970-01-01T00:00:00.000Z,Mira,whisper,attack,d6,3,,hand',
      '8,1970-01-01T00:00:00.000Z,Mira,all,,,act: clear,,',
    ]);
  });

  test('says what a roll reveals', () => {
    assert.deepEqual(csvLines(frame({ seq: 8, reveals: 7, roll: { expr: 'd6', total: 3, dice: [] } })),
      ['8,1970-01-01T00:00:00.000Z,Mira,all,attack,d6,3,reveals 7,']);
  });

  test('has the findings of checks, and errors', () => {
    const check = { op: '>=', target: 15, success: true, margin: 7 };
    const failed = { expr: '1/(1d6-1)', text: 'Error', error: { message: 'Division by zero.' } };

    const results = linesOf({ entries: [frame({ roll: { expr: 'x', total: 22, dice: [], check } }), frame({ roll: failed })] })
      .map(({ result }) => result);
    assert.deepEqual(results, ['22, success by 7', 'No result: Division by zero.']);
  });

  test('has no formulas of names, labels and texts', () => {
    const [line] = csvLines(frame({
      by: { ...mira, name: '=cmd()' }, label: '@x', roll: { expr: '-1d6', text: '+x', total: -3, dice: [] },
    }));

    assert.equal(line, "7,1970-01-01T00:00:00.000Z,'=cmd(),all,'@x,'-1d6,-3,'+x,");
  });

  test('reads any entry', () => {
    const odd = [null, 3, [], {}, frame({ at: -1, by: 'x', roll: null }), frame({ at: 2 ** 53 - 1, to: 3, label: {} })];

    assert.equal(csvLines(...odd).length, odd.length);
  });
});

describe('the page\'s own log', () => {
  test('has finished rolls, oldest first, and no pending ones', () => {
    const second = { ...row, key: 'l', by: { ...mira, name: 'Bo' }, label: '', atMs: 1000 };
    const rows = [{ ...row, animating: true }, { ...PLAIN_ROW, status: 'pending' }, { ...row, status: 'failed' }, second, row];

    assert.deepEqual(linesOf({ entries: entriesOf(rows) }).map(({ player, result }) => [player, result]),
      [['Mira', '22'], ['Bo', '22']]);
  });

  test('has practice rolls and hidden rolls as such', () => {
    const rows = [{ ...row, practice: true, by: null }, { ...row, status: 'hidden', outcome: null, to: 'blind' }];

    assert.deepEqual(linesOf({ entries: entriesOf(rows) }).map(({ player, to, expression, result }) => [player, to, expression, result]),
      [['Mira', 'blind', '2d20kh1+5', 'hidden'], ['You (practice)', 'all', '2d20kh1+5', '22']]);
  });
});

test('a file is named by table and day', () => {
  assert.equal(fileNameOf(log([]), 'csv'), 'dicegate-amber-owl-42-1970-01-01.csv');
  assert.equal(fileNameOf({ ...log([]), table: null }, 'json'), 'dicegate-1970-01-01.json');
});
