import assert from 'node:assert/strict';
import { test } from 'node:test';
import { LookMaterials, MAX_LOOKS } from '../../../../webapp/js/tray/solid/look-materials.js';

const colourOf = (i) => `#${i.toString(16).padStart(6, '0')}`;

/** Materials that know whether they are in use. */
const makeTracked = () => {
  const alive = new Set();
  const make = () => {
    const made = { dispose: () => alive.delete(made) };
    alive.add(made);
    return made;
  };
  return { alive, make };
};

test('a thousand colours and themes of strangers leave few materials', () => {
  const { alive, make } = makeTracked();
  const materials = new LookMaterials();
  for (let i = 0; i < 1000; i++) {
    const look = { colour: colourOf(i), theme: i % 3 ? `unknown-${i}` : 'glass' };
    const body = materials.once(look, 'body', make);

    assert.equal(materials.once(look, 'body', make), body);
    materials.once(look, 'outline', make);
    assert.ok(alive.has(body), 'the look on the tray is alive');
    assert.ok(alive.size <= 2 * MAX_LOOKS, `${alive.size} after ${i}`);
  }
  materials.dispose();
  assert.equal(alive.size, 0);
});

test('unknown themes have the materials of none', () => {
  const materials = new LookMaterials();
  const { make } = makeTracked();

  assert.equal(materials.once({ colour: '#123456', theme: 'plaid' }, 'body', make),
    materials.once({ colour: '#123456' }, 'body', make));
});
