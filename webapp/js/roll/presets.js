// @ts-check
/** The rolls that a player keeps. Pure. */

/** @typedef {import('../state/model.js').Preset} Preset */

/** Returns a kept roll as it is typed. @param {{ expr: string, label: string }} preset */
export const presetText = ({ expr, label }) => (label ? `${expr} for ${label}` : expr);

/** More would not be found again. */
export const MAX_PRESETS = 40;

/** @param {Preset} preset @param {{ expr: string, label: string }} other */
const isSame = ({ expr, label }, other) => expr === other.expr && label === other.label;

/**
 * Keeps a roll, the newest first; one more than there may be costs the oldest.
 *
 * @param {readonly Preset[]} presets
 * @param {{ expr: string, label: string }} roll
 * @returns {readonly Preset[]}
 */
export const addPreset = (presets, { expr, label }) => {
  if (expr === '' || presets.some((preset) => isSame(preset, { expr, label }))) return presets;
  return [{ id: `${label}\n${expr}`, expr, label }, ...presets].slice(0, MAX_PRESETS);
};

/** @param {readonly Preset[]} presets @param {string} id @returns {readonly Preset[]} */
export const removePreset = (presets, id) => presets.filter((preset) => preset.id !== id);
