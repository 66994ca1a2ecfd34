// @ts-check
/** Where the player sits: opens tables, takes seats, and takes them again after a loss. */

import { encodeJoin, encodeLeave, encodeReveal } from '../net/encode.js';

/** @typedef {import('./link.js').Place} Place */
/**
 * @typedef {object} JoinCredentials what the browser keeps of a table
 * @property {string | null} key of the seat
 * @property {string | null} token who the player is there
 * @property {string[]} others the keys for others
 */

/** After so long a table is asked again that could not be reached. */
export const SEAT_RETRY_MS = 1000;

/** One seat at most. */
export class TableMembership {
  #store;
  #requests;
  #socket;
  #storage;
  #timers;

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {import('../net/socket.js').ReconnectingSocket} parts.socket
   * @param {import('../lib/storage.js').Storage} parts.storage
   * @param {import('../net/requests.js').Timers} parts.timers
   */
  constructor({ store, requests, socket, storage, timers }) {
    this.#store = store;
    this.#requests = requests;
    this.#socket = socket;
    this.#storage = storage;
    this.#timers = timers;
  }

  /** Takes a seat; makes the table if there is none and no key. @param {Place} place */
  join({ table, key }) {
    const kept = this.#credentials(table);
    // The address has the key for others. Any other key may be to a better seat than the one before.
    const isNew = key !== null && !kept.others.includes(key);
    this.#save(table, { ...kept, key: isNew ? key : kept.key });
    this.#requestSeat(table);
  }

  /** Takes the same seat over a new connection, or under a new name. */
  rejoin() {
    const { table } = this.#store.state;
    if (table !== null && table.status !== 'refused') this.#requestSeat(table.name);
  }

  /** @param {import('../net/table-frames.js').Joined} joined */
  onJoined({ table, token, keys, you }) {
    const key = keys[you.role] ?? this.#credentials(table).key;
    this.#save(table, { token, key, others: Object.values(keys).filter((other) => other !== key) });
  }

  /** Asks again for a seat that was refused for now. @param {import('../net/protocol.js').Failure} failure */
  onError({ id, temporary }) {
    const isCurrent = () => this.#store.state.table?.joinId === id;
    if (!temporary || !isCurrent()) return;
    this.#timers.set(() => { if (isCurrent()) this.rejoin(); }, SEAT_RETRY_MS);
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
  #requestSeat(table) {
    const id = this.#requests.nextId();
    const { key, token } = this.#credentials(table);
    this.#store.dispatch({ type: 'joining', id, table });
    const { settings, table: seat } = this.#store.state;
    this.#socket.send(encodeJoin({
      id, table, key, token, name: settings.name, colour: settings.colour,
      resume: seat?.position || null,
    }));
  }

  /** @param {string} table @returns {JoinCredentials} */
  #credentials(table) {
    return { key: null, token: null, others: [], ...this.#storage.get(`table.${table}`) };
  }

  /** @param {string} table @param {JoinCredentials} credentials */
  #save(table, credentials) {
    this.#storage.set(`table.${table}`, credentials);
  }
}
