// @ts-check
/** One layer in reserve: for the next roll, or until its context is restored. */

/** @typedef {import('./layer.js').Layer} Layer */

/** Holds at most one layer, which is ready or not. */
export class Reserve {
  /** @type {Layer | null} */
  #layer = null;
  /** Whether the next roll is to use the layer. */
  isReady = false;

  get isEmpty() {
    return this.#layer === null;
  }

  /** @param {Layer} layer @param {boolean} isReady */
  put(layer, isReady) {
    this.#layer = layer;
    this.isReady = isReady;
  }

  /** Removes the layer. @returns {Layer | null} */
  take() {
    const layer = this.#layer;
    this.#layer = null;
    this.isReady = false;
    return layer;
  }
}
