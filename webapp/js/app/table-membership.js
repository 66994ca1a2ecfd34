// @ts-check
/** The player's seat: opens and joins tables, and takes the seat again over a new connection. */

import { randomInt } from '../lib/random.js';
import { encodeJoin, encodeLeave, encodeReveal } from '../net/encode.js';
import { PLAYER_COLOURS } from '../state/settings.js';
import { readCredentials } from './saved.js';

/** @typedef {import('./link.js').TableAddress} TableAddress */
/**
 * @typedef {object} JoinCredentials saved by table
 * @property {string | null} key for this seat
 * @property {string | null} token the player's identity at the table
 * @property {(string | null)[]} others keys to share with others, the newest first; also those before a renewal
 */

/** @typedef {import('../net/table-frames.js').Member} Member */

/** The most keys that are kept beside the own one. */
const MAX_OTHERS = 12;

/** How often the player takes another colour. */
const MAX_COLOUR_TRIES = 3;

/** Delay before a temporarily refused request for a seat is repeated. */
export const SEAT_RETRY_MS = 1000;

/** At most one seat. */
export class TableMembership {
  #store;
  #requests;
  #socket;
  #storage;
  #timers;
  /** The name of a player who has none. */
  #name = '';
  /** The colour of a player who has chosen none, if that of the server is another member's. @type {string | null} */
  #colour = null;
  #colourTries = 0;

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {import('../net/socket.js').ReconnectingSocket} parts.socket
   * @param {import('../lib/storage.js').Storage} parts.storage
   * @param {import('../lib/timers.js').Timers} parts.timers
   */
  constructor({ store, requests, socket, storage, timers }) {
    this.#store = store;
    this.#requests = requests;
    this.#socket = socket;
    this.#storage = storage;
    this.#timers = timers;
  }

  /**
   * Joins a table; without a key, opens it if it does not exist.
   *
   * @param {TableAddress} address
   * @param {string} [name] of a player who has none
   */
  join({ table, key }, name = this.#name) {
    this.#name = name;
    const kept = this.#credentials(table);
    // The address usually has a key for others. Any other key may be for a better role.
    const isNew = key !== null && !kept.others.includes(key);
    this.#save(table, { ...kept, key: isNew ? key : kept.key });
    this.#requestSeat(table);
  }

  /** Takes the same seat again: over a new connection, or under a new name. */
  rejoin() {
    const { table } = this.#store.state;
    if (table !== null && table.status !== 'refused') this.#requestSeat(table.name);
  }

  /**
   * Saves the credentials of the seat: when it was taken, and when the keys of the table change.
   *
   * @param {Pick<import('../net/table-frames.js').Joined, 'table' | 'keys' | 'you'>
   *   & { token?: string, members?: import('../net/table-frames.js').Joined['members'] }} joined
   */
  onJoined({ table, token, keys, you, members = [] }) {
    const kept = this.#credentials(table);
    const key = keys[you.role] ?? kept.key;
    // An address from before a renewal must not replace the key.
    const others = [...Object.values(keys), ...kept.others, kept.key]
      .filter((other, index, all) => other && other !== key && all.indexOf(other) === index);
    this.#save(table, { token: token ?? kept.token, key, others: others.slice(0, MAX_OTHERS) });
    this.#keepColourApart(you, members);
  }

  /** Takes a free colour if the player has chosen none. @param {Member} you @param {readonly Member[]} members */
  #keepColourApart(you, members) {
    const taken = new Set(members.filter(({ id }) => id !== you.id).map(({ colour }) => colour));
    const free = PLAYER_COLOURS.filter((colour) => !taken.has(colour));
    const isChosen = this.#store.state.settings.colour !== null;
    // Two who come at once may take the same one; not for ever.
    if (isChosen || !taken.has(you.colour) || free.length === 0 || this.#colourTries >= MAX_COLOUR_TRIES) return;
    this.#colourTries += 1;
    this.#colour = free[randomInt(free.length)];
    this.rejoin();
  }

  /** Repeats a request for a seat that was temporarily refused. @param {import('../net/protocol.js').Failure} failure */
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
      id, table, key, token, name: settings.name || this.#name, colour: settings.colour ?? this.#colour, theme: settings.dice,
      resume: seat?.position || null,
    }));
  }

  /** @param {string} table @returns {JoinCredentials} */
  #credentials(table) {
    return readCredentials(this.#storage.get(`table.${table}`));
  }

  /** @param {string} table @param {JoinCredentials} credentials */
  #save(table, credentials) {
    this.#storage.set(`table.${table}`, credentials);
  }
}
