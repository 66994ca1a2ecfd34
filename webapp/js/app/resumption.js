// @ts-check
/** Resumes the session over a new connection: session, seat, and unanswered requests. */

import { encodeResume } from '../net/encode.js';
import { isOnline } from './precheck.js';

/** Confined to the page's one thread. Follows the phases of the socket. */
export class Resumption {
  #store;
  #session;
  #requests;
  #socket;
  #membership;
  #roller;
  /** Whether unanswered requests must still be sent over the current connection. */
  #resendDue = false;

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store
   * @param {import('../net/resumable-session.js').ResumableSession} parts.session
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {Pick<import('../net/socket.js').ReconnectingSocket, 'send'>} parts.socket
   * @param {Pick<import('./table-membership.js').TableMembership, 'rejoin'>} parts.membership
   * @param {Pick<import('./roller.js').Roller, 'sendQueued'>} parts.roller
   */
  constructor({ store, session, requests, socket, membership, roller }) {
    this.#store = store;
    this.#session = session;
    this.#requests = requests;
    this.#socket = socket;
    this.#membership = membership;
    this.#roller = roller;
  }

  /** Handles a new phase of the connection. @param {import('../net/socket.js').Phase} phase */
  onPhase(phase) {
    // The page does not reconnect by itself after these two, so no answer will come.
    if (phase.phase === 'closed' || phase.phase === 'replaced') this.#requests.abandon();
    this.#store.dispatch({ type: 'connection', phase });
    if (phase.phase === 'open') this.#resume();
  }

  /**
   * Sends unanswered requests again, once per connection, and then queued rolls, after a message of the server. Does
   * nothing while there is no connection, or no answer yet to the request for a seat.
   */
  resend() {
    if (!isOnline(this.#store.state)) return;
    if (this.#resendDue) for (const message of this.#requests.messages) this.#socket.send(message);
    this.#resendDue = false;
    this.#roller.sendQueued();
  }

  /**
   * Resumes the session, takes the seat again, and sends the lost connection's unanswered requests
   * under their old ids. The server answers a roll that ran with the same result, and joins the
   * request to a roll that is running. If it has forgotten the session, the rolls are new; nobody has
   * seen, or can still see, the results that they may have had before.
   *
   * Only the seat is waited for, since it may be refused for a while; and the first message of the server, which has
   * the root for which the player's seed has to come before the first roll. The server handles messages in
   * order, so all others belong to the resumed session or, if there is none, to the new one.
   */
  #resume() {
    if (this.#session.current !== null) this.#socket.send(encodeResume(this.#session.current));
    this.#resendDue = true;
    this.#membership.rejoin();
  }
}
