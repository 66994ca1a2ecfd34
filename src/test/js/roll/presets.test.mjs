import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addPreset, MAX_PRESETS, removePreset } from '../../../../webapp/js/roll/presets.js';

describe('saved rolls', () => {
  test('are kept once each, newest first, and can be removed', () => {
    const one = addPreset([], { expr: 'd20', label: 'attack' });
    const two = addPreset(one, { expr: 'd6', label: '' });
    assert.deepEqual(two.map(({ expr }) => expr), ['d6', 'd20']);
    assert.equal(addPreset(two, { expr: 'd20', label: 'attack' }), two);

    assert.deepEqual(removePreset(two, two[0].id), one);
  });

  test('are limited in number', () => {
    let presets = [];
    for (let i = 0; i < MAX_PRESETS + 5; i += 1) presets = addPreset(presets, { expr: `d${i}`, label: '' });

    assert.equal(presets.length, MAX_PRESETS);
  });
});
