// @ts-check
/** Settings, saved rolls and typed texts, kept between visits. */

import { isOwn, keptOf, readKept } from './kept-log.js';
import { readPresets, readSettings, readTexts } from './saved.js';

/** @typedef {import('../lib/storage.js').Storage} Storage */
/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/model.js').Settings} Settings */
/** @typedef {import('../state/model.js').State} State */

/** The most typed texts that are kept. */
const MAX_TEXTS = 200;

/**
 * @param {Storage} storage
 * @returns {{ settings: Settings, presets: readonly Preset[], rows: State['rows'] }} `rows`: of rolls that no table keeps
 */
export const loadSaved = (storage) => ({
  settings: readSettings(storage.get('settings')),
  presets: readPresets(storage.get('presets')),
  rows: readKept(storage.get('log')),
});

/** Returns the texts that were rolled, newest first. @param {Storage} storage */
export const loadTypedTexts = (storage) => readTexts(storage.get('texts'));

/** Saves a text that was rolled; the newest first, each once. @param {Storage} storage @param {string} text */
export const saveTypedText = (storage, text) => {
  const older = loadTypedTexts(storage).filter((old) => old !== text);
  storage.set('texts', [text, ...older].slice(0, MAX_TEXTS));
};

/**
 * Takes over the saved rolls of other tabs when these change; else the tab that saves next would remove them.
 *
 * @param {Pick<Window, 'addEventListener'>} window
 * @param {{ storage: Storage, store: import('../state/store.js').Store }} parts
 */
export const followOtherTabs = (window, { storage, store }) => {
  window.addEventListener('storage', ({ key }) => {
    // A null key: everything was cleared.
    if (key === null || key === storage.keyOf('presets')) {
      store.dispatch({ type: 'presets', presets: loadSaved(storage).presets });
    }
  });
};

/** Returns a view that saves settings, presets and own rolls when they change. @param {Storage} storage */
export const mountPersistence = (storage) => {
  /** @type {State | null} */
  let saved = null;

  /** @param {State} state */
  return (state) => {
    if (saved && state.settings !== saved.settings) storage.set('settings', state.settings);
    if (saved && state.presets !== saved.presets) storage.set('presets', state.presets);
    // At a table, its log is what counts, and the server keeps it.
    const [newest] = state.rows;
    if (saved && state.rows !== saved.rows && state.table === null && newest && isOwn(newest)) {
      // With what another tab has kept meanwhile.
      storage.set('log', keptOf(state.rows, readKept(storage.get('log'))));
    }
    saved = state;
  };
};
