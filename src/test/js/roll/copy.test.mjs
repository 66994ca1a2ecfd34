import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { copyText, rollAsText } from '../../../../webapp/js/roll/copy.js';
import { readRoll } from '../../../../webapp/js/roll/outcome.js';
import { row } from './samples.mjs';

describe('a copied roll', () => {
  test('is one line', () => {
    assert.equal(rollAsText(row), 'Mira: attack 2d20kh1+5 = 22 (17, ~4~)');
    assert.equal(rollAsText({ ...row, by: null, label: '', outcome: null }), '2d20kh1+5 = ?');
  });

  test('says that its dice were entered by hand', () => {
    const outcome = readRoll({ by: 'hand', total: 7, dice: [{ sides: 6, value: 3 }, { sides: 6, value: 4 }] });

    assert.equal(rollAsText({ ...row, label: '', expr: '2d6', outcome }), 'Mira: 2d6 = 7 (3, 4), by hand');
  });

  test('has its check, its symbols, and the names of its results', () => {
    const check = { op: '>=', target: 15, success: false, margin: -3 };
    const rolled = (roll) => rollAsText({ ...row, by: null, label: '', expr: 'x', outcome: readRoll(roll) });

    assert.equal(rolled({ total: 12, dice: [{ sides: 20, value: 12, kept: true }], check }), 'x = 12, failure by 3 (12)');
    assert.equal(rolled({ total: 0, dice: [{ sides: 2, value: 0, kept: true, face: 'hit' }], tally: { hit: 1 } }),
      'x = 1 hit (hit)');
    assert.equal(rolled({ expr: 'x', rolls: [{ total: 22, dice: [], label: 'attack' }, { total: 7, dice: [], label: 'damage' }] }),
      'x = attack 22, damage 7');
  });

  test('uses the clipboard if there is one', async () => {
    const copied = [];
    const navigator = { clipboard: { writeText: async (text) => copied.push(text) } };

    assert.equal(await copyText('a', null, navigator), true);
    assert.deepEqual(copied, ['a']);
  });
});

describe('a copied roll on plain http', () => {
  const pageThat = (copies) => {
    const field = { select: () => page.done.push('select'), setSelectionRange: () => {},
      remove: () => page.done.push('remove') };
    const focused = { focus: () => page.done.push('focus') };
    const page = {
      done: [],
      field,
      activeElement: focused,
      body: { append: () => page.done.push('append') },
      createElement: () => field,
      querySelector: () => null,
      execCommand: copies,
    };
    return page;
  };

  test('is copied from a selected field, and the focus is restored', async () => {
    const page = pageThat(() => true);

    assert.equal(await copyText('a', page, {}), true);
    assert.deepEqual(page.done, ['append', 'select', 'remove', 'focus']);
    assert.deepEqual([page.field.value, page.field.readOnly], ['a', true]);
  });

  test('leaves no element behind if the browser forbids copying', async () => {
    const page = pageThat(() => { throw new Error('forbidden'); });

    assert.equal(await copyText('a', page, {}), false);
    assert.deepEqual(page.done, ['append', 'select', 'remove', 'focus']);
  });
});
