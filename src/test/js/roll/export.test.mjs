import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { logAsCsv, logAsJson } from '../../../../webapp/js/roll/export.js';
import { PLAIN_ROW } from '../../../../webapp/js/state/model.js';
import { mira, row } from './samples.mjs';

describe('a saved log', () => {
  test('is CSV, oldest first', () => {
    const second = { ...row, key: 'l', by: { ...mira, name: 'Bo, "the" 2nd' }, label: '', atMs: 1000 };

    assert.equal(logAsCsv([second, row]), 'time,player,label,roll,seen by,total,dice\r\n'
      + '1970-01-01T00:00:00.000Z,Mira,attack,2d20kh1+5,all,22,17 (4)\r\n'
      + '1970-01-01T00:00:01.000Z,"Bo, ""the"" 2nd",,2d20kh1+5,all,22,17 (4)\r\n');
  });

  test('escapes formulas of spreadsheets', () => {
    const [, line] = logAsCsv([{ ...row, label: '=cmd()', expr: '-1d6' }]).split('\r\n');

    assert.equal(line, "1970-01-01T00:00:00.000Z,Mira,'=cmd(),'-1d6,all,22,17 (4)");
  });

  test('leaves numbers unchanged', () => {
    const fate = (value, kept) => ({ sides: null, value, kept, fate: true });
    const outcome = { kind: 'dice', total: -2, diceCount: 3, dice: [fate(-1, true), fate(0, false), fate(-1, true)] };
    const [, line] = logAsCsv([{ ...row, outcome }]).split('\r\n');

    assert.equal(line, '1970-01-01T00:00:00.000Z,Mira,attack,2d20kh1+5,all,-2,-1 (0) -1');
  });

  test('has finished rolls, and no pending ones', () => {
    const rows = [{ ...row, animating: true }, { ...PLAIN_ROW, status: 'pending' }, row];

    assert.deepEqual(JSON.parse(logAsJson(rows)).map(({ total }) => total), ['22']);
  });
});
