import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkLog } from '../../../../webapp/js/verify/log.js';
import { ANA, entry, logOf, makeSeries, secret } from './samples.mjs';

const series = makeSeries(secret(1));
const other = makeSeries(secret(2));
const BO = { ...ANA, id: 'b', name: 'Bo' };

const texts = (remarks) => remarks.map(({ text }) => text);
const kinds = (log) => checkLog(log).rolls.map(({ kind }) => kind);
const told = (root, seq = 0, by = 'a') => ({ by, root, seq });
const commitments = [told(series.root)];
const stub = (seq, index) => ({ type: 'rolled', seq, by: ANA, to: 'gm', hidden: true, proof: series.place(index) });

describe('an honest log', () => {
  test('is right', () => {
    const found = checkLog(logOf([entry(series, 1, 0), entry(series, 2, 1), { type: 'acted', seq: 3 }, entry(series, 4, 2)], commitments));

    assert.deepEqual(found.rolls.map(({ kind, place, player }) => [kind, place, player]),
      [['ok', 'seq 1', 'Ana'], ['ok', 'seq 2', 'Ana'], ['ok', 'seq 4', 'Ana']]);
    assert.deepEqual([found.verdict, found.faults, found.notes], ['ok', [], []]);
    assert.equal(found.rolls[0].result, String(series.roll(0, 'Würfel', '3d6').total));
  });

  test('tells numbers of which no roll was made, and hidden ones', () => {
    const found = checkLog(logOf([entry(series, 1, 0), stub(2, 2), entry(series, 3, 5, { proof: { unused: [1, 3], hidden: [2, 4] } })], commitments));

    assert.deepEqual([found.verdict, found.faults], ['partly', []]);
    assert.deepEqual(texts(found.notes), [`The series ${series.root.slice(0, 8)}… has 2 numbers without a roll, as for a text that is no roll. Many are suspicious.`]);
    assert.deepEqual(found.counts, { ok: 2, partly: 0, none: 1, wrong: 0 });
  });

  test('has the number of a hidden roll again when it is revealed', () => {
    const found = checkLog(logOf([stub(1, 0), entry(series, 2, 1, { proof: { hidden: [0] } }), entry(series, 3, 0, { reveals: 1 })], commitments));

    assert.deepEqual(found.counts, { ok: 2, partly: 0, none: 1, wrong: 0 });
    assert.deepEqual([found.verdict, found.notes], ['partly', []]);
  });

  test('may have a roll of a number before that is said to be unused', () => {
    assert.equal(checkLog(logOf([entry(series, 1, 0), entry(series, 2, 1, { proof: { unused: [0] } })], commitments)).counts.ok, 2);
  });

  test('leaves out numbers of whispers, and says who knows of their series', () => {
    const whispers = [entry(series, 1, 0, { to: ['b'] }), entry(series, 2, 4, { reveals: 1 }), entry(series, 3, 9, { to: ['b'] })];
    whispers[1].proof = whispers[0].proof;
    whispers[1].roll = whispers[0].roll;
    const found = checkLog(logOf(whispers, [told(other.root)]));

    assert.deepEqual([found.verdict, found.counts.ok], ['partly', 3]);
    assert.match(texts(found.notes).join(), /whispers/);
  });

  test('of a page\'s own rolls has its own commitments', () => {
    const own = (index) => ({ ...entry(series, 0, index), type: 'result', seq: undefined, by: undefined });
    
    assert.deepEqual(kinds(logOf([own(0), own(1)], [{ root: series.root, seq: 1 }])), ['ok', 'ok']);
    assert.deepEqual(kinds(logOf([own(0), own(1)], [{ root: other.root, seq: 0 }])), ['wrong', 'wrong']);
    assert.deepEqual(kinds(logOf([own(0), own(1)], [told(other.root)])), ['ok', 'ok'], 'the log says nothing of own series');
  });
});

describe('a forged log', () => {
  const wrongs = (...entries) => checkLog(logOf(entries, commitments));

  test('has a number twice', () => {
    assert.match(wrongs(entry(series, 1, 0), entry(series, 2, 0)).rolls[1].text, /used twice/);
  });

  test('has numbers out of order', () => {
    assert.match(wrongs(entry(series, 1, 1), entry(series, 2, 0)).rolls[1].text, /out of order/);
  });

  test('leaves a roll out', () => {
    const found = wrongs(entry(series, 1, 0), entry(series, 2, 3));

    assert.equal(found.verdict, 'wrong');
    assert.match(found.faults[0].text, /: 1, 2\.$/);
  });

  test('has a roll of a number that was said to be unused', () => {
    const found = wrongs(entry(series, 1, 0), entry(series, 2, 2, { proof: { unused: [1, 3] } }), entry(series, 3, 3));

    assert.match(found.rolls[2].text, /unused/);
  });

  test('tells the key of a hidden roll', () => {
    assert.match(wrongs({ ...entry(series, 1, 0), hidden: true }).rolls[0].text, /It is hidden, and its proof/);
  });

  test('reveals another roll', () => {
    assert.match(wrongs(stub(1, 0), stub(2, 1), entry(series, 3, 1, { reveals: 1 })).rolls[2].text, /used twice/);
  });

  test('has another total, another face, another name of the number', () => {
    const each = entry(series, 1, 0);
    assert.deepEqual(kinds(logOf([{ ...each, roll: { ...each.roll, total: 4 } }], commitments)), ['wrong']);
    assert.deepEqual(kinds(logOf([{ ...each, proof: { ...each.proof, index: 1 } }], commitments)), ['wrong']);
    assert.deepEqual(kinds(logOf([{ ...each, proof: { root: 'x' } }], commitments)), ['wrong']);
  });
});

describe('commitments', () => {
  const notesOf = (log) => texts(checkLog(log).notes).join('\n');

  test('that came with the first roll or later are not wrong, and are said', () => {
    const log = logOf([entry(series, 1, 0), entry(series, 2, 1)], [told(series.root, 1), told(other.root, 0, 'b')]);

    assert.deepEqual(kinds(log), ['ok', 'ok']);
    assert.match(notesOf(log), /^1 roll came before the news of their series/);
  });

  test('without the root of a roll are wrong while the page was at the table', () => {
    const entries = [entry(series, 1, 0), entry(other, 6, 0), entry(series, 7, 1)];
    const log = (present) => ({ ...logOf(entries, [told(other.root, 2)]), present });

    assert.deepEqual(kinds(log(undefined)), ['ok', 'ok', 'wrong'], 'from the first commitment on');
    assert.deepEqual(kinds(log([[6, 6]])), ['ok', 'ok', 'ok']);
    assert.deepEqual(kinds(log([[1, 2], [5, 8]])), ['wrong', 'ok', 'wrong']);
    assert.match(notesOf(log([[6, 6]])), /^2 rolls are from before/);
  });

  test('demand all numbers of a series that began later', () => {
    const late = [entry(series, 5, 2), entry(series, 6, 3)];
    const faults = (more, seq = 4) => checkLog(logOf(late, [{ ...told(series.root, seq), ...more }])).faults.length;

    assert.equal(faults({}), 1);
    assert.equal(faults({ begun: true }), 0);
    assert.equal(faults({}, 3), 0, 'the log begins later');
  });

  test('of others do not count', () => {
    const log = logOf([entry(series, 3, 0, { by: BO })], [told(series.root)]);

    assert.deepEqual(kinds(log), ['ok']);
    assert.match(notesOf(log), /does not say when the series of Bo/);
  });

  test('may be missing, which is said once', () => {
    const found = checkLog(logOf([entry(series, 1, 0), entry(other, 2, 0)]));

    assert.deepEqual([found.verdict, found.counts.ok], ['partly', 2]);
    assert.deepEqual(found.notes.filter(({ place }) => place === 'the log').length, 1);
  });
});

describe('a log without proofs', () => {
  test('says why', () => {
    const { roll, ...rest } = entry(series, 1, 0);
    const plain = { ...rest, proof: undefined };
    const found = checkLog(logOf([
      { ...plain, roll }, { ...plain, roll: { ...roll, by: 'hand' } }, { ...plain, roll, verifiable: false, engine: 'py-1' },
      { ...plain, roll, proof: series.place(0) },
    ], []));

    assert.deepEqual(found.rolls.map(({ text }) => text), [
      'There is no proof.', 'Entered by hand.', 'Not verifiable: engine py-1.', 'The log does not have its key.',
    ]);
    assert.equal(found.verdict, 'none');
  });

  test('may be no log', () => {
    for (const value of [null, 3, [], {}, { entries: 3 }]) assert.equal(checkLog(value), null);
    assert.deepEqual(checkLog({ entries: [null, 3, {}, { type: 'rolled' }, { type: 'rolled', proof: { root: 3 } }] }).rolls.length, 2);
  });
});
