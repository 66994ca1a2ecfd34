import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addPreset, MAX_PRESETS } from '../../../../webapp/js/roll/presets.js';
import {
  addPresets, compareWith, MAX_LINK_CHARS, presetsAsFile, presetsAsText, readPresetsFile, readPresetsText,
} from '../../../../webapp/js/roll/shared-presets.js';

const ATTACK = { expr: 'd20+5', label: 'attack' };
const PLAIN = { expr: '4d6kh3', label: '' };
const ODD = { expr: 'd[★,攻撃]', label: 'Zaubern 🎲 & "x"' };

const asLink = (value) => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const asFile = (presets, more = {}) => JSON.stringify({ dicegate: 'presets', version: 1, presets, ...more });
const saved = (...rolls) => rolls.reduceRight(addPreset, []);

/** What a stranger may write in place of an expression. */
const HOSTILE = ['', '   ', null, 3, {}, [], 'd6\n', 'd20\u202e5', 'd6\u0000', 'd\ud800', `d6${'+1'.repeat(600)}`, `d6 for ${'x'.repeat(81)}`];

describe('saved rolls by link', () => {
  test('are read as they were written', () => {
    const text = presetsAsText([ATTACK, PLAIN, ODD]);

    assert.match(text, /^[\w-]+$/);
    assert.deepEqual(readPresetsText(text), { rolls: [ATTACK, PLAIN, ODD], refused: 0 });
  });

  test('are bounded', () => {
    const long = Array.from({ length: MAX_PRESETS }, (_, index) => ({ expr: `${index}d6${'+1'.repeat(200)}`, label: '' }));
    const many = Array.from({ length: MAX_PRESETS + 5 }, (_, index) => [`d${index + 1}`]);

    assert.equal(presetsAsText(long), null);
    assert.equal(readPresetsText('A'.repeat(MAX_LINK_CHARS + 1)), null);
    assert.equal(readPresetsText(asLink(many)).rolls.length, MAX_PRESETS);
    assert.equal(readPresetsText(asLink(many)).refused, 5);
  });

  test('that are damaged are refused as a whole', () => {
    const damaged = ['', '%', '!!', 'A', asLink('[['), asLink('{}'), asLink('"x"'), asLink('null'),
      Buffer.from([0x5b, 0x22, 0xff, 0x22, 0x5d]).toString('base64url')];

    for (const text of damaged) assert.equal(readPresetsText(text), null, text);
  });

  test('that are not valid are refused each', () => {
    const read = readPresetsText(asLink([...HOSTILE.filter((expr) => expr !== 'd6\n').map((expr) => [expr]),
      ['d6', 'a\u202eb'], ['d6', 'x'.repeat(81)], ['d6', 7], 'd8', null, {}, ['d20']]));

    assert.deepEqual(read.rolls, [{ expr: 'd20', label: '' }]);
    assert.equal(read.refused, HOSTILE.length - 1 + 6);
  });

  test('are read like typed text: blanks around them do not count, and labels are split off', () => {
    assert.deepEqual(readPresetsText(asLink([[' d6\n', ' hit '], ['d8 for more', 'x']])).rolls,
      [{ expr: 'd6', label: 'hit' }, { expr: 'd8', label: 'more for x' }]);
  });

  test('are there once each', () => {
    assert.deepEqual(readPresetsText(asLink([['d6', 'x'], ['d6 for x'], ['d6']])).rolls,
      [{ expr: 'd6', label: 'x' }, { expr: 'd6', label: '' }]);
  });

  test('may have names of inherited members', () => {
    assert.deepEqual(readPresetsText(asLink('[["__proto__","constructor"]]')).rolls, [{ expr: '__proto__', label: 'constructor' }]);
  });
});

describe('saved rolls by file', () => {
  test('are read as they were written', () => {
    assert.deepEqual(readPresetsFile(presetsAsFile([ATTACK, PLAIN, ODD])), { rolls: [ATTACK, PLAIN, ODD], refused: 0 });
    assert.deepEqual(readPresetsFile(`\ufeff${presetsAsFile([PLAIN])}`).rolls, [PLAIN]);
  });

  test('of another kind or version are refused', () => {
    const others = ['', 'x', '[]', 'null', '{}', asFile([], { version: 2 }), asFile([], { dicegate: 'log' }), asFile('x'), asFile({ 0: ATTACK })];

    for (const text of others) assert.equal(readPresetsFile(text), null, text);
  });

  test('that are not valid are refused each', () => {
    const read = readPresetsFile(asFile([...HOSTILE.filter((expr) => expr !== 'd6\n').map((expr) => ({ expr })), ['d6'], ATTACK]));

    assert.deepEqual(read, { rolls: [ATTACK], refused: HOSTILE.length });
  });
});

describe('adding shared rolls', () => {
  test('puts them in front, in their order, each once', () => {
    const presets = addPresets(saved(PLAIN), [ATTACK, PLAIN, ODD]);

    assert.deepEqual(presets.map(({ expr }) => expr), [ATTACK.expr, ODD.expr, PLAIN.expr]);
    assert.deepEqual(compareWith(presets, [ATTACK, PLAIN, ODD]), { added: [], known: 3, left: 0 });
  });

  test('removes none of the player\'s own', () => {
    const own = saved(...Array.from({ length: MAX_PRESETS - 1 }, (_, index) => ({ expr: `d${index + 1}`, label: '' })));

    assert.deepEqual(compareWith(own, [ATTACK, ODD]), { added: [ATTACK], known: 0, left: 1 });
    const presets = addPresets(own, [ATTACK, ODD]);
    assert.equal(presets.length, MAX_PRESETS);
    assert.deepEqual(presets.slice(1), own);
  });
});
