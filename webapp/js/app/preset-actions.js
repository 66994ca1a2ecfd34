// @ts-check
/** Actions on saved rolls; each can be taken back once. */

import { splitLabel } from '../roll/notation.js';
import { addPreset, MAX_PRESETS, presetText, removePreset } from '../roll/presets.js';

/** @typedef {import('../state/model.js').Preset} Preset */

/** @param {import('../state/store.js').Store} store */
export const makePresetActions = (store) => {
  /** @param {readonly Preset[]} presets @param {string} [undoText] tells what can be undone */
  const setPresets = (presets, undoText) => store.dispatch({ type: 'presets', presets, undoText });

  return {
    /** @param {string} text */
    savePreset: (text) => {
      const before = store.state.presets;
      const presets = addPreset(before, splitLabel(text));
      const dropped = before.find((preset) => !presets.includes(preset));
      setPresets(presets, dropped && `${MAX_PRESETS} rolls are saved: the oldest, ${presetText(dropped)}, is removed.`);
    },
    /** @param {Preset} preset */
    deletePreset: (preset) =>
      setPresets(removePreset(store.state.presets, preset.id), `Removed ${presetText(preset)}.`),
    /** Takes the last change of the saved rolls back. */
    undo: () => {
      const { undo } = store.state;
      if (undo !== null) setPresets(undo.presets);
      store.dispatch({ type: 'noticed', text: '' });
    },
  };
};
