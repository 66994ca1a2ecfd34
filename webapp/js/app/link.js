// @ts-check
/** Addresses: of the page's files, and of tables. Pure. */

/** @typedef {{ table: string, key: string | null }} TableAddress */

/**
 * Returns the directory of the page's files, from the address of a module in `js/`. A version may
 * stand between them: the server uses it to let browsers cache files.
 *
 * @param {string} moduleUrl
 */
export const rootOf = (moduleUrl) => moduleUrl.replace(/(?:v\/[^/]+\/)?js\/[^/]*$/, '');

/** @param {string} text @returns {string | null} null if the text is not percent-encoded */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/**
 * Reads the table and its key from the page's address. The key is in the fragment, which browsers
 * do not send to servers.
 *
 * @param {string} rootUrl
 * @param {string} pageUrl
 * @returns {TableAddress | null}
 */
export const readAddress = (rootUrl, pageUrl) => {
  const path = new URL(pageUrl).pathname;
  const before = `${new URL(rootUrl).pathname}t/`;
  if (!path.startsWith(before)) return null;
  const table = decoded(path.slice(before.length));
  if (!table || table.includes('/')) return null;
  return { table, key: new URLSearchParams(new URL(pageUrl).hash.slice(1)).get('k') };
};

/** The part of a link's fragment with saved rolls, see `shared-presets.js`. */
const PRESETS = 'presets';

/** Reads the saved rolls in a fragment. @param {string} hash @returns {string | null} */
export const presetsIn = (hash) => new URLSearchParams(hash.slice(1)).get(PRESETS);

/** Returns a fragment with saved rolls, or without any. @param {string} hash @param {string | null} presets */
export const withPresets = (hash, presets) => {
  const rest = hash.slice(1).split('&').filter((part) => part !== '' && !part.startsWith(`${PRESETS}=`));
  const parts = presets === null ? rest : [...rest, `${PRESETS}=${presets}`];
  return parts.length === 0 ? '' : `#${parts.join('&')}`;
};

/**
 * Returns a link to a table.
 *
 * @param {string} rootUrl
 * @param {string} table
 * @param {string | undefined} key
 */
export const tableLink = (rootUrl, table, key) => {
  const fragment = key ? `#k=${encodeURIComponent(key)}` : '';
  return new URL(`t/${encodeURIComponent(table)}${fragment}`, rootUrl).href;
};
