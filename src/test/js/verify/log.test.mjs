import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { checkLog } from '../../../../webapp/js/verify/log.js';
import { ANA, entry, logOf, makeSeries, secret } from './samples.mjs';

const series = makeSeries(secret(1));
const other = makeSeries(secret(2));
const BO = { ...ANA, id: 'b', name: 'Bo' };

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

    assert.deepEqual([found.verdict, found.faults, found.notes], ['partly', [], []]);
    assert.deepEqual(found.counts, { ok: 2, partly: 0, none: 1, wrong: 0 });
  });

  test('has the number of a hidden roll again when it is revealed', () => {
    const found = checkLog(logOf([stub(1, 0), entry(series, 2, 1, { proof: { hidden: [0] } }), entry(series, 3, 0, { reveals: 1 })], commitments));

    assert.deepEqual(found.counts, { ok: 2, partly: 0, none: 1, wrong: 0 });
    assert.deepEqual([found.verdict, found.notes], ['partly', []]);
  });

  test('may have a roll of a number before that is said to be unused', () => {
    assert.equal(checkLog(logOf([entry(series, 1, 0), entry(series, 2, 1, { proof: { unused: [0] } })], commitments)).verdict, 'ok');
  });

  test('leaves out numbers of whispers, and says who knows of their series', () => {
    const whispers = [entry(series, 1, 0, { to: ['b'] }), entry(series, 2, 4, { reveals: 1 }), entry(series, 3, 9, { to: ['b'] })];
    whispers[1].proof = whispers[0].proof;
    whispers[1].roll = whispers[0].roll;
    const found = checkLog(logOf(whispers, [told(other.root)]));

    assert.deepEqual([found.verdict, found.counts.ok], ['partly', 3]);
    assert.match(found.notes.join(), /whispers/);
  });

  test('of a page\'s own rolls has its own commitments', () => {
    const own = (index) => ({ ...entry(series, 0, index), type: 'result', seq: undefined, by: undefined });
    const root = (seq) => [{ root: series.root, seq }];

    assert.deepEqual(kinds(logOf([own(0), own(1)], root(0))), ['ok', 'ok']);
    assert.deepEqual(kinds(logOf([own(0), own(1)], [...root(1), { root: other.root, seq: 0 }])), ['wrong', 'ok']);
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
    assert.match(found.faults[0], /: 1, 2\.$/);
  });

  test('has a roll of a number that was said to be unused', () => {
    const found = wrongs(entry(series, 1, 0), entry(series, 2, 2, { proof: { unused: [1, 3] } }), entry(series, 3, 3));

    assert.match(found.rolls[2].text, /unused/);
  });

  test('tells the key of a hidden roll', () => {
    assert.match(wrongs({ ...entry(series, 1, 0), hidden: true }).rolls[0].text, /hidden roll/);
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
  test('that are told after the first roll are too late', () => {
    const entries = [entry(series, 1, 0), entry(series, 2, 1)];

    assert.deepEqual(kinds(logOf(entries, [told(series.root, 1), told(other.root, 0, 'b')])), ['wrong', 'ok']);
    assert.deepEqual(kinds(logOf(entries, [told(other.root, 0)])), ['wrong', 'ok']);
  });

  test('are unknown of the time before', () => {
    const found = checkLog(logOf([entry(series, 1, 0), entry(other, 6, 0)], [told(other.root, 5)]));

    assert.deepEqual([found.verdict, found.counts.ok, found.notes.length], ['partly', 2, 1]);
    assert.match(found.notes[0], /before whoever saved/);
  });

  test('of others do not count', () => {
    const found = checkLog(logOf([entry(series, 3, 0, { by: BO })], [told(series.root)]));

    assert.match(found.notes.join(), /does not say when their series/);
  });

  test('may be missing, which is said once', () => {
    const found = checkLog(logOf([entry(series, 1, 0), entry(other, 2, 0)]));

    assert.deepEqual([found.verdict, found.counts.ok, found.notes.length], ['partly', 2, 1]);
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
