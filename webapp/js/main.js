// @ts-check
/** Puts the page together: the only module that does anything when it is imported. */

import { encodePing, encodeResume } from './net/encode.js';
import { randomInt } from './lib/random.js';
import { makeStorage } from './lib/storage.js';
import { loadSaved } from './app/persistence.js';
import { placeOf, rootOf, tableLink } from './app/link.js';
import { initialState } from './state/model.js';
import { decode, socketUrl, SUBPROTOCOL } from './net/protocol.js';
import { Requests } from './net/requests.js';
import { isOnline } from './app/precheck.js';
import { Roller } from './app/roller.js';
import { TableMembership } from './app/table-membership.js';
import { ResumableSession } from './net/resumable-session.js';
import { ReconnectingSocket } from './net/socket.js';
import { Store } from './state/store.js';
import { mountPage } from './app/page.js';

/** @typedef {import('./net/requests.js').Timers} Timers */

/** How often waits are looked at. */
const TICK_MS = 500;

/** How often an engine is asked for, while there is none. */
const PROBE_MS = 3000;

/** @type {Timers} */
const timers = {
  set: (run, delayMs) => setTimeout(run, delayMs),
  clear: (timer) => clearTimeout(timer),
  // Counts the time asleep, which performance.now() may leave out.
  nowMs: () => Date.now(),
};

/** The error that answers a resume in vain; nobody needs to read it. */
const NO_SESSION = 'no_session';

/** The error of what a server that goes down does not begin. */
const STOPPED = 'stopped';

/** The browser's store; asking for it throws where it is forbidden. */
const localArea = () => {
  try {
    return localStorage;
  } catch {
    return null;
  }
};

const root = rootOf(import.meta.url);
// The page's address changes when somebody sits down, and must not take the icon along.
const icon = document.querySelector('link[rel=icon]');
if (icon instanceof HTMLLinkElement) icon.href = new URL(icon.href).href;
const storage = makeStorage(localArea());
const kept = loadSaved(storage);
const input = document.querySelector('#expr');
// A browser may have kept what was typed before a reload.
const typed = input instanceof HTMLInputElement ? input.value : '';
const store = new Store(initialState(typed, kept), timers.nowMs);

const requests = new Requests({
  // Differs between pages; plain http has no crypto.randomUUID.
  prefix: `${randomInt(2 ** 31).toString(36)}-`,
  timers,
  onExpired: (id) => store.dispatch({ type: 'expired', id }),
});

const session = new ResumableSession();

/** Whether a new connection has still to be asked for what the lost one has not answered. */
let interrupted = false;

const socket = new ReconnectingSocket({
  url: socketUrl(root),
  protocol: SUBPROTOCOL,
  WebSocket,
  timers,
  random: Math.random,
  pingText: () => encodePing(requests.nextId()),
  onPhase: (phase) => {
    if (phase.phase === 'closed' || phase.phase === 'replaced') requests.abandon();
    store.dispatch({ type: 'connection', phase });
    if (phase.phase === 'open') resume();
  },
  onText: (text) => {
    const message = decode(text);
    if (message !== null) receive(message);
  },
});

const roller = new Roller({ store, requests, socket, randomInt });
const membership = new TableMembership({ store, requests, socket, storage, timers });

/**
 * Takes the seat again, and asks again, under the same ids, for what the lost connection has not
 * answered. A roll that ran is answered as it was, one that runs is joined. If the server has
 * forgotten the session, these are new rolls; the results they may have had then were seen by
 * nobody, and cannot be any more.
 *
 * Nothing is waited for but the seat, which may be refused for a while: the server takes messages in
 * order, so they belong to the session resumed or, if it cannot be, to the new one.
 */
function resume() {
  if (session.current !== null) socket.send(encodeResume(session.current));
  interrupted = true;
  membership.rejoin();
  askAgain();
}

/** Asks for all that waits, if there is a seat to ask from. */
function askAgain() {
  if (!isOnline(store.state)) return;
  if (interrupted) for (const message of requests.messages) socket.send(message);
  interrupted = false;
  roller.sendQueued();
}

/** @param {import('./net/protocol.js').ServerMessage} message */
function receive(message) {
  if (message.type === 'hello') session.onHello(message.session);
  if (message.type === 'error' && message.code === NO_SESSION) {
    session.onForgotten();
    return;
  }
  // The server goes down and closes the connection: asked again over the next one.
  if (message.type === 'error' && message.code === STOPPED) return;
  if (message.type === 'joined') {
    membership.onJoined(message);
    const { player, watcher } = message.keys;
    // The address can be handed on as it is: it makes players, whoever sits here.
    history.replaceState(null, '', tableLink(root, message.table, player ?? watcher));
  }
  if ('id' in message && message.id !== null) requests.complete(message.id);
  store.dispatch({ type: 'received', message });
  if (message.type === 'error') membership.onError(message);
  askAgain();
}

const page = mountPage(document, { store, roller, membership, storage, socket, timers, root });

setInterval(() => {
  const { connection, rows, nowMs, notBeforeMs } = store.state;
  const waits = connection.phase === 'waiting' || nowMs < notBeforeMs
    || rows.some(({ status }) => status === 'pending');
  if (waits) store.dispatch({ type: 'ticked' });
}, TICK_MS);
setInterval(() => {
  if (store.state.engineGone && store.state.connection.phase === 'open') roller.probe();
}, PROBE_MS);
addEventListener('online', () => socket.wake());
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') socket.wake();
});

const view = new URLSearchParams(location.search).get('view');
if (view !== null) document.documentElement.dataset.view = view;
const place = placeOf(root, location.href);
if (place !== null) page.arrive(place);
page.start();
socket.start();
