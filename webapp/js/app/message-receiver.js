// @ts-check
/** Passes each message of the server to the session, the open requests, the seat and the state. */

import { isObject, parseJson } from '../lib/json.js';
import { read } from '../net/protocol.js';
import { placeOfError } from '../state/error-places.js';

/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('../net/table-frames.js').Joined} Joined */

/** Confined to the page's one thread. */
export class MessageReceiver {
  #store;
  #session;
  #requests;
  #membership;
  #resumption;
  #showAddress;
  #tellAct;
  #hear;

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store
   * @param {import('../net/resumable-session.js').ResumableSession} parts.session
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {Pick<import('./table-membership.js').TableMembership, 'onJoined' | 'onError'>} parts.membership
   * @param {Pick<import('./resumption.js').Resumption, 'resend'>} parts.resumption
   * @param {(table: string, key: string | undefined) => void} parts.showAddress puts the table's
   *   invitation link into the address bar
   * @param {(acted: import('../net/table-frames.js').Acted) => void} parts.tellAct
   * @param {(frame: Record<string, unknown>) => void} parts.hear gets each frame before all others
   */
  constructor({ store, session, requests, membership, resumption, showAddress, tellAct, hear }) {
    this.#store = store;
    this.#session = session;
    this.#requests = requests;
    this.#membership = membership;
    this.#resumption = resumption;
    this.#showAddress = showAddress;
    this.#tellAct = tellAct;
    this.#hear = hear;
  }

  /** Handles a text frame; unknown and malformed messages are ignored. @param {string} text */
  onText(text) {
    const frame = parseJson(text);
    if (!isObject(frame)) return;
    this.#hear(frame);
    const message = read(frame);
    if (message !== null) this.receive(message);
  }

  /** @param {ServerMessage} message */
  receive(message) {
    if (message.type === 'hello') this.#session.onHello(message.session);
    if (message.type === 'error' && !this.#concernsPlayer(message)) return;
    if (message.type === 'joined') this.#onJoined(message);
    const isDone = 'id' in message && message.id !== null
      && this.#requests.complete(message.id, message);
    if (!isDone) this.#store.dispatch({ type: 'received', message });
    if (message.type === 'error') this.#membership.onError(message);
    if (message.type === 'acted') this.#tellAct(message);
    this.#resumption.resend();
  }

  /**
   * Handles the errors that the page answers by itself. A stopping server closes the connection, and
   * the request stays open, to be sent again over the next one.
   *
   * @param {import('../net/protocol.js').Failure} failure
   */
  #concernsPlayer(failure) {
    const place = placeOfError(failure);
    if (place === 'session') this.#session.onForgotten();
    return place !== 'session' && place !== 'resend';
  }

  /** @param {Joined} joined */
  #onJoined(joined) {
    this.#membership.onJoined(joined);
    const { player, watcher } = joined.keys;
    // Players copy the address to share it, so it must not contain a GM's key.
    this.#showAddress(joined.table, player ?? watcher);
  }
}
