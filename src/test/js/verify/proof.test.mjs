import assert from 'node:assert/strict';
import { createHash, createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { bytesOf, digitsOf, hash, keyedHash, utf8 } from '../../../../webapp/js/verify/bytes.js';
import { checkDice } from '../../../../webapp/js/verify/dice.js';
import { facesOf } from '../../../../webapp/js/verify/faces.js';
import { isCommitted, readProof, rollSeed, rootOf } from '../../../../webapp/js/verify/proof.js';
import { checkRoll } from '../../../../webapp/js/verify/roll.js';
import { makeSeries, secret } from './samples.mjs';

const read = (path) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
const VECTORS = read('../../../main/resources/dicegate/conformance/seeded-vectors.json');
const ROLLS = read('./engine-rolls.json');

describe('the hash functions', () => {
  test('are those of node, for texts around the sizes of blocks', () => {
    for (const length of [0, 1, 55, 56, 63, 64, 65, 127, 200]) {
      const text = new Uint8Array(length).fill(length);
      assert.equal(digitsOf(hash(text)), createHash('sha256').update(text).digest('hex'));
      assert.equal(digitsOf(keyedHash(text, utf8('ä'), text)),
        createHmac('sha256', text).update('ä').update(text).digest('hex'));
    }
  });
});

describe('a proof', () => {
  const series = makeSeries(secret());
  const proof = series.proof(37, 'Würfel 1', '2d20kh1 + 5');

  test('has the known answers of src/docs/verify.md', () => {
    assert.equal(proof.key, 'f2d44adf1802282dee8691f47f7a8a740d28aa2dfa0958556c3376a6b53ce56f');
    assert.equal(rootOf(proof), 'f411d99565a352db3273d88f451ac22fc7b45bed69b715a18b7f36e00d7623f7');
    assert.equal(digitsOf(rollSeed(proof)), 'a4135b51b793c78b13298fdfa207934794daa6f25f7f40ea0ffac94765c58fdf');
  });

  test('leads to the root from every index, and from no other', () => {
    for (let index = 0; index < 64; index += 1) {
      const each = series.proof(index, '', 'd6');
      assert.ok(isCommitted(each));
      assert.ok(!isCommitted({ ...each, index: (index + 1) % 64 }));
      assert.ok(!isCommitted({ ...each, index: index + 64 }), 'beyond the series');
    }
    assert.ok(!isCommitted({ ...proof, key: series.proof(36, '', '').key }));
  });

  test('of a series of one roll has an empty path', () => {
    const alone = makeSeries(secret(1), 1).proof(0, '', 'd6');

    assert.deepEqual(alone.path, []);
    assert.ok(isCommitted(alone));
  });

  test('is not read if it is not complete', () => {
    assert.deepEqual(readProof(proof), proof);
    for (const change of [
      { key: undefined }, { key: proof.key.toUpperCase() }, { path: Array(11).fill(proof.key) }, { path: 'x' },
      { path: [3] }, { index: -1 }, { index: 1024 }, { index: '3' }, { root: 'x' }, { seed: 'a\0b' },
      { seed: 'x'.repeat(65) }, { expr: undefined }, { expr: 'x'.repeat(4097) },
    ]) assert.equal(readProof({ ...proof, ...change }), null, JSON.stringify(change));
    assert.equal(readProof(null), null);
  });
});

describe('faces', () => {
  test('are those of the published vectors', () => {
    const told = VECTORS.filter(({ drawn }) => drawn !== undefined);
    assert.ok(told.length > 60);
    for (const { expr, seed, drawn } of told) {
      const next = facesOf(bytesOf(seed));
      assert.deepEqual(drawn.map(([sides]) => [sides, next(sides)]), drawn, expr);
    }
  });
});

describe('dice', () => {
  const check = ({ roll, seed, expr }, change = {}) => checkDice({ ...roll, ...change }, bytesOf(seed), expr);
  const sample = (wanted) => ROLLS.find(({ expr }) => expr === wanted);
  const withDie = (each, index, change) => ({
    ...each, roll: { ...each.roll, dice: each.roll.dice.map((die, at) => (at === index ? { ...die, ...change } : die)) },
  });

  test('of the engine are right', () => {
    assert.ok(ROLLS.length > 15);
    for (const each of ROLLS) assert.equal(check(each).wrong, '', each.expr);
    assert.deepEqual(ROLLS.filter((each) => check(each).left !== '').map(({ expr }) => expr),
      ['4dF', '4d[1,2,2,4]', 'd100bonus2']);
  });

  test('with another seed are wrong', () => {
    for (const { roll, expr } of ROLLS) {
      assert.match(checkDice(roll, bytesOf('11'.repeat(32)), expr).wrong, /not those of the seed/, expr);
    }
  });

  test('with another face are wrong, whatever else shows it', () => {
    for (const expr of ['3d6', '6d6r<3', '2d(1d6+4)', '6d6!!']) {
      const each = withDie(sample(expr), 0, { value: 1, faces: [1] });
      assert.notEqual(check(each).wrong, '', expr);
    }
    const rerolled = withDie(sample('6d6r<3'), 0, { rerolled: [1] });
    assert.match(check(rerolled).wrong, /do not show/);
  });

  test('that are missing are noticed', () => {
    const each = sample('5d6sd');

    assert.match(check(each, { dice: each.roll.dice.slice(1) }).wrong, /do not show/);
  });

  test('have the total of their sum if nothing else is in the expression', () => {
    assert.match(check(sample('3d6+2'), { total: 3 }).wrong, /total/);
    assert.match(check({ ...sample('3d6'), expr: '4d6' }).wrong, /not those of its expression/);
  });

  test('have nothing that their expression has not', () => {
    for (const more of [{ check: { success: true } }, { tally: {} }, { sets: [] }, { by: 'hand' }]) {
      assert.match(check(sample('3d6+2'), more).wrong, /more than plain dice/);
    }
    for (const members of [{ kept: false }, { custom: true }, { sides: 8 }, { faces: [6] }]) {
      assert.notEqual(check(withDie(sample('3d6+2'), 0, members)).wrong, '', JSON.stringify(members));
    }
    const [first, second, third] = sample('3d6').roll.dice;
    assert.match(check(sample('3d6'), { dice: [third, second, first] }).wrong, /do not show/);
  });

  test('that are kept are those of the expression', () => {
    const series = makeSeries(secret(7));
    const seed = series.rollSeed(3, 'luck', '4d6');
    const values = series.roll(3, 'luck', '4d6').dice.map(({ value }) => value);
    const order = values.map((_, index) => index).sort((a, b) => values[b] - values[a]);
    const roll = (kept) => ({
      total: kept.reduce((sum, index) => sum + values[index], 1),
      dice: values.map((value, index) => ({ sides: 6, value, kept: kept.includes(index) })),
    });
    const wrong = (kept, expr, more) => checkDice({ ...roll(kept), ...more }, seed, expr).wrong;

    assert.ok(new Set(values).size > 2, values.join());
    assert.equal(wrong(order.slice(0, 3), '4d6kh3+1'), '');
    assert.equal(wrong(order.slice(-1), '4d6kl1 + 1'), '');
    assert.match(wrong(order.slice(1), '4d6kh3+1'), /other dice are kept/);
    assert.match(wrong(order.slice(0, 2), '4d6kh3+1'), /other dice are kept/);
    assert.match(wrong(order, '4d6kh3+1'), /other dice are kept/);
    assert.match(wrong(order.slice(0, 3), '4d6kh3+1', { total: 3 }), /total/);
  });

  test('have the text that our engines write, or it is left', () => {
    const { dice, total } = sample('3d6+2').roll;
    const text = `3d6[${dice.map(({ value }) => value).join(', ')}] + 2 = ${total}`;

    assert.equal(check(sample('3d6+2'), { text }).left, '');
    assert.match(check(sample('3d6+2'), { text: text.replace('3d6[', '3d6[6, ') }).left, /text/);
  });

  test('of a plain expression are drawn if the roll does not tell the faces', () => {
    const plain = sample('3d6+2');
    assert.deepEqual(check(plain, { drawn: undefined }),
      { wrong: '', left: '', faces: plain.roll.drawn });
    const { dice } = withDie(withDie(plain, 0, { value: plain.roll.dice[0].value + 1 }), 1, { value: plain.roll.dice[1].value - 1 }).roll;

    assert.match(check(plain, { drawn: undefined, dice }).wrong, /not those of the seed/);
  });

  test('of other expressions cannot be compared without the faces drawn', () => {
    const found = check(sample('5d6sd'), { drawn: undefined });

    assert.equal(found.wrong, '');
    assert.match(found.left, /no list of the faces drawn/);
  });

  test('in malformed answers are wrong or left, and never throw', () => {
    const { seed, expr } = sample('5d6sd');
    for (const roll of [null, 3, 'whaaat?', {}, { drawn: [] }, { dice: 3 }, { dice: [null, 3], drawn: [[0, 1]] },
      { drawn: [[2e9, 1]] }, { drawn: [[6]] }, { rolls: [null, 3] }, { error: { code: 'limit' } }, { drawn: [[6, 9]], dice: [{}] }]) {
      const { wrong, left } = checkDice(roll, bytesOf(seed), expr);
      assert.equal(typeof (wrong || left), 'string', JSON.stringify(roll));
    }
    for (const roll of [{}, { total: 1, rolls: [] }]) assert.match(checkDice(roll, bytesOf(seed), expr).wrong, /no result, or two/);
    for (const more of [{ total: 1 }, { rolls: [] }]) {
      assert.match(checkDice({ error: { code: 'limit' }, ...more }, bytesOf(seed), expr).wrong, /a result and an error/);
    }
    assert.match(checkDice({ error: { code: 'too_large' } }, bytesOf(seed), expr).left, /any result is possible/);
    assert.match(checkDice({ error: { code: 'limit' } }, bytesOf(seed), expr).left, /error/);
    assert.match(checkDice({ total: 1, dice: [], drawn: [[0, 1]] }, bytesOf(seed), expr).wrong, /malformed/);
  });
});

describe('a roll', () => {
  const series = makeSeries(secret(7));
  const roll = series.roll(3, 'luck', '3d6');
  const proof = series.proof(3, 'luck', '3d6');

  test('is right with its proof', () => {
    const { kind, numbers } = checkRoll(proof, roll);

    assert.equal(kind, 'ok');
    assert.equal(numbers.rollSeed, series.rollSeed(3, 'luck', '3d6').toString('hex'));
    assert.deepEqual(numbers.faces, roll.drawn);
  });

  test('is wrong with anything else in the proof', () => {
    const other = makeSeries(secret(8));
    for (const change of [
      { seed: 'other' }, { expr: '3d6 ' }, { index: 4 }, { key: series.proof(4, '', '').key },
      { root: other.root }, { path: [...proof.path].reverse() }, { ...other.proof(3, 'luck', '3d6'), root: proof.root },
    ]) assert.equal(checkRoll({ ...proof, ...change }, roll).kind, 'wrong', JSON.stringify(change));
    assert.equal(checkRoll({}, roll).kind, 'wrong');
  });

  test('without a player\'s seed could have been chosen', () => {
    const found = checkRoll(series.proof(3, '', '3d6'), series.roll(3, '', '3d6'));

    assert.equal(found.kind, 'partly');
    assert.match(found.text, /could have chosen/);
  });

  test('of other dice than plain ones is right in part', () => {
    const found = checkRoll(series.proof(3, 'luck', '3d6 # luck'), series.roll(3, 'luck', '3d6 # luck'));

    assert.equal(found.kind, 'partly');
    assert.match(found.text, /does not compute this expression/);
  });
});
