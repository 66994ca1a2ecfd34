import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { toldAtTable } from '../../../../webapp/js/app/proven-log.js';
import { checkLog } from '../../../../webapp/js/verify/log.js';
import { MAX_BYTES, seedText } from '../../../../webapp/js/verify/seed-text.js';
import { Told } from '../../../../webapp/js/verify/told.js';
import { verdictOf } from '../../../../webapp/js/verify/verdict.js';
import { ANA, entry, logOf, makeSeries, secret } from './samples.mjs';

const own = makeSeries(secret(1));
const atTable = makeSeries(secret(2));
const later = makeSeries(secret(3));
const bos = makeSeries(secret(4));
const BO = { ...ANA, id: 'b', name: 'Bo' };

let told;

const joined = (more = {}) => ({
  type: 'joined', table: 't', you: ANA, position: 'e:0:t', series: { root: atTable.root, size: 64 },
  members: [{ ...ANA, roots: [atTable.root] }, { ...BO, roots: [bos.root] }], history: [], ...more,
});
const hear = (...frames) => frames.forEach((frame) => told.hear(frame));
const bosEntry = (seq, index, more) => entry(bos, seq, index, { by: BO, ...more });
const whenAt = (seq) => told.whenTold(told.rollOf({ id: null, seq }));

beforeEach(() => {
  told = new Told();
  hear({ type: 'hello', features: ['verify'], series: { root: own.root, size: 64 } });
});

describe('at a table', () => {
  test('roots are told before the first roll', () => {
    hear(joined(), bosEntry(1, 0), entry(atTable, 2, 0), bosEntry(3, 1));

    assert.deepEqual([1, 2, 3].map(whenAt), ['before', 'before', 'before']);
    assert.deepEqual(told.table.commitments,
      [{ by: 'a', root: atTable.root, seq: 0, begun: false }, { by: 'b', root: bos.root, seq: 0, begun: true }]);
    assert.deepEqual(told.table.present, [[1, 3]]);
  });

  test('a next series is announced by a push, and to others by presence', () => {
    hear(joined(), bosEntry(1, 0),
      { type: 'series', root: later.root, seed: 'x', next: own.root, table: 't' },
      { type: 'presence', members: [{ ...BO, roots: [later.root] }] });

    assert.deepEqual(told.current.table, { root: later.root, seed: 'x', next: own.root });
    hear(entry(later, 2, 0));
    assert.equal(whenAt(2), 'before');
    const { commitments } = told.table;
    assert.deepEqual(commitments.map(({ root, seq, begun }) => [root, seq, begun]), [
      [atTable.root, 0, false], [bos.root, 0, true], [later.root, 1, false], [own.root, 1, false],
    ]);
  });

  test('a root that was not announced is late, and so is one of somebody else', () => {
    hear(joined(), entry(later, 1, 0, { by: BO }), entry(atTable, 2, 0, { by: BO }));

    assert.deepEqual([1, 2].map(whenAt), ['never', 'never']);
    hear({ type: 'presence', members: [{ ...BO, roots: [later.root] }] });
    assert.equal(whenAt(1), 'late', 'announced afterwards');
    hear(entry(makeSeries(secret(8)), 3, 0, { by: { ...BO, id: 'c' } }));
    assert.equal(whenAt(3), 'silent', 'nothing was announced of this member');
  });

  test('what began before the page came is not known', () => {
    hear(joined({ position: 'e:7:t', history: [bosEntry(6, 0), entry(later, 7, 0, { by: BO })] }), bosEntry(8, 1), entry(atTable, 9, 0));

    assert.deepEqual([6, 7, 8, 9].map(whenAt), ['unseen', 'unseen', 'before', 'before']);
    assert.deepEqual(told.table.commitments.map(({ by, seq, begun }) => [by, seq, begun]), [['a', 7, false], ['b', 7, true]]);
    assert.deepEqual(told.table.present, [[8, 9]]);
  });

  test('a series of somebody new begins later, and of somebody who comes back it may go on', () => {
    const cy = { ...BO, id: 'c' };
    hear(joined({ members: [] }), bosEntry(1, 0, { by: BO }),
      { type: 'presence', members: [{ ...BO, roots: [bos.root] }, { ...cy, roots: [later.root] }] });

    assert.deepEqual(told.table.commitments.slice(1).map(({ by, begun }) => [by, begun]), [['b', true], ['c', false]]);
  });

  test('a series that this page goes on with may have begun', () => {
    hear(joined({ series: { root: atTable.root, seed: 's', next: later.root }, members: [] }));

    assert.deepEqual(told.table.commitments.map(({ root, begun }) => [root, begun]), [[atTable.root, true], [later.root, false]]);
  });

  test('what was told stays told over a lost connection, and is new with another log', () => {
    hear(joined(), bosEntry(1, 0), { type: 'hello', series: { root: bos.root } }, entry(later, 2, 0),
      joined({ position: 'e:3:t', history: [bosEntry(2, 1, { missed: true })] }), bosEntry(4, 2), { type: 'acted', seq: 5 },
      joined({ position: 'e:5:t' }), bosEntry(6, 3));
    assert.equal(whenAt(4), 'before');
    assert.deepEqual(told.table.present, [[1, 1], [4, 6]], 'a new name on the same connection is no absence');

    hear(joined({ position: 'f:1:t' }));
    assert.equal(told.rollOf({ id: null, seq: 1 }), undefined);
  });

  test('a revealed roll is that of the reveal, and a whisper\'s series is private', () => {
    const whispers = makeSeries(secret(9));
    const stub = { type: 'rolled', seq: 1, by: BO, to: 'whisper', hidden: true, proof: whispers.place(0) };
    hear(joined(), stub);
    assert.equal(told.rollOf({ id: null, seq: 1 }).roll, undefined);

    hear(entry(whispers, 2, 0, { by: BO, reveals: 1 }));

    assert.deepEqual([told.rollOf({ id: null, seq: 1 }).seq, whenAt(1), whenAt(2)], [2, 'private', 'private']);
  });

  test('the roll that came first counts', () => {
    hear(joined(), bosEntry(1, 0), { type: 'history', entries: [bosEntry(1, 5)] });

    assert.equal(told.rollOf({ id: null, seq: 1 }).place.index, 0);
  });

  test('frames of other types and malformed ones are ignored', () => {
    hear({ type: 'toString' }, { type: 3 }, { type: 'joined' }, { type: 'presence', members: 3 }, { type: 'history' },
      { type: 'rolled', seq: 'x' }, { type: 'series', root: 3, next: 4 }, { type: 'error' }, { type: 'result', seq: 4 });

    assert.equal(told.current.own.root, own.root);
  });
});

describe('own rolls', () => {
  const result = (id, series, index, more = {}) => ({ type: 'result', id, roll: series.roll(index, 's', '3d6'), proof: series.place(index), ...more });

  test('have a root that was told with the connection, or announced', () => {
    hear(result('r1', own, 0), { type: 'series', root: own.root, seed: 's', next: later.root }, result('r2', later, 0), result('r3', bos, 0));

    assert.deepEqual(['r1', 'r2', 'r3'].map((id) => told.whenTold(told.rollOf({ id, seq: null }))), ['before', 'before', 'never']);
    assert.deepEqual(told.own.commitments,
      [{ root: own.root, seq: 0, begun: false }, { root: later.root, seq: 1, begun: false }]);
    assert.equal(told.seeds.get(own.root), 's');
  });

  test('skip the numbers of errors and whispers', () => {
    hear({ type: 'error', id: 'r1', code: 'syntax', proof: own.place(0) }, { type: 'error', proof: bos.place(9) },
      joined(), result('r2', own, 1, { seq: 5 }), result('r3', own, 2));

    assert.deepEqual(told.own.others(new Set(['r3'])).get(own.root), { unused: new Set([0]), hidden: new Set([1]) });
    assert.deepEqual(told.own.others(new Set()).get(own.root).hidden, new Set([1, 2]), 'a result that the page does not show any more');
    assert.equal(told.rollOf({ id: 'r2', seq: 5 }).by, 'a');
  });

  test('in a resumed session go on with their series', () => {
    hear({ type: 'hello', series: { root: later.root } }, { type: 'resumed', series: { root: own.root, seed: 's', next: bos.root } });

    assert.deepEqual(told.current.own, { root: own.root, seed: 's', next: bos.root });
  });
});

describe('a verdict', () => {
  const roll = { ...entry(own, 1, 3), place: own.place(3), expr: null };
  const proof = own.proof(3, 'Würfel', '3d6');
  const verdict = (more = {}) => verdictOf({ roll, proof, asked: '', told: 'before', seed: 'Würfel', ...more });

  test('is good for an honest roll', () => {
    assert.equal(verdict().kind, 'ok');
    assert.equal(verdict({ seed: undefined }).kind, 'ok', 'of somebody else');
    const { expr, ...rest } = proof;
    assert.equal(verdict({ proof: rest, asked: expr }).kind, 'ok', 'of an own roll');
    assert.equal(verdict({ proof: rest, roll: { ...roll, expr }, asked: '1d4' }).kind, 'ok', 'of variables');
  });

  test('is bad for another number, another seed, a root that came late, and no proof', () => {
    assert.match(verdict({ roll: { ...roll, place: own.place(4) } }).text, /another number/);
    assert.match(verdict({ seed: 'mine' }).text, /another seed/);
    assert.match(verdict({ told: 'never' }).text, /never announced/);
    assert.match(verdict({ sent: '3d6 ' }).text, /another text/);
    assert.equal(verdict({ sent: '3d6' }).kind, 'ok');
    assert.deepEqual(verdict({ fault: 'Bad.' }).text, 'Bad.');
    assert.equal(verdict({ proof: null }).kind, 'wrong');
    assert.equal(verdict({ proof: own.proof(3, 'Würfel', '3d6 ') }).kind, 'wrong');
  });

  test('says what the page cannot know', () => {
    const texts = { unseen: /does not know/, private: /does not know/, late: /before the news/, silent: /announced no series/ };
    for (const [when, said] of Object.entries(texts)) {
      const { kind, text } = verdict({ told: when });
      assert.equal(kind, 'partly');
      assert.match(text, said);
    }
  });
});

describe('the text of a seed', () => {
  test('fits beside the random digits', () => {
    assert.equal(seedText('  Würfel  1 '), 'Würfel  1');
    assert.equal(seedText('ä'.repeat(40)), 'ä'.repeat(15));
    assert.equal(seedText('👍'.repeat(9)), '👍'.repeat(7));
    assert.equal(seedText(`${'a'.repeat(30)} b`), 'a'.repeat(30));
    assert.equal(seedText('a\u0000\n\u202eb\ud800'), 'ab');
    assert.equal(MAX_BYTES + 1 + 32, 64);
  });
});

describe('an exported log', () => {
  const exported = (entries) => JSON.parse(JSON.stringify({ ...logOf(entries), ...toldAtTable(told) }));

  test('of an honest table is right with the commitments of the page', () => {
    const entries = [bosEntry(1, 0), entry(atTable, 2, 0), bosEntry(3, 1)];
    hear(joined(), ...entries);

    assert.deepEqual(checkLog(exported(entries)).verdict, 'ok');
    assert.equal(checkLog(exported([...entries, entry(later, 3, 0, { by: BO })])).rolls[3].kind, 'wrong');
    const { commitments } = exported(entries);
    assert.deepEqual(commitments.map((each) => 'begun' in each), [false, true], 'written if it is true');
  });

  test('of somebody who came late, and was away, is right', () => {
    const entries = [bosEntry(44, 20), bosEntry(45, 21), bosEntry(51, 22), bosEntry(60, 25, { proof: { unused: [23], hidden: [24] } }),
      entry(later, 61, 0, { by: BO }), entry(atTable, 62, 0)];
    hear(joined({ position: 'e:50:t', history: entries.slice(0, 2) }), entries[2], { type: 'hello', series: { root: own.root } },
      joined({ position: 'e:61:t', history: entries.slice(3, 5), members: [{ ...BO, roots: [secret(9).toString('hex')] }] }), entries[5]);
    const log = exported(entries);
    const found = checkLog(log);

    assert.deepEqual([found.counts.wrong, found.faults], [0, []]);
    assert.deepEqual(log.present, [[51, 51], [62, 62]]);
    assert.ok(log.commitments.some(({ by }) => by === 'b'), 'none is left out');
    const forged = { ...log, present: [[51, 51], [61, 62]] };
    assert.equal(checkLog(forged).counts.wrong, 1, 'while the page was there, an unknown root is wrong');
  });
});
