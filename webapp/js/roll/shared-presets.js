// @ts-check
/** Saved rolls in a link and in a file. All of it may be written by a stranger. Pure. */

import { isObject, parseJson, textOrNull } from '../lib/json.js';
import { isPlainText, MAX_LABEL_CHARS } from '../lib/plain-text.js';
import { splitLabel } from './notation.js';
import { addPreset, MAX_PRESETS, presetText } from './presets.js';

/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {{ expr: string, label: string }} SharedRoll */
/** @typedef {{ rolls: SharedRoll[], refused: number }} SharedRolls each once; `refused`: how many are not valid */

/** The longest text of a link's saved rolls; some programs cut longer links. */
export const MAX_LINK_CHARS = 8000;

/** The largest file. */
export const MAX_FILE_BYTES = 200_000;

/** The longest expression; a roll's frame has at most 4,096 characters. */
const MAX_EXPR_CHARS = 1000;

/** Reads a roll as if its text were typed. @param {unknown} expr @param {unknown} label @returns {SharedRoll | null} */
const readRoll = (expr, label) => {
  const text = textOrNull(expr)?.trim();
  if (!text || text.length > MAX_EXPR_CHARS || !['string', 'undefined'].includes(typeof label)) return null;
  const roll = splitLabel(presetText({ expr: text, label: (textOrNull(label) ?? '').trim() }));
  const isValid = roll.label.length <= MAX_LABEL_CHARS && isPlainText(roll.expr) && isPlainText(roll.label);
  return isValid ? roll : null;
};

/** @param {unknown} value @param {(member: unknown) => SharedRoll | null} read @returns {SharedRolls | null} */
const readRolls = (value, read) => {
  if (!Array.isArray(value)) return null;
  const valid = value.slice(0, MAX_PRESETS).map(read).filter((roll) => roll !== null);
  const rolls = [...new Map(valid.map((roll) => [presetText(roll), roll])).values()];
  return { rolls, refused: value.length - valid.length };
};

/** @param {string} text */
const toBase64Url = (text) => btoa(Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join(''))
  .replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');

/** @param {string} text @returns {string} empty if it cannot be decoded */
const fromBase64Url = (text) => {
  try {
    const bytes = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
    return new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0)));
  } catch {
    return '';
  }
};

/** Writes saved rolls for a link. @param {readonly SharedRoll[]} presets @returns {string | null} null if they are too long */
export const presetsAsText = (presets) => {
  const text = toBase64Url(JSON.stringify(presets.map(({ expr, label }) => (label ? [expr, label] : [expr]))));
  return text.length > MAX_LINK_CHARS ? null : text;
};

/** Reads saved rolls from a link. @param {string} text @returns {SharedRolls | null} null if it has none */
export const readPresetsText = (text) => {
  if (text.length > MAX_LINK_CHARS) return null;
  return readRolls(parseJson(fromBase64Url(text)),
    (member) => (Array.isArray(member) ? readRoll(member[0], member[1]) : null));
};

/** Writes saved rolls as a file. @param {readonly SharedRoll[]} presets */
export const presetsAsFile = (presets) => JSON.stringify({
  dicegate: 'presets', version: 1, presets: presets.map(({ expr, label }) => ({ expr, ...(label && { label }) })),
}, null, 1);

/** Reads saved rolls from a file. @param {string} text @returns {SharedRolls | null} null if it is no such file */
export const readPresetsFile = (text) => {
  // Some editors put a byte order mark in front.
  const file = parseJson(text.replace(/^\ufeff/, ''));
  if (!isObject(file) || file.dicegate !== 'presets' || file.version !== 1) return null;
  return readRolls(file.presets, (member) => (isObject(member) ? readRoll(member.expr, member.label) : null));
};

/**
 * Divides rolls into those to add, those that are saved already, and those for which there is no room:
 * none of the player's own is removed.
 *
 * @param {readonly Preset[]} presets
 * @param {readonly SharedRoll[]} rolls
 */
export const compareWith = (presets, rolls) => {
  const own = new Set(presets.map(presetText));
  const fresh = rolls.filter((roll) => !own.has(presetText(roll)));
  const room = Math.max(MAX_PRESETS - presets.length, 0);
  return { added: fresh.slice(0, room), known: rolls.length - fresh.length, left: Math.max(fresh.length - room, 0) };
};

/** Adds rolls in their order, in front. @param {readonly Preset[]} presets @param {readonly SharedRoll[]} rolls */
export const addPresets = (presets, rolls) =>
  compareWith(presets, rolls).added.reduceRight(addPreset, presets);
