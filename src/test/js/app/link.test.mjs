import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readAddress, rootOf, tableLink } from '../../../../webapp/js/app/link.js';

test('the files lie beside the folder of the modules, whatever the version before it', () => {
  assert.equal(rootOf('http://h/js/main.js'), 'http://h/');
  assert.equal(rootOf('http://h/dice/v/0f3a/js/main.js'), 'http://h/dice/');
});

test('a link leads to a table, with a key that no server sees', () => {
  const link = tableLink('http://h/dice/', 'amber-owl-42', 'p+/=');

  assert.equal(link, 'http://h/dice/t/amber-owl-42#k=p%2B%2F%3D');
  assert.deepEqual(readAddress('http://h/dice/', link), { table: 'amber-owl-42', key: 'p+/=' });
});

test('names of any script go there and back', () => {
  const link = tableLink('http://h/', 'дракон-7', undefined);

  assert.deepEqual(readAddress('http://h/', link), { table: 'дракон-7', key: null });
});

test('any other address leads to no table', () => {
  for (const url of ['http://h/', 'http://h/t/', 'http://h/t/a/b', 'http://h/t/%ff', 'http://h/x/t/a']) {
    assert.equal(readAddress('http://h/', url), null, url);
  }
});
