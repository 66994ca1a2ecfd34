// "What a client checks" in src/docs/verify.md: each rule that the page checks at each roll.
import assert from 'node:assert/strict';
import { beforeEach, describe, test } from 'node:test';
import { Told } from '../../../../webapp/js/verify/told.js';
import { ANA, entry, makeSeries, secret } from './samples.mjs';

const own = makeSeries(secret(1));
const next = makeSeries(secret(2));
const atTable = makeSeries(secret(3));
const strange = makeSeries(secret(4));
const SEED = 'luck 0123';

let told;
let count;

const hear = (...frames) => frames.forEach((frame) => told.hear(frame));
const sends = (message) => hear({ type: 'sent', message: JSON.stringify(message) });
/** Sends a roll, and returns its id. */
const rolls = (more = {}) => {
  count += 1;
  sends({ type: 'roll', id: `r${count}`, expr: '3d6', ...more });
  return `r${count}`;
};
const result = (id, series, index, { proof = {}, ...more } = {}) =>
  ({ type: 'result', id, roll: {}, proof: { ...series.place(index), ...proof }, ...more });
const error = (id, series, index) => ({ type: 'error', id, code: 'syntax', ...(series && { proof: series.place(index) }) });
/** Sends a roll that is answered with a number, and returns what is wrong with it. */
const faultOf = (series, index, more) => {
  const id = rolls();
  hear(result(id, series, index, more));
  return told.sent.faultOf(id);
};
const gives = (series, seed, following, table) => {
  sends({ type: 'seed', id: 's', root: series.root, seed });
  hear({ type: 'series', id: 's', root: series.root, seed, table, ...(following && { next: following.root }) });
};

beforeEach(() => {
  told = new Told();
  count = 0;
  hear({ type: 'hello', series: { root: own.root, size: 64 } });
  gives(own, SEED, next);
  gives(next, `${SEED}4`);
});

describe('the number of a roll', () => {
  test('is the next one', () => {
    assert.deepEqual([0, 1, 2].map((index) => faultOf(own, index)), ['', '', '']);
  });

  test('is of the current series', () => {
    assert.match(faultOf(strange, 0), /not the current one/);
    hear({ type: 'hello', series: { root: strange.root } });
    assert.match(faultOf(own, 0), /not the current one/, 'of an earlier connection');
    hear({ type: 'hello', series: { root: next.root } });
    assert.match(faultOf(strange, 1), /not the current one/);
    hear({ type: 'hello', series: { root: atTable.root } }, { type: 'resumed', series: { root: own.root, seed: SEED, next: next.root } });
    assert.equal(faultOf(own, 1), '', 'the session goes on');
  });

  test('leaves none out that no request can have taken', () => {
    assert.match(faultOf(own, 1), /left out/);
    assert.equal(faultOf(own, 2), '');
    assert.match(faultOf(own, 4), /left out/);
  });

  test('may leave those of errors and of whispers out, and none of requests without a number', () => {
    const [typo, busy, whisper] = [rolls(), rolls(), rolls({ to: ['b'] })];
    hear(error(typo, own, 0), error(busy), result(whisper, own, 1, { seq: 4 }));
    assert.equal(faultOf(own, 2), '');
    hear(error(rolls()));
    assert.match(faultOf(own, 4), /left out/);
  });

  test('may come before those of rolls that are not answered yet, in the order of the requests', () => {
    const [first, second] = [rolls(), rolls()];
    hear(result(second, own, 1), result(first, own, 0));
    assert.deepEqual([first, second].map((id) => told.sent.faultOf(id)), ['', '']);

    const [third, fourth] = [rolls(), rolls()];
    hear(result(fourth, own, 2), result(third, own, 3));
    assert.match(told.sent.faultOf(third), /does not follow the order/);
  });

  test('is not used twice', () => {
    faultOf(own, 0);

    assert.match(faultOf(own, 0), /does not follow the order/);
  });

  test('of a roll that is sent again is its first one, or a later one', () => {
    const [lost, second] = [rolls(), rolls()];
    hear(result(second, own, 0), { type: 'hello', series: { root: strange.root } },
      { type: 'resumed', series: { root: own.root, seed: SEED, next: next.root } });
    sends({ type: 'roll', id: lost, expr: '3d6' });
    hear(result(lost, own, 1));
    assert.equal(told.sent.faultOf(lost), '');

    const slow = rolls();
    hear(error(slow, own, 2));
    sends({ type: 'roll', id: slow, expr: '3d6' });
    hear(result(slow, own, 3));
    assert.equal(told.sent.faultOf(slow), '', 'after an error it has another number');
    assert.equal(faultOf(own, 4), '');
  });

  test('of dice by hand does not exist', () => {
    rolls({ faces: [3] });

    assert.match(faultOf(own, 1), /left out/);
  });

  test('at a table is one of the series there, and of a whisper one of the own', () => {
    hear({ type: 'joined', table: 't', you: ANA, position: 'e:0:t', members: [], history: [], series: { root: atTable.root, next: strange.root } });
    gives(atTable, SEED, strange, 't');
    const [all, whisper, alone, gm] = ['all', ['b'], 'self', 'gm'].map((to) => rolls({ to }));
    hear(result(all, atTable, 0, { seq: 1 }), result(whisper, own, 0, { seq: 3 }), result(alone, own, 1), result(gm, own, 2, { seq: 2 }));

    assert.deepEqual([all, whisper, alone].map((id) => told.sent.faultOf(id)), ['', '', '']);
    assert.match(told.sent.faultOf(gm), /not the current one/);
  });

  test('of a series that may have begun before this page came has no first one', () => {
    hear({ type: 'joined', table: 't', you: ANA, position: 'e:0:t', members: [], history: [], series: { root: atTable.root, seed: 'x' } });
    const [first, second, third] = ['all', 'all', 'all'].map((to) => rolls({ to }));
    hear(result(first, atTable, 7, { seq: 1 }), result(second, atTable, 8, { seq: 2 }), result(third, atTable, 10, { seq: 3 }));

    assert.deepEqual([first, second].map((id) => told.sent.faultOf(id)), ['', '']);
    assert.match(told.sent.faultOf(third), /left out/);
  });

  test('that is said to be hidden is not that of a roll for all', () => {
    hear({ type: 'joined', table: 't', you: ANA, position: 'e:0:t', members: [], history: [], series: { root: atTable.root } });
    gives(atTable, SEED, strange, 't');
    const [first, blind, last] = ['all', 'blind', 'all'].map((to) => rolls({ to }));
    hear(...[first, blind, last].map((id, index) => result(id, atTable, index, { seq: index + 1 })),
      entry(atTable, 3, 2, { proof: { hidden: [1] } }));
    assert.equal(told.sent.faultOf(last), '');
    hear(entry(atTable, 3, 2, { proof: { hidden: [0] } }));
    assert.match(told.sent.faultOf(last), /roll for all that it is hidden/);
  });
});

describe('the text of a roll', () => {
  test('is the one that was sent', () => {
    assert.equal(faultOf(own, 0, { proof: { expr: '3d6' } }), '');
    assert.match(faultOf(own, 1, { proof: { expr: '3d6 ' } }), /another text/);
    assert.deepEqual([told.sent.textOf('r1'), told.sent.textOf('x'), told.sent.textOf(null)], ['3d6', undefined, undefined]);
  });
});

describe('the seed of a roll', () => {
  test('has been accepted before', () => {
    hear({ type: 'hello', series: { root: strange.root } });
    sends({ type: 'seed', id: 's', root: strange.root, seed: SEED });

    assert.match(faultOf(strange, 0), /not accepted the seed/);
    hear({ type: 'series', id: 's', root: strange.root, seed: SEED, next: own.root });
    assert.equal(faultOf(strange, 1), '');
  });

  test('is one that was sent', () => {
    hear({ type: 'series', root: own.root, seed: 'of the server', next: next.root });

    assert.match(faultOf(own, 0), /another seed/);
  });

  test('may be replaced before the first roll', () => {
    sends({ type: 'seed', id: 's', root: own.root, seed: 'other' });
    hear({ type: 'series', id: 's', root: own.root, seed: 'other', next: next.root });

    assert.equal(faultOf(own, 0), '');
    assert.equal(told.seeds.get(own.root), 'other');
  });
});

describe('the next series', () => {
  const push = (series, following) => hear({ type: 'series', root: series.root, seed: `${SEED}4`, next: following.root });
  const fill = (upTo) => { for (let index = 0; index <= upTo; index += 1) assert.equal(faultOf(own, index), ''); };

  test('is the one that was announced, and follows number 63', () => {
    fill(63);
    push(next, strange);

    assert.equal(faultOf(next, 0), '');
    assert.equal(faultOf(next, 1), '');
  });

  test('does not begin before', () => {
    fill(9);
    push(next, strange);

    assert.match(faultOf(next, 0), /left out/);
  });

  test('is no other one, also in the answer to a seed', () => {
    fill(63);
    for (const id of [undefined, 's']) {
      hear({ type: 'series', id, root: strange.root, seed: SEED, next: atTable.root });
      assert.match(faultOf(strange, 0), /announced to be the next/);
    }
  });
});

test('malformed answers are ignored', () => {
  hear({ type: 'result' }, { type: 'error', id: 3 }, { type: 'rolled', proof: { root: own.root, index: 0 } }, result('x', own, 0));

  assert.equal(told.sent.faultOf('x'), '');
  assert.equal(faultOf(own, 0), '');
});
