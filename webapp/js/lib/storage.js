// @ts-check
/** JSON that the browser keeps between visits, as far as it lets. */

import { parseJson } from './json.js';

const PREFIX = 'dicegate.';

/**
 * @typedef {object} Storage
 * @property {(name: string) => any} get null for what is not kept
 * @property {(name: string, value: unknown) => void} set
 */
/** @typedef {{ getItem(key: string): string | null, setItem(key: string, value: string): void }} Area */

/**
 * Makes a store. It never fails: where the browser keeps nothing, or has no room left, the page
 * does, until it is closed.
 *
 * @param {Area | null} area such as `localStorage`
 * @returns {Storage}
 */
export const makeStorage = (area) => {
  /** @type {Map<string, string>} what could not be kept elsewhere */
  const own = new Map();

  /** @param {string} name */
  const read = (name) => {
    try {
      return own.get(name) ?? area?.getItem(PREFIX + name) ?? null;
    } catch {
      return null;
    }
  };

  return {
    get: (name) => {
      const text = read(name);
      return text === null ? null : parseJson(text) ?? null;
    },
    set: (name, value) => {
      const text = JSON.stringify(value);
      own.set(name, text);
      try {
        area?.setItem(PREFIX + name, text);
        if (area !== null) own.delete(name);
      } catch {
        // Quota, or a private window: `own` has it.
      }
    },
  };
};
