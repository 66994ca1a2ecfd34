// @ts-check
/**
 * Reads what the browser has kept. Other versions of the page, extensions and people write there too, so
 * each value is checked. Pure.
 */

import { isObject, readList, textOrNull } from '../lib/json.js';
import { isTheme } from '../lib/plain-text.js';
import { MAX_PRESETS, presetOf } from '../roll/presets.js';
import { PLAIN_SETTINGS } from '../state/settings.js';

/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/settings.js').Settings} Settings */

/** @param {...unknown} values @returns {(value: unknown) => boolean} */
const oneOf = (...values) => (value) => values.includes(value);

/** @param {unknown} value */
const isText = (value) => typeof value === 'string';

/** @type {Readonly<Record<keyof Settings, (value: unknown) => boolean>>} */
const VALID = Object.freeze({
  name: isText,
  colour: (value) => value === null || (isText(value) && /^#[\da-f]{6}$/i.test(String(value))),
  theme: oneOf('auto', 'dark', 'light'),
  tier: oneOf('auto', '3d', 'flat', 'text'),
  reveal: oneOf('landing', 'at-once'),
  dice: isTheme,
  pips: oneOf(true, false),
  felt: isText,
  sound: oneOf(true, false, 'quiet', 'loud'),
  haptics: oneOf(true, false),
  seed: isText,
  spoken: oneOf('all', 'mine', 'off'),
});

/** Reads settings; those that are not valid are as they are at first. @param {unknown} value @returns {Settings} */
export const readSettings = (value) => {
  const kept = Object.entries(VALID).filter(([name, isValid]) => isObject(value) && isValid(value[name]))
    .map(([name]) => [name, /** @type {Record<string, unknown>} */ (value)[name]]);
  return { ...PLAIN_SETTINGS, ...Object.fromEntries(kept) };
};

/** @param {unknown} value @returns {Preset | null} */
const readPreset = (value) => {
  if (!isObject(value)) return null;
  const expr = textOrNull(value.expr);
  const label = textOrNull(value.label);
  return expr && label !== null ? presetOf({ expr, label }) : null;
};

/** Reads saved rolls. @param {unknown} value @returns {readonly Preset[]} each once */
export const readPresets = (value) => {
  const presets = readList(value, readPreset);
  return [...new Map(presets.map((preset) => [preset.id, preset])).values()].slice(0, MAX_PRESETS);
};

/** Reads texts that were rolled, newest first. @param {unknown} value @returns {string[]} */
export const readTexts = (value) => readList(value, textOrNull);

/** Reads the keys and the identity of a player at a table. @param {unknown} value */
export const readCredentials = (value) => {
  const saved = isObject(value) ? value : {};
  return {
    key: textOrNull(saved.key), token: textOrNull(saved.token), others: readList(saved.others, textOrNull),
  };
};
