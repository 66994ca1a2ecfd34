import assert from 'node:assert/strict';
import { test } from 'node:test';
import { knownMoments, luckOf, MIN_ROLLS } from '../../../../webapp/js/odds/luck.js';
import { randomFrom, row } from './samples.mjs';

const person = (id) => ({ by: { id, name: id.toUpperCase(), colour: '#000000', role: 'player' } });
const times = (count, make) => Array.from({ length: count }, (_, index) => make(index));

test('average rolls are luckier than half of the nights', () => {
  const rows = [...times(5, () => row('2d6', 6)), ...times(5, () => row('2d6', 8))];
  assert.deepEqual(luckOf(rows), [{ name: '', rolls: 10, nights: 50 }]);
});

test('luck is listed by player, most rolls first', () => {
  const rows = [
    ...times(6, () => row('d20', 20, [], person('ana'))), ...times(7, () => row('d20', 1, [], person('bo'))),
  ];
  const [bo, ana] = luckOf(rows);
  assert.deepEqual([bo.name, bo.rolls, bo.nights], ['BO', 7, 0]);
  assert.deepEqual([ana.name, ana.nights], ['ANA', 99]);
});

test('few rolls have no luck figure, and rolls of unknown odds are not counted', () => {
  const rows = [...times(MIN_ROLLS - 1, () => row('d6', 6)), row('3d6!', 99), row('7', 7)];
  assert.deepEqual(luckOf(rows), [{ name: '', rolls: MIN_ROLLS - 1, nights: null }]);
});

test('odds from the engine are used', () => {
  const engineMoments = (expr) => (expr === '3d6!' ? { mean: 12, deviation: 4 } : knownMoments(expr));
  assert.deepEqual(luckOf(times(5, () => row('3d6!', 12)), engineMoments)[0].nights, 50);
});

test('a check counts as the total that it is made of, and each result by its own expression', () => {
  const check = { op: '>=', target: 15, success: true, margin: 5 };
  const checked = (expr, total) => row(expr, total, [], { outcome: { kind: 'dice', total, dice: [], diceCount: 0, check } });
  assert.equal(luckOf(times(5, () => checked('1d20+5>=15', 25)))[0].nights, 99);
  assert.equal(luckOf(times(5, () => checked('(3d6)>=12', 10.5)))[0].nights, 50);
  const result = (expr, total) => ({ kind: 'dice', total, dice: [], diceCount: 0, expr });
  const several = row('1d20;3d6', 0, [], { outcome: { kind: 'repeats', results: [result('1d20', 20), result('3d6', 18)] } });
  assert.equal(luckOf([several])[0].rolls, 2);
});

test('counted dice and own faces are no known rolls', () => {
  const rows = [row('3d6>=4', 3), row('2d[1,2,2,4]', 4), row('d[hit,blank]', 0)];
  assert.equal(luckOf(rows)[0].rolls, 0);
});

test('repeats count each result', () => {
  assert.equal(knownMoments('6#d6').mean, 3.5);
});

test('a tenth of many fair nights is luckier than 90 of 100', () => {
  const random = randomFrom(11);
  const night = () => luckOf(times(20, () => row('d20', 1 + Math.floor(random() * 20))))[0].nights;
  const lucky = times(1000, night).filter((nights) => nights >= 90).length;
  assert.ok(lucky > 70 && lucky < 130, `${lucky}`);
});
