import assert from 'node:assert/strict';
import { test } from 'node:test';
import { presetsIn, readAddress, rootOf, tableLink, withPresets } from '../../../../webapp/js/app/link.js';

test('the root of the files is the parent of the modules\' folder, with and without a version', () => {
  assert.equal(rootOf('http://h/js/main.js'), 'http://h/');
  assert.equal(rootOf('http://h/dice/v/0f3a/js/main.js'), 'http://h/dice/');
});

test('a link names a table, and has the key in the fragment', () => {
  const link = tableLink('http://h/dice/', 'amber-owl-42', 'p+/=');

  assert.equal(link, 'http://h/dice/t/amber-owl-42#k=p%2B%2F%3D');
  assert.deepEqual(readAddress('http://h/dice/', link), { table: 'amber-owl-42', key: 'p+/=' });
});

test('names in any script are encoded and decoded', () => {
  const link = tableLink('http://h/', 'дракон-7', undefined);

  assert.deepEqual(readAddress('http://h/', link), { table: 'дракон-7', key: null });
});

test('any other address has no table', () => {
  for (const url of ['http://h/', 'http://h/t/', 'http://h/t/a/b', 'http://h/t/%ff', 'http://h/x/t/a']) {
    assert.equal(readAddress('http://h/', url), null, url);
  }
});

test('saved rolls stand beside the key in a fragment, and are removed alone', () => {
  assert.equal(withPresets('', 'AbC-_'), '#presets=AbC-_');
  assert.equal(withPresets('#k=p%2B%2F%3D', 'AbC-_'), '#k=p%2B%2F%3D&presets=AbC-_');
  assert.equal(withPresets('#presets=x&k=p%2B%2F%3D&presets=y', null), '#k=p%2B%2F%3D');
  assert.equal(withPresets('#presets=x', null), '');

  assert.equal(presetsIn('#k=p&presets=AbC-_'), 'AbC-_');
  assert.equal(presetsIn('#k=p'), null);
  assert.equal(presetsIn(''), null);
  assert.deepEqual(readAddress('http://h/', 'http://h/t/owl#presets=AbC&k=p%2B'), { table: 'owl', key: 'p+' });
});
