// @ts-check
/** Addresses: where the page's files lie, and links to tables. Pure. */

/** @typedef {{ table: string, key: string | null }} Place */

/**
 * Returns where the page's files lie, from the address of a module in `js/`; between them may
 * stand the version under which the server lets browsers keep files.
 *
 * @param {string} moduleUrl
 */
export const rootOf = (moduleUrl) => moduleUrl.replace(/(?:v\/[^/]+\/)?js\/[^/]*$/, '');

/** @param {string} text @returns {string | null} null for what is no percent-encoded text */
const decoded = (text) => {
  try {
    return decodeURIComponent(text);
  } catch {
    return null;
  }
};

/**
 * Reads which table an address leads to. The key stands in the fragment, which browsers do not
 * send to servers.
 *
 * @param {string} rootUrl
 * @param {string} pageUrl
 * @returns {Place | null}
 */
export const placeOf = (rootUrl, pageUrl) => {
  const path = new URL(pageUrl).pathname;
  const before = `${new URL(rootUrl).pathname}t/`;
  if (!path.startsWith(before)) return null;
  const table = decoded(path.slice(before.length));
  if (!table || table.includes('/')) return null;
  return { table, key: new URLSearchParams(new URL(pageUrl).hash.slice(1)).get('k') };
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
