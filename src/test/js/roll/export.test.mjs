import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { logAsCsv, logAsJson } from '../../../../webapp/js/roll/export.js';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';
import { PLAIN_ROW } from '../../../../webapp/js/state/model.js';
import { mira, row } from './samples.mjs';

describe('a saved log', () => {
  test('is CSV, oldest first', () => {
    const second = { ...row, key: 'l', by: { ...mira, name: 'Bo, "the" 2nd' }, label: '', atMs: 1000 };

    assert.equal(logAsCsv([second, row]), 'time,player,label,roll,seen by,total,dice,check,symbols,sets,by\r\n'
      + '1970-01-01T00:00:00.000Z,Mira,attack,2d20kh1+5,all,22,17 (4),,,,\r\n'
      + '1970-01-01T00:00:01.000Z,"Bo, ""the"" 2nd",,2d20kh1+5,all,22,17 (4),,,,\r\n');
  });

  test('escapes formulas of spreadsheets', () => {
    const [, line] = logAsCsv([{ ...row, label: '=cmd()', expr: '-1d6' }]).split('\r\n');

    assert.equal(line, "1970-01-01T00:00:00.000Z,Mira,'=cmd(),'-1d6,all,22,17 (4),,,,");
  });

  test('leaves numbers unchanged', () => {
    const fate = (value, kept) => ({ sides: null, value, kept, fate: true });
    const outcome = { kind: 'dice', total: -2, diceCount: 3, dice: [fate(-1, true), fate(0, false), fate(-1, true)] };
    const [, line] = logAsCsv([{ ...row, outcome }]).split('\r\n');

    assert.equal(line, '1970-01-01T00:00:00.000Z,Mira,attack,2d20kh1+5,all,-2,-1 (0) -1,,,,');
  });

  test('has checks, symbols and sets, of each result that has them', () => {
    const attack = { total: 22, dice: [], label: 'attack', check: { op: '>=', target: 15, success: true, margin: 7 } };
    const faces = { total: 0, dice: [{ sides: 2, value: 0, kept: true, face: 'hit' }], tally: { hit: 1 } };
    const outcome = readRoll({ expr: 'x', rolls: [attack, faces, { total: 4, dice: [], sets: [{ width: 3, height: 5 }] }] });
    const [, line] = logAsCsv([{ ...row, outcome }]).split('\r\n');

    assert.ok(line.endsWith(',all,"22, 0, 4",hit,attack: success by 7,1 hit,3x5,'), line);
    const [saved] = JSON.parse(logAsJson([{ ...row, outcome }]));
    assert.deepEqual([saved.check, saved.symbols, saved.sets], ['attack: success by 7', '1 hit', '3x5']);
  });

  test('escapes labels and symbols that look like formulas', () => {
    const outcome = readRoll({ total: 1, dice: [{ sides: 2, value: 0, kept: true, face: '=cmd()' }], tally: { x: -1 } });
    const [, line] = logAsCsv([{ ...row, outcome }]).split('\r\n');

    assert.ok(line.endsWith(",1,'=cmd(),,'-1 x,,"), line);
  });

  test('says which dice were entered by hand', () => {
    const outcome = readRoll({ by: 'hand', expr: '2#d6', rolls: [{ total: 3, dice: [] }, { total: 4, dice: [] }] });
    const [, line] = logAsCsv([{ ...row, outcome }]).split('\r\n');

    assert.ok(line.endsWith(',,,,hand'), line);
    assert.deepEqual(JSON.parse(logAsJson([row, { ...row, outcome }])).map(({ by }) => by), ['hand', '']);
  });

  test('has finished rolls, and no pending ones', () => {
    const rows = [{ ...row, animating: true }, { ...PLAIN_ROW, status: 'pending' }, row];

    assert.deepEqual(JSON.parse(logAsJson(rows)).map(({ total }) => total), ['22']);
  });
});
