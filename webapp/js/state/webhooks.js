// @ts-check
/** Where the table's entries are sent to, as far as GMs are told. Loaded when there is a table. Pure. */

import { isObject, textOrNull } from '../lib/json.js';

/** @typedef {'json' | 'discord' | 'slack'} Shape */
/** @typedef {{ id: string, host: string, shape: Shape, by: string }} Webhook by: the name of the GM who set it */

/** @type {readonly Shape[]} */
const SHAPES = ['json', 'discord', 'slack'];

/** @param {unknown} value @returns {Webhook | null} */
export const readWebhook = (value) => {
  if (!isObject(value) || typeof value.id !== 'string') return null;
  return {
    id: value.id,
    host: textOrNull(value.host) ?? '',
    shape: SHAPES.find((shape) => shape === value.shape) ?? 'json',
    by: (isObject(value.by) ? textOrNull(value.by.name) : null) ?? 'a GM',
  };
};

/** Guesses what an address is for. @param {string} url @returns {Shape} */
export const shapeOf = (url) => {
  const host = URL.canParse(url) ? new URL(url).hostname : '';
  if (/(^|\.)discord(app)?\.com$/.test(host)) return 'discord';
  return /(^|\.)slack\.com$/.test(host) ? 'slack' : 'json';
};
