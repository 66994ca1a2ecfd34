// @ts-check
/** Where the player sits: opens tables, takes seats, and takes them again after a loss. */

import { encodeJoin, encodeLeave, encodeReveal } from './encode.js';

/** @typedef {import('./link.js').Place} Place */
/**
 * @typedef {object} Ticket what the browser keeps of a table
 * @property {string | null} key of the seat
 * @property {string | null} token who the player is there
 * @property {string[]} others the keys for others
 */

/** After so long a table is asked again that could not be reached. */
export const SEAT_RETRY_MS = 1000;

/** One seat at most. */
export class Seating {
  #store;
  #requests;
  #socket;
  #storage;
  #timers;

  /**
   * @param {object} parts
   * @param {import('./store.js').Store} parts.store
   * @param {import('./requests.js').Requests} parts.requests
   * @param {import('./socket.js').ReconnectingSocket} parts.socket
   * @param {import('./kit/storage.js').Storage} parts.storage
   * @param {import('./requests.js').Timers} parts.timers
   */
  constructor({ store, requests, socket, storage, timers }) {
    this.#store = store;
    this.#requests = requests;
    this.#socket = socket;
    this.#storage = storage;
    this.#timers = timers;
  }

  /** Takes a seat; makes the table if there is none and no key. @param {Place} place */
  sit({ table, key }) {
    const kept = this.#ticket(table);
    // The address has the key for others. Any other key may be to a better seat than the one before.
    const isNew = key !== null && !kept.others.includes(key);
    this.#keep(table, { ...kept, key: isNew ? key : kept.key });
    this.#ask(table);
  }

  /** Takes the same seat over a new connection, or under a new name. */
  sitAgain() {
    const { table } = this.#store.state;
    if (table !== null && table.status !== 'refused') this.#ask(table.name);
  }

  /** @param {import('./table-frames.js').Joined} joined */
  seated({ table, token, keys, you }) {
    const key = keys[you.role] ?? this.#ticket(table).key;
    this.#keep(table, { token, key, others: Object.values(keys).filter((other) => other !== key) });
  }

  /** Asks again for a seat that was refused for now. @param {import('./protocol.js').Failure} failure */
  refused({ id, temporary }) {
    const isAsked = () => this.#store.state.table?.joinId === id;
    if (!temporary || !isAsked()) return;
    this.#timers.set(() => { if (isAsked()) this.sitAgain(); }, SEAT_RETRY_MS);
  }

  /** Leaves the table. */
  leave() {
    this.#socket.send(encodeLeave(this.#requests.nextId()));
    this.#store.dispatch({ type: 'left' });
  }

  /** Shows a hidden roll to all. @param {number} seq */
  reveal(seq) {
    const id = this.#requests.nextId();
    const message = encodeReveal(id, seq);
    this.#requests.open(id, message);
    this.#socket.send(message);
  }

  /** @param {string} table */
  #ask(table) {
    const id = this.#requests.nextId();
    const { key, token } = this.#ticket(table);
    this.#store.dispatch({ type: 'joining', id, table });
    const { settings, table: seat } = this.#store.state;
    this.#socket.send(encodeJoin({
      id, table, key, token, name: settings.name, colour: settings.colour,
      resume: seat?.position || null,
    }));
  }

  /** @param {string} table @returns {Ticket} */
  #ticket(table) {
    return { key: null, token: null, others: [], ...this.#storage.get(`table.${table}`) };
  }

  /** @param {string} table @param {Ticket} ticket */
  #keep(table, ticket) {
    this.#storage.set(`table.${table}`, ticket);
  }
}
