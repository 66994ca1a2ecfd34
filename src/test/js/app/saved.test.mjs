import { strict as assert } from 'node:assert';
import { describe, test } from 'node:test';
import { followOtherTabs, loadSaved, loadTypedTexts, mountPersistence } from '../../../../webapp/js/app/persistence.js';
import { readCredentials, readSettings } from '../../../../webapp/js/app/saved.js';
import { makeStorage } from '../../../../webapp/js/lib/storage.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { PLAIN_SETTINGS } from '../../../../webapp/js/state/settings.js';
import { Store } from '../../../../webapp/js/state/store.js';

const WRONG = ['null', '7', '"a"', '[1,null]', '[[]]', '{}', '[{}]', '[{"expr":7,"label":""}]', '{"length":3}', 'no JSON'];

const PRESET = { id: 'fire\n8d6', expr: '8d6', label: 'fire' };

/** A browser's storage. */
const areaOf = (entries) => {
  const values = new Map(Object.entries(entries));
  return { getItem: (key) => values.get(key) ?? null, setItem: (key, value) => values.set(key, value) };
};

describe('stored values', () => {
  for (const text of WRONG) {
    test(`of the form ${text} are as if there were none`, () => {
      const storage = makeStorage(areaOf({
        'dicegate.settings': text, 'dicegate.presets': text, 'dicegate.texts': text, 'dicegate.log': text,
        'dicegate.table.owl': text,
      }));

      assert.deepEqual(loadSaved(storage), { settings: PLAIN_SETTINGS, presets: [], rows: [] });
      assert.ok(loadTypedTexts(storage).every((typed) => typeof typed === 'string'));
      assert.deepEqual(readCredentials(storage.get('table.owl')), { key: null, token: null, others: [] });
    });
  }

  test('are read one by one', () => {
    const storage = makeStorage(areaOf({
      'dicegate.settings': '{"name":"Ana","theme":"pink","sound":"yes","pips":1,"dice":"A b","felt":null,"tier":"flat","colour":"red","other":1}',
      'dicegate.presets': JSON.stringify([null, PRESET, { ...PRESET, id: 'x' }, { expr: '', label: '' }]),
      'dicegate.texts': '["3d6",1,null,"d20"]',
    }));

    assert.deepEqual(loadSaved(storage), {
      settings: { ...PLAIN_SETTINGS, name: 'Ana', tier: 'flat' }, presets: [PRESET], rows: [],
    });
    assert.deepEqual(loadTypedTexts(storage), ['3d6', 'd20']);
  });

  test('are kept as they were saved', () => {
    const settings = {
      name: 'Ana', colour: '#00aaFF', theme: 'dark', tier: '3d', reveal: 'at-once',
      dice: 'bone-and-ink', pips: true, felt: 'slate', sound: 'loud', haptics: true, seed: 'luck', spoken: 'off',
    };
    const storage = makeStorage(areaOf({
      'dicegate.settings': JSON.stringify(settings), 'dicegate.presets': JSON.stringify([PRESET]),
    }));

    assert.deepEqual(loadSaved(storage), { settings, presets: [PRESET], rows: [] });
    const credentials = { key: 'k', token: 't', others: ['a', 'b'] };
    assert.deepEqual(readCredentials(credentials), credentials);
  });
});

test('a theme that the server refuses is none', () => {
  for (const dice of ['-', '-x', 'a b', 'Ivory', 'a'.repeat(25), 7, null]) assert.equal(readSettings({ dice }).dice, '', `${dice}`);
  for (const dice of ['', 'x9', 'bone-and-ink', 'a'.repeat(24)]) assert.equal(readSettings({ dice }).dice, dice);
});

describe('two tabs', () => {
  const area = areaOf({});

  /** A tab; `hear` is what the browser calls when another tab has written. */
  const openTab = () => {
    const storage = makeStorage(area);
    const store = new Store(initialState('', loadSaved(storage)), () => 0);
    store.subscribe(mountPersistence(storage));
    let hear;
    followOtherTabs({ addEventListener: (type, listener) => { if (type === 'storage') hear = listener; } }, { storage, store });
    return { store, hear: (key) => hear({ key }), presets: () => store.state.presets.map(({ expr }) => expr) };
  };

  test('lose no saved roll of each other', () => {
    const [one, other] = [openTab(), openTab()];
    one.store.dispatch({ type: 'presets', presets: [PRESET] });
    other.hear('dicegate.settings');
    assert.deepEqual(other.presets(), []);
    other.hear('dicegate.presets');
    assert.deepEqual(other.presets(), ['8d6']);

    const more = { id: '\nd20', expr: 'd20', label: '' };
    other.store.dispatch({ type: 'presets', presets: [more, ...other.store.state.presets] });
    one.hear('dicegate.presets');

    assert.deepEqual(one.presets(), ['d20', '8d6']);
    assert.deepEqual(openTab().presets(), ['d20', '8d6']);
  });
});
