import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { copyText, rollAsText } from '../../../../webapp/js/roll/copy.js';
import { row } from './samples.mjs';

describe('a copied roll', () => {
  test('is one line', () => {
    assert.equal(rollAsText(row), 'Mira: attack 2d20kh1+5 = 22 (17, ~4~)');
    assert.equal(rollAsText({ ...row, by: null, label: '', outcome: null }), '2d20kh1+5 = ?');
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
