// @ts-check
/** Something that is made of a module which the first load leaves out. */

/** Made once; a load that failed is tried again when it is asked for again. @template M of the module @template T of what is made */
export class Late {
  #load;
  #make;
  /** @type {T | null} null until it is there */
  value = null;

  /** @param {() => Promise<M>} load @param {(loaded: M) => T} make */
  constructor(load, make) {
    this.#load = load;
    this.#make = make;
  }

  /** @returns {Promise<T | null>} null if the module cannot be loaded */
  async get() {
    const loaded = this.value === null ? await this.#load().catch(() => null) : null;
    // Another call may have made it meanwhile.
    if (loaded !== null) this.value ??= this.#make(loaded);
    return this.value;
  }
}
