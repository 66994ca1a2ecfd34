// @ts-check
/** The series of this page as the server announces them, one after the other, and the seeds that it takes for them. */

/** @typedef {'own' | 'table'} Kind of a series: of rolls alone and whispers, or of those at the table */
/** @typedef {{ kind: Kind, start: number, isOpen: boolean }} Chain of series that follow each other. `start`: how many requests the page had sent; `isOpen`: it may have had rolls */
/** @typedef {{ chain: Chain, base: number }} Link of a chain: `base` is its first number, counted through the chain */

const SIZE = 64;

const NO_SEED = 'The server had not accepted the seed of this page before the roll, so it could have chosen the dice.';
const OTHER_SEED = 'The server has put another seed in force than the one that this page had sent.';
const OTHER_NEXT = 'Its series is not the one that the server had announced to be the next.';

/** Gets what the server tells in its order. */
export class Chains {
  /** By root. @type {Map<string, Link>} */
  #links = new Map();
  /** @type {Map<Kind, Chain>} */
  #current = new Map();
  /** The seeds that were sent, by root. @type {Map<string, Set<string>>} */
  #seeds = new Map();
  /** @type {Set<string>} roots whose seed the server has accepted */
  #accepted = new Set();
  /** What is wrong with a series, by root. @type {Map<string, string>} */
  #faults = new Map();

  /**
   * Notes the current series.
   *
   * @param {object} series
   * @param {Kind} series.kind
   * @param {string} series.root
   * @param {string | null} series.next
   * @param {string | null} [series.expected] the root that was announced to be the next; absent with a new connection
   * @param {boolean} series.isOpen whether it may have had rolls
   * @param {number} start how many requests the page has sent
   * @returns {boolean} whether another chain begins, or an earlier one goes on
   */
  begin({ kind, root, next, expected, isOpen }, start) {
    if (expected !== undefined && root !== expected) this.#faults.set(root, OTHER_NEXT);
    const link = this.#links.get(root) ?? { chain: { kind, start, isOpen }, base: 0 };
    const isOther = link.chain !== this.#current.get(kind);
    this.#current.set(kind, link.chain);
    this.#links.set(root, link);
    if (next !== null && !this.#links.has(next)) this.#links.set(next, { ...link, base: link.base + SIZE });
    return isOther;
  }

  /** Notes a seed that the page sends. @param {string} root @param {string} seed */
  send(root, seed) {
    this.#seeds.set(root, (this.#seeds.get(root) ?? new Set()).add(seed));
  }

  /** Notes a seed that the server says is in force. @param {string} root @param {string} seed */
  accept(root, seed) {
    if (this.#seeds.has(root) && !this.#seeds.get(root)?.has(seed)) this.#faults.set(root, OTHER_SEED);
    this.#accepted.add(root);
  }

  /** @param {string} root */
  linkOf(root) {
    return this.#links.get(root);
  }

  /** @param {Chain} chain */
  isCurrent(chain) {
    return this.#current.get(chain.kind) === chain;
  }

  /** Returns what is wrong with a series of which a roll has come; empty if nothing is. @param {string} root */
  faultOf(root) {
    const fault = this.#faults.get(root) ?? '';
    return fault === '' && this.#seeds.has(root) && !this.#accepted.has(root) ? NO_SEED : fault;
  }
}
