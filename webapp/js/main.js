// @ts-check
/** Puts the page together: the only module that does anything when it is imported. */

import { initialState, refusalOf } from './model.js';
import {
  decode, encodePing, encodeResume, encodeRoll, socketUrl, SUBPROTOCOL,
} from './protocol.js';
import { Requests } from './requests.js';
import { Session } from './session.js';
import { ReconnectingSocket } from './socket.js';
import { reduce } from './state.js';
import { mountAnnouncer } from './views/announcer.js';
import { mountComposer } from './views/composer.js';
import { mountConnection } from './views/connection.js';
import { mountLog } from './views/log.js';

/** @typedef {import('./requests.js').Timers} Timers */

/** How often the seconds to the next attempt are counted down. */
const TICK_MS = 500;

/** @type {Timers} */
const timers = {
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (timer) => clearTimeout(timer),
  // Counts the time asleep, which performance.now() may leave out.
  nowMs: () => Date.now(),
};

/** The error that answers a resume in vain; nobody needs to read it. */
const NO_SESSION = 'no_session';

/** Differs between pages; plain http has no crypto.randomUUID. */
const prefix = `${Math.random().toString(36).slice(2, 8)}-`;

const requests = new Requests({
  prefix,
  timers,
  onExpired: (id) => dispatch({ type: 'expired', id }),
});

const session = new Session();

const socket = new ReconnectingSocket({
  url: socketUrl(document.baseURI),
  protocol: SUBPROTOCOL,
  WebSocket,
  timers,
  random: Math.random,
  pingText: () => encodePing(requests.nextId()),
  onPhase: (phase) => {
    if (phase.phase === 'open') resume();
    if (phase.phase === 'closed') requests.abandon();
    dispatch({ type: 'connection', phase, nowMs: timers.nowMs() });
  },
  onText: (text) => {
    const message = decode(text);
    if (message === null) return;
    if (message.type === 'hello') session.offered(message.session);
    if (message.type === 'error' && message.code === NO_SESSION) {
      session.lost();
      return;
    }
    if ('id' in message && message.id !== null) requests.settle(message.id);
    dispatch({ type: 'received', message });
  },
});

/**
 * Asks again, under the same ids, for what the lost connection has not answered. A roll that ran is
 * answered as it was, one that runs is joined. If the server has forgotten the session, these are
 * new rolls; the results they may have had then were seen by nobody, and cannot be any more.
 *
 * Nothing is waited for: the server takes messages in order, so they belong to the session resumed
 * or, if it cannot be, to the new one.
 */
function resume() {
  if (session.current === null) return;
  socket.send(encodeResume(session.current));
  for (const message of requests.messages) socket.send(message);
}

/**
 * @param {string} expr
 * @param {string | null} retryOf the id of the row that this one replaces. It stays the id, so that
 *   a roll whose answer was lost is answered, not rolled again
 */
const roll = (expr, retryOf) => {
  const id = retryOf ?? requests.nextId();
  const message = encodeRoll(id, expr);
  const problem = refusalOf(state, expr, message.length);
  if (problem !== null) {
    dispatch({ type: 'refused', problem });
    return;
  }
  dispatch({ type: 'rolled', id, expr, retryOf });
  requests.open(id, message);
  // What cannot be sent any more is sent by the next connection.
  socket.send(message);
  scrollTo(0, 0);
};

const composer = mountComposer(document, {
  edit: (text) => dispatch({ type: 'edited', text }),
  roll: () => roll(state.text.trim(), null),
});

const views = [
  composer.update,
  mountConnection(document),
  mountLog(document, {
    retry: ({ id, expr }) => {
      roll(expr, id);
      composer.focus();
    },
  }),
  mountAnnouncer(document),
];

// A browser may have kept what was typed before a reload.
let state = initialState(composer.text());

/** @param {import('./model.js').Event} event */
function dispatch(event) {
  state = reduce(state, event);
  for (const update of views) update(state);
}

setInterval(() => {
  if (state.connection.phase === 'waiting') dispatch({ type: 'ticked', nowMs: timers.nowMs() });
}, TICK_MS);
addEventListener('online', () => socket.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') socket.wake();
});

composer.start();
socket.start();
