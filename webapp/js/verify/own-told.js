// @ts-check
/** What the server has told about the series of this session, and the rolls that no table keeps. */

import { readPlace } from './proof.js';
import { readReceived } from './received.js';

/** @typedef {import('./received.js').Roll} Roll */
/** @typedef {import('./proof.js').Place} Place */

/** Gets frames in the order in which they came. */
export class OwnTold {
  /** When each root was told: the number of results before. @type {Map<string, { seq: number, begun: boolean }>} */
  #roots = new Map();
  /** By the id of the request. @type {Map<string, Roll>} */
  #results = new Map();
  /** Numbers without a result in the own log, by root. @type {Map<string, { unused: Set<number>, hidden: Set<number> }>} */
  #others = new Map();

  /** Notes a root. @param {string} root @param {boolean} [begun] whether its series may have had rolls */
  tell(root, begun = false) {
    if (!this.#roots.has(root)) this.#roots.set(root, { seq: this.#results.size, begun });
  }

  /** @param {string} root */
  knows(root) {
    return this.#roots.has(root);
  }

  /** Adds the answer to a roll away from tables. @param {string} id @param {Record<string, unknown>} result */
  answer(id, result) {
    if (!this.#results.has(id)) this.#results.set(id, readReceived(result, null));
  }

  /** @param {string} id of its request */
  rollOf(id) {
    return this.#results.get(id);
  }

  /** Notes a number that has no result in the own log. @param {unknown} proof @param {'unused' | 'hidden'} why */
  skip(proof, why) {
    const place = readPlace(proof);
    if (place === null || !this.#roots.has(place.root)) return;
    const others = this.#others.get(place.root) ?? { unused: new Set(), hidden: new Set() };
    this.#others.set(place.root, others);
    others[why].add(place.index);
  }

  /**
   * Returns the numbers that a log of these results has to account for.
   *
   * @param {ReadonlySet<string>} ids of their requests
   * @returns {Map<string, { unused: Set<number>, hidden: Set<number> }>} by root; `hidden` are those of whispers at a
   *   table, and of results that the page does not show any more
   */
  others(ids) {
    const others = new Map([...this.#roots.keys()].map((root) => {
      const { unused = [], hidden = [] } = this.#others.get(root) ?? {};
      return [root, { unused: new Set(unused), hidden: new Set(hidden) }];
    }));
    for (const [id, { place }] of this.#results) if (place !== null && !ids.has(id)) others.get(place.root)?.hidden.add(place.index);
    return others;
  }

  /** The roots in the order in which they were told. */
  get roots() {
    return [...this.#roots.keys()];
  }

  /** The commitments for an exported log: of own series there is no member. @returns {{ root: string, seq: number, begun: boolean }[]} */
  get commitments() {
    return [...this.#roots].map(([root, { seq, begun }]) => ({ root, seq, begun }));
  }
}
