// @ts-check
/** Keeps the state, and tells who shows it of each change. */

import { reduce } from './reduce.js';

/** @typedef {import('./model.js').Event} Event */
/** @typedef {import('./model.js').State} State */

/** One state, changed by events alone. */
export class Store {
  #state;
  #nowMs;
  /** @type {((state: State) => void)[]} */
  #views = [];
  /** @type {Event[]} */
  #queue = [];
  #busy = false;

  /** @param {State} state the first one @param {() => number} nowMs */
  constructor(state, nowMs) {
    this.#state = state;
    this.#nowMs = nowMs;
  }

  get state() {
    return this.#state;
  }

  /** @param {...(state: State) => void} views are told of the state now, and of each change */
  subscribe(...views) {
    this.#views.push(...views);
    for (const view of views) view(this.#state);
  }

  /** Takes an event; one that comes of another's display is taken after it. @param {Event} event */
  dispatch(event) {
    this.#queue.push(event);
    if (this.#busy) return;
    this.#busy = true;
    try {
      for (let next = this.#queue.shift(); next; next = this.#queue.shift()) this.#apply(next);
    } finally {
      this.#busy = false;
    }
  }

  /** @param {Event} event */
  #apply(event) {
    this.#state = reduce(this.#state, { ...event, nowMs: this.#nowMs() });
    for (const view of this.#views) view(this.#state);
  }
}
