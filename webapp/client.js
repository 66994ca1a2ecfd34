// @ts-check
/**
 * The client for other pages and for programs, served at `/client.js` and published to npm as
 * `dicegate-client`. Types and documentation: `client.d.ts`.
 */

import { DiceError } from './js/client/dice-error.js';
import { Dicegate } from './js/client/dicegate.js';
import { randomInt } from './js/lib/random.js';
import { browserTimers } from './js/lib/timers.js';
import { socketUrl, SUBPROTOCOL } from './js/net/address.js';

export { DiceError };

/** @type {typeof import('./client.js').connect} */
export const connect = (address, { WebSocket = globalThis.WebSocket } = {}) => {
  // Without it, the first roll would fail at its deadline alone.
  if (!WebSocket) throw new TypeError('There is no WebSocket here; pass one as an option.');
  return new Dicegate({
    url: socketUrl(`${address}`.replace(/\/*$/, '/')),
    protocol: SUBPROTOCOL,
    WebSocket: /** @type {typeof globalThis.WebSocket} */ (WebSocket),
    timers: browserTimers,
    random: Math.random,
    // Ids must be new at a table that the program joins again.
    prefix: `${randomInt(2 ** 32).toString(36)}-`,
  });
};
