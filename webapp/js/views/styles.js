// @ts-check
/** Loads the styles that the first load leaves out. */

import { element } from './dom.js';

const ID = 'later-styles';

/** @returns {Promise<unknown>} resolves when they apply; rejects if they cannot be loaded */
export const loadStyles = () => new Promise((resolve, reject) => {
  const known = document.getElementById(ID);
  const link = known instanceof HTMLLinkElement ? known : element('link');
  if (link.sheet) resolve(link);
  link.addEventListener('load', resolve);
  link.addEventListener('error', () => {
    link.remove();
    reject(new Error(link.href));
  });
  if (link.isConnected) return;
  // Beside the page's own styles: its address, and so what a relative link means, may have changed.
  const { href } = document.styleSheets[0];
  Object.assign(link, { id: ID, rel: 'stylesheet', href: new URL('later.css', href ?? '').href });
  document.head.append(link);
});

/**
 * Loads a module together with these styles.
 *
 * @template T
 * @param {() => Promise<T>} load
 * @returns {() => Promise<T>}
 */
export const withStyles = (load) => async () => (await Promise.all([load(), loadStyles()]))[0];
