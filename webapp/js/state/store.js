// @ts-check
/** Holds the state and notifies the views of each change. */

import { reduce } from './reduce.js';

/** @typedef {import('./events.js').Event} Event */
/** @typedef {import('./model.js').State} State */

/** The state, which only events change. */
export class Store {
  #state;
  #nowMs;
  /** @type {((state: State) => void)[]} */
  #views = [];
  /** @type {Event[]} */
  #queue = [];
  #busy = false;

  /** @param {State} state the initial one @param {() => number} nowMs */
  constructor(state, nowMs) {
    this.#state = state;
    this.#nowMs = nowMs;
  }

  get state() {
    return this.#state;
  }

  /** @param {...(state: State) => void} views called with the state now, and after each change */
  subscribe(...views) {
    this.#views.push(...views);
    for (const view of views) view(this.#state);
  }

  /** Applies an event; events that views dispatch meanwhile are applied after it. @param {Event} event */
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
