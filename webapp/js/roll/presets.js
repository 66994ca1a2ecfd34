// @ts-check
/** Saved rolls. Pure. */

/** @typedef {import('../state/model.js').Preset} Preset */

/** Returns a saved roll as it is typed. @param {{ expr: string, label: string }} preset */
export const presetText = ({ expr, label }) => (label ? `${expr} for ${label}` : expr);

/** @param {{ expr: string, label: string }} roll @returns {Preset} */
export const presetOf = ({ expr, label }) => ({ id: `${label}\n${expr}`, expr, label });

/** The most saved rolls. */
export const MAX_PRESETS = 40;

/** @param {Preset} preset @param {{ expr: string, label: string }} other */
const isSame = ({ expr, label }, other) => expr === other.expr && label === other.label;

/**
 * Saves a roll, the newest first; past the limit, the oldest is removed.
 *
 * @param {readonly Preset[]} presets
 * @param {{ expr: string, label: string }} roll
 * @returns {readonly Preset[]}
 */
export const addPreset = (presets, { expr, label }) => {
  if (expr === '' || presets.some((preset) => isSame(preset, { expr, label }))) return presets;
  return [presetOf({ expr, label }), ...presets].slice(0, MAX_PRESETS);
};

/** @param {readonly Preset[]} presets @param {string} id @returns {readonly Preset[]} */
export const removePreset = (presets, id) => presets.filter((preset) => preset.id !== id);
