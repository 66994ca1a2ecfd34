// @ts-check
/** What this page has sent, against the numbers, texts and seeds that the server says: "What a client checks" in src/docs/verify.md. */

import { countOrNull, isObject, readList, textOrNull } from '../lib/json.js';
import { Chains } from './chains.js';
import { readPlace } from './proof.js';

/** @typedef {Record<string, unknown>} Frame */
/** @typedef {import('./chains.js').Kind} Kind */
/** @typedef {import('./chains.js').Chain} Chain */
/**
 * @typedef {object} Request for a roll
 * @property {string} id
 * @property {string} expr
 * @property {unknown} to
 * @property {Kind} kind
 * @property {boolean} isLoose whether it was sent again, so that its place in the order is unknown
 * @property {boolean} hasNumber whether it may have taken a number
 * @property {import('./proof.js').Place | null} place
 * @property {string} fault
 */
/** @typedef {{ request: Request, position: number, number: number }} Numbered */

const OTHER_SERIES = 'Its number is of a series that is not the current one of this page.';
const ORDER = 'Its number does not follow the order in which this page has sent its rolls.';
const LEFT_OUT = 'The server has left out numbers that no request of this page can have taken.';
const OTHER_TEXT = 'The server has rolled another text than the one that this page had sent.';
const NOT_HIDDEN = 'The server says of a roll for all that it is hidden.';

/** @param {unknown} to @returns {Kind} */
const kindOf = (to) => (to === undefined || to === 'self' || Array.isArray(to) ? 'own' : 'table');

/** Gets what the page sends, and the answers, in their order. */
export class Sent {
  /** In the order in which they were sent. @type {Request[]} */
  #requests = [];
  /** @type {Map<string, Request>} */
  #byId = new Map();
  #chains = new Chains();

  /** Notes a message to the server. @param {string} text */
  send(text) {
    const { type, id, expr, to, faces, root, seed } = JSON.parse(text);
    if (type === 'seed') this.#chains.send(root, seed);
    // Dice by hand have no number.
    if (type !== 'roll' || faces !== undefined) return;
    const known = this.#byId.get(id);
    if (known?.hasNumber && known.place === null) {
      known.isLoose = true;
      return;
    }
    /** @type {Request} */
    const request = { id, expr, to, kind: kindOf(to), isLoose: false, hasNumber: true, place: null, fault: '' };
    this.#byId.set(id, request);
    this.#requests.push(request);
  }

  /** A new connection: open requests are sent again. @param {Kind} [kind] by default, all */
  loosen(kind) {
    for (const request of this.#requests) {
      if (request.place === null && request.hasNumber && request.kind === (kind ?? request.kind)) request.isLoose = true;
    }
  }

  /** Notes the current series. @param {Parameters<Chains['begin']>[0]} series */
  begin(series) {
    if (this.#chains.begin(series, this.#requests.length)) this.loosen(series.kind);
  }

  /** Notes a seed that the server says is in force. @param {string} root @param {string} seed */
  accept(root, seed) {
    this.#chains.accept(root, seed);
  }

  /** Notes the answer to a roll. @param {Frame} frame `result` or `error` */
  answer({ type, id, seq, proof }) {
    const request = this.#byId.get(String(id));
    if (request === undefined || request.place !== null) return;
    request.place = readPlace(proof);
    // An engine without seeds has none, and yet a number may have been taken.
    request.hasNumber = request.place !== null || type === 'result';
    if (request.place === null) return;
    // The page may have sent it on its way to a table.
    if (countOrNull(seq) === null && request.to === 'all' && type === 'result') request.kind = 'own';
    const expr = isObject(proof) ? textOrNull(proof.expr) : null;
    request.fault = expr !== null && expr !== request.expr ? OTHER_TEXT : this.#wrongNumber(request, request.place);
  }

  /** Notes an entry of the table with a number of this page. @param {Frame} rolled */
  enter({ proof }) {
    const place = readPlace(proof);
    const own = this.#at(place);
    if (own === undefined || place === null || !isObject(proof)) return;
    const hidden = readList(proof.hidden, countOrNull).map((index) => this.#at({ root: place.root, index }));
    if (hidden.some((request) => request?.to === 'all')) own.fault ||= NOT_HIDDEN;
  }

  /** Returns the text that was sent; undefined if this page has not sent such a roll. @param {string | null} id */
  textOf(id) {
    return this.#byId.get(id ?? '')?.expr;
  }

  /** Returns what is wrong with a roll of this page; empty if nothing is, or if it is none. @param {string | null} id */
  faultOf(id) {
    return this.#byId.get(id ?? '')?.fault ?? '';
  }

  /** Returns the numbers of a series that requests without an answer may have taken. @param {string} root */
  unanswered(root) {
    const own = this.#requests.filter(({ kind, hasNumber, place }) => kind === 'own' && hasNumber && (place === null || place.root === root));
    const taken = new Set(own.map(({ place }) => place?.index));
    const open = own.filter(({ place }) => place === null).length;
    const last = Math.max(-1, ...own.map(({ place }) => place?.index ?? -1));
    return Array.from({ length: last + 1 }, (_, index) => index).filter((index) => !taken.has(index)).slice(0, open);
  }

  /** @param {import('./proof.js').Place | null} place */
  #at(place) {
    return this.#requests.find((request) => request.place !== null && request.place.root === place?.root && request.place.index === place.index);
  }

  /** @param {Request} request @param {import('./proof.js').Place} place */
  #wrongNumber(request, { root, index }) {
    const link = this.#chains.linkOf(root);
    const isExpected = link?.chain.kind === request.kind && (request.isLoose || this.#chains.isCurrent(link.chain));
    if (link === undefined || !isExpected) return OTHER_SERIES;
    const number = link.base + index;
    return this.#chains.faultOf(root) || this.#wrongOrder({ request, position: this.#requests.indexOf(request), number }, link.chain);
  }

  /** @param {Numbered} own @param {Chain} chain */
  #wrongOrder({ request, position, number }, chain) {
    const others = this.#numberedIn(chain).filter((other) => other.request !== request);
    const isOrdered = others.every((other) => other.number !== number
      && (other.request.isLoose || request.isLoose || (other.position < position) === (other.number < number)));
    if (!isOrdered) return ORDER;
    const below = others.filter((other) => other.number < number);
    const last = below.filter((other) => !other.request.isLoose).reduce(
      (/** @type {{ number: number, position: number }} */ best, other) => (other.number > best.number ? other : best),
      { number: chain.isOpen ? Math.min(number, ...below.map((other) => other.number)) - 1 : -1, position: chain.start - 1 });
    const missing = number - last.number - 1 - below.filter((other) => other.number > last.number).length;
    return missing > this.#possible(chain.kind, last.position, position) ? LEFT_OUT : '';
  }

  /** @param {Chain} chain @returns {Numbered[]} */
  #numberedIn(chain) {
    return this.#requests.flatMap((request, position) => {
      const link = request.place === null ? undefined : this.#chains.linkOf(request.place.root);
      return link?.chain === chain && request.place !== null ? [{ request, position, number: link.base + request.place.index }] : [];
    });
  }

  /** Counts the requests between two that may have a number that this page does not know. @param {Kind} kind @param {number} from @param {number} to */
  #possible(kind, from, to) {
    return this.#requests.filter((other, position) => other.place === null && other.hasNumber && other.kind === kind
      && (other.isLoose || (from < position && position < to))).length;
  }
}
