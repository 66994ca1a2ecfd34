// @ts-check
/** What the browser keeps between visits. */

import { PLAIN_SETTINGS } from '../state/model.js';

/** @typedef {import('../lib/storage.js').Storage} Storage */
/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/model.js').Settings} Settings */
/** @typedef {import('../state/model.js').State} State */

const MAX_TEXTS = 200;

/** @param {unknown} value @returns {any[]} */
const readArray = (value) => (Array.isArray(value) ? value : []);

/** @param {Storage} storage @returns {{ settings: Settings, presets: Preset[] }} */
export const loadSaved = (storage) => ({
  settings: { ...PLAIN_SETTINGS, ...storage.get('settings') },
  presets: readArray(storage.get('presets')),
});

/** Keeps a text that was rolled; the newest first, each once. @param {Storage} storage @param {string} text */
export const saveTypedText = (storage, text) => {
  const older = readArray(storage.get('texts')).filter((old) => old !== text);
  storage.set('texts', [text, ...older].slice(0, MAX_TEXTS));
};

/** Returns a view that keeps settings and presets as they change. @param {Storage} storage */
export const mountPersistence = (storage) => {
  /** @type {State | null} */
  let kept = null;

  /** @param {State} state */
  return (state) => {
    if (kept && state.settings !== kept.settings) storage.set('settings', state.settings);
    if (kept && state.presets !== kept.presets) storage.set('presets', state.presets);
    kept = state;
  };
};
