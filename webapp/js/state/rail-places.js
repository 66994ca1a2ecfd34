// @ts-check
/**
 * The places of others' rolls beside the tray: each member's last roll has one. Where there are fewer places
 * than members, they share them. No result is replaced before it was there for a while. Pure but for its own state.
 */

/** How long a result stays legible, at the least. */
export const LEGIBLE_MS = 2000;

/** The most rolls that wait for a place; all are in the log. */
const MAX_WAITING = 8;

/** The most former results of a member that are shown beside the last one. */
const MAX_FORMER = 4;

/**
 * @template T
 * @typedef {{ member: string, roll: T, sinceMs: number, former: { roll: T, untilMs: number }[] }} Place
 */

/** @template T of a roll */
export class RailPlaces {
  /** @type {(Place<T> | null)[]} */
  #places;
  /** @type {{ member: string, roll: T }[]} */
  #waiting = [];

  /** @param {number} count of places */
  constructor(count) {
    this.#places = Array(count).fill(null);
  }

  /** From left to right. @returns {readonly (Place<T> | null)[]} */
  get places() {
    return this.#places;
  }

  /**
   * Changes the number of places; the last ones go first.
   *
   * @param {number} count
   */
  resize(count) {
    this.#places = Array.from({ length: count }, (_, at) => this.#places[at] ?? null);
  }

  /**
   * Shows a roll, or lets it wait for a place.
   *
   * @param {string} member
   * @param {T} roll
   * @param {number} nowMs
   * @returns {boolean} whether it is shown now
   */
  add(member, roll, nowMs) {
    if (this.#show(member, roll, nowMs)) return true;
    this.#waiting = [...this.#waiting, { member, roll }].slice(-MAX_WAITING);
    return false;
  }

  /** Shows what has waited, and forgets former results, as far as it is time. @param {number} nowMs */
  advance(nowMs) {
    for (const place of this.#places) {
      if (place) place.former = place.former.filter(({ untilMs }) => untilMs > nowMs);
    }
    this.#waiting = this.#waiting.filter(({ member, roll }) => !this.#show(member, roll, nowMs));
  }

  /** Returns when something changes next. @returns {number | null} null if nothing does by itself */
  get nextMs() {
    const former = this.#places.flatMap((place) => place?.former.map(({ untilMs }) => untilMs) ?? []);
    const free = this.#waiting.length > 0 ? this.#places.flatMap((place) => (place ? [place.sinceMs + LEGIBLE_MS] : [])) : [];
    return former.length + free.length === 0 ? null : Math.min(...former, ...free);
  }

  /** Removes all. */
  clear() {
    this.#places = this.#places.map(() => null);
    this.#waiting = [];
  }

  /** @param {string} member @param {T} roll @param {number} nowMs */
  #show(member, roll, nowMs) {
    const own = this.#places.find((place) => place?.member === member);
    if (own) {
      const untilMs = own.sinceMs + 2 * LEGIBLE_MS;
      if (own.sinceMs + LEGIBLE_MS > nowMs) own.former = [{ roll: own.roll, untilMs }, ...own.former].slice(0, MAX_FORMER);
      [own.roll, own.sinceMs] = [roll, nowMs];
      return true;
    }
    const at = this.#freePlace(nowMs);
    if (at < 0) return false;
    this.#places[at] = { member, roll, sinceMs: nowMs, former: [] };
    return true;
  }

  /** An empty place, or else the one whose roll has been there for longest, if for long enough. @param {number} nowMs */
  #freePlace(nowMs) {
    const empty = this.#places.indexOf(null);
    if (empty >= 0) return empty;
    const oldest = this.#places.reduce((best, place, at) =>
      (best < 0 || Number(place?.sinceMs) < Number(this.#places[best]?.sinceMs) ? at : best), -1);
    return oldest >= 0 && Number(this.#places[oldest]?.sinceMs) + LEGIBLE_MS <= nowMs ? oldest : -1;
  }
}
