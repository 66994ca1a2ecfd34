// @ts-check
/** JSON values that the browser keeps between visits, as far as it permits. */

import { parseJson } from './json.js';

const PREFIX = 'dicegate.';

/**
 * @typedef {object} Storage
 * @property {(name: string) => unknown} get null for an unknown name
 * @property {(name: string, value: unknown) => void} set
 * @property {(name: string) => string} keyOf the browser's key for a name
 */
/** @typedef {{ getItem(key: string): string | null, setItem(key: string, value: string): void }} Area */

/** Returns the browser's local storage; reading that property throws where storage is forbidden. */
export const browserArea = () => {
  try {
    return localStorage;
  } catch {
    return null;
  }
};

/**
 * Makes a storage that never fails: values that the browser cannot store, or has no room for, are
 * kept in memory until the page is closed.
 *
 * @param {Area | null} area such as `localStorage`
 * @returns {Storage}
 */
export const makeStorage = (area) => {
  /** @type {Map<string, string>} values that the browser did not store */
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
    keyOf: (name) => PREFIX + name,
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
        // Over quota, or a private window: the value stays in `own`.
      }
    },
  };
};
