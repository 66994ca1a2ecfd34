// @ts-check
/** Settings, saved rolls and typed texts, kept between visits. */

import { PLAIN_SETTINGS } from '../state/settings.js';

/** @typedef {import('../lib/storage.js').Storage} Storage */
/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/model.js').Settings} Settings */
/** @typedef {import('../state/model.js').State} State */

/** The most typed texts that are kept. */
const MAX_TEXTS = 200;

/** @param {unknown} value @returns {any[]} */
const readArray = (value) => (Array.isArray(value) ? value : []);

/** @param {Storage} storage @returns {{ settings: Settings, presets: Preset[] }} */
export const loadSaved = (storage) => ({
  settings: { ...PLAIN_SETTINGS, ...storage.get('settings') },
  presets: readArray(storage.get('presets')),
});

/** Saves a text that was rolled; the newest first, each once. @param {Storage} storage @param {string} text */
export const saveTypedText = (storage, text) => {
  const older = readArray(storage.get('texts')).filter((old) => old !== text);
  storage.set('texts', [text, ...older].slice(0, MAX_TEXTS));
};

/** Returns a view that saves settings and presets when they change. @param {Storage} storage */
export const mountPersistence = (storage) => {
  /** @type {State | null} */
  let saved = null;

  /** @param {State} state */
  return (state) => {
    if (saved && state.settings !== saved.settings) storage.set('settings', state.settings);
    if (saved && state.presets !== saved.presets) storage.set('presets', state.presets);
    saved = state;
  };
};
