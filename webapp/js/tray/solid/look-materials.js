// @ts-check
/** The materials of the looks that were shown last. */

import { paintOf } from '../look.js';
import { finishOf } from './finish.js';

/** @typedef {import('../look.js').Look} Look */
/** @typedef {{ dispose: () => void }} Disposable */

/** Strangers choose colours; the dice on a tray have one look. */
export const MAX_LOOKS = 8;

/** Makes each material of a look once, and frees those of the look that was shown least recently. */
export class LookMaterials {
  /** The newest last. @type {Map<string, Map<string, Disposable>>} */
  #looks = new Map();

  /**
   * Returns a material.
   *
   * @param {Look} look
   * @param {string} key its name among those of the look
   * @param {() => Disposable} make
   * @returns {any} the material
   */
  once(look, key, make) {
    const name = JSON.stringify([paintOf(look), finishOf(look.theme)]);
    const own = this.#looks.get(name) ?? new Map();
    this.#looks.delete(name);
    this.#looks.set(name, own);
    if (this.#looks.size > MAX_LOOKS) {
      const [[oldest, materials]] = this.#looks;
      for (const made of materials.values()) made.dispose();
      this.#looks.delete(oldest);
    }
    const made = own.get(key) ?? make();
    own.set(key, made);
    return made;
  }

  dispose() {
    for (const own of this.#looks.values()) for (const made of own.values()) made.dispose();
    this.#looks.clear();
  }
}
