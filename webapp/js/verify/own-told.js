// @ts-check
/** What the server has told about the series of this session, and the rolls that no table keeps. */

import { readPlace } from './proof.js';
import { readReceived } from './received.js';

/** @typedef {import('./received.js').Roll} Roll */

/** Gets frames in the order in which they came. */
export class OwnTold {
  /** When each root was told: tells that time from those of the results. @type {Map<string, number>} */
  #roots = new Map();
  /** By the id of the request. @type {Map<string, { roll: Roll, time: number }>} */
  #results = new Map();
  /** Numbers without a result in the own log, by root. @type {Map<string, { unused: Set<number>, hidden: Set<number> }>} */
  #others = new Map();
  #time = 0;

  /** Notes a root. @param {string} root */
  tell(root) {
    this.#time += 1;
    if (!this.#roots.has(root)) this.#roots.set(root, this.#time);
  }

  /** @param {string} root */
  knows(root) {
    return this.#roots.has(root);
  }

  /** Adds the answer to a roll away from tables. @param {string} id @param {Record<string, unknown>} result */
  answer(id, result) {
    this.#time += 1;
    if (!this.#results.has(id)) this.#results.set(id, { roll: readReceived(result, null), time: this.#time });
  }

  /** @param {string} id of its request */
  rollOf(id) {
    return this.#results.get(id)?.roll;
  }

  /** Notes a number that has no result in the own log. @param {unknown} proof @param {'unused' | 'hidden'} why */
  skip(proof, why) {
    const place = readPlace(proof);
    if (place === null || !this.#roots.has(place.root)) return;
    const others = this.#others.get(place.root) ?? { unused: new Set(), hidden: new Set() };
    this.#others.set(place.root, others);
    others[why].add(place.index);
  }

  /** Returns the numbers before this one that have no result in the own log. @param {import('./proof.js').Place} place */
  skippedBefore({ root, index }) {
    const { unused = new Set(), hidden = new Set() } = this.#others.get(root) ?? {};
    const before = (/** @type {Set<number>} */ numbers) => [...numbers].filter((number) => number < index);
    return { unused: before(unused), hidden: before(hidden) };
  }

  /** Returns the commitments for a log of these results. @param {readonly string[]} ids of their requests */
  commitments(ids) {
    const times = ids.map((id) => this.#results.get(id)?.time ?? 0);
    return [...this.#roots].map(([root, time]) => ({ by: null, root, seq: times.filter((each) => each < time).length }));
  }
}
