import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
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

    assert.deepEqual([1, 2, 3].map(whenAt), ['told', 'told', 'told']);
    assert.deepEqual(told.table.commitments([1, 2, 3].map((seq) => ({ seq }))),
      [{ by: 'a', root: atTable.root, seq: 0 }, { by: 'b', root: bos.root, seq: 0 }]);
  });

  test('a next series is announced by a push, and to others by presence', () => {
    hear(joined(), bosEntry(1, 0),
      { type: 'series', root: later.root, seed: 'x', next: own.root, table: 't' },
      { type: 'presence', members: [{ ...BO, roots: [later.root] }] });

    assert.deepEqual(told.current.table, { root: later.root, seed: 'x', next: own.root });
    hear(entry(later, 2, 0));
    assert.equal(whenAt(2), 'told');
  });

  test('a root that was not announced is late, and so is one of somebody else', () => {
    hear(joined(), entry(later, 1, 0, { by: BO }), entry(atTable, 2, 0, { by: BO }));

    assert.deepEqual([1, 2].map(whenAt), ['late', 'late']);
    hear({ type: 'presence', members: [{ ...BO, roots: [later.root] }] });
    assert.equal(whenAt(1), 'late', 'announced afterwards');
  });

  test('what began before the page came is not known', () => {
    hear(joined({ position: 'e:7:t', history: [bosEntry(6, 0), entry(later, 7, 0, { by: BO })] }), bosEntry(8, 1), entry(atTable, 9, 0));

    assert.deepEqual([6, 7, 8, 9].map(whenAt), ['away', 'away', 'away', 'told']);
    assert.deepEqual(told.table.commitments([{ seq: 6 }, { seq: 9 }]).map(({ by }) => by), ['a'], 'no checker takes Bo\'s for late');
    assert.deepEqual(told.table.commitments([{ seq: 9 }]).map(({ by }) => by), ['a', 'b']);
  });

  test('what was told stays told over a lost connection, and is new with another log', () => {
    hear(joined(), bosEntry(1, 0), joined({ position: 'e:3:t', history: [bosEntry(2, 1, { missed: true })] }));
    assert.equal(whenAt(2), 'told');

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

    assert.deepEqual(['r1', 'r2', 'r3'].map((id) => told.whenTold(told.rollOf({ id, seq: null }))), ['told', 'told', 'late']);
    assert.deepEqual(told.own.commitments(['r1', 'r2']),
      [{ by: null, root: own.root, seq: 0 }, { by: null, root: later.root, seq: 1 }]);
    assert.equal(told.seeds.get(own.root), 's');
  });

  test('skip the numbers of errors and whispers', () => {
    hear({ type: 'error', id: 'r1', code: 'syntax', proof: own.place(0) }, { type: 'error', proof: bos.place(9) },
      joined(), result('r2', own, 1, { seq: 5 }), result('r3', own, 2));

    assert.deepEqual(told.own.skippedBefore({ root: own.root, index: 2 }), { unused: [0], hidden: [1] });
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
  const verdict = (more = {}) => verdictOf({ roll, proof, asked: '', told: 'told', seed: 'Würfel', ...more });

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
    assert.match(verdict({ told: 'late' }).text, /not announced/);
    assert.equal(verdict({ proof: null }).kind, 'wrong');
    assert.equal(verdict({ proof: own.proof(3, 'Würfel', '3d6 ') }).kind, 'wrong');
  });

  test('says what the page cannot know', () => {
    for (const when of ['away', 'private']) {
      const { kind, text } = verdict({ told: when });
      assert.equal(kind, 'partly');
      assert.match(text, /does not know/);
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
  test('of an honest table is right with the commitments of the page', () => {
    const entries = [bosEntry(1, 0), entry(atTable, 2, 0), bosEntry(3, 1)];
    hear(joined(), ...entries);

    assert.deepEqual(checkLog(logOf(entries, told.table.commitments(entries))).verdict, 'ok');
    const late = checkLog(logOf([...entries, entry(later, 4, 0, { by: BO })], told.table.commitments(entries)));
    assert.equal(late.rolls[3].kind, 'wrong');
  });
});
