// @ts-check
/** Wires the page together. Apart from `docs/main.js`, the only module with effects on import. */

import { startBackground } from './app/background.js';
import { presetsIn, readAddress, rootOf, tableLink } from './app/link.js';
import { MessageReceiver } from './app/message-receiver.js';
import { mountPage } from './app/page.js';
import { followOtherTabs, loadSaved } from './app/persistence.js';
import { Resumption } from './app/resumption.js';
import { Roller } from './app/roller.js';
import { Series } from './app/series.js';
import { TableMembership } from './app/table-membership.js';
import { randomInt } from './lib/random.js';
import { browserArea, makeStorage } from './lib/storage.js';
import { browserTimers as timers } from './lib/timers.js';
import { socketUrl, SUBPROTOCOL } from './net/address.js';
import { encodePing } from './net/encode.js';
import { Requests } from './net/requests.js';
import { ResumableSession } from './net/resumable-session.js';
import { ReconnectingSocket } from './net/socket.js';
import { initialState } from './state/model.js';
import { Store } from './state/store.js';
import { whenIdle } from './tray/load.js';
import { loadStyles } from './views/styles.js';

const root = rootOf(import.meta.url);
// The page's address changes when the player joins a table; the icon's must not.
const icon = document.querySelector('link[rel=icon]');
if (icon instanceof HTMLLinkElement) icon.href = new URL(icon.href).href;

const storage = makeStorage(browserArea());
const input = document.querySelector('#expr');
// Browsers may restore the text from before a reload.
const typed = input instanceof HTMLInputElement ? input.value : '';
const address = readAddress(root, location.href);
/** What a stream shows of the page; null on a page that is no stream. */
const view = new URLSearchParams(location.search).get('view');
const saved = loadSaved(storage);
// A table has a log of its own.
const store = new Store(initialState(typed, {
  ...saved, rows: address === null ? saved.rows : [], isStream: view !== null,
}), timers.nowMs);

const requests = new Requests({
  // Differs between pages; crypto.randomUUID is missing on plain http.
  prefix: `${randomInt(2 ** 31).toString(36)}-`,
  timers,
  onExpired: (id) => store.dispatch({ type: 'expired', id }),
  onOpened: (message) => series.onSent(message),
});
const session = new ResumableSession();
const socket = new ReconnectingSocket({
  url: socketUrl(root),
  protocol: SUBPROTOCOL,
  WebSocket,
  timers,
  random: Math.random,
  pingText: () => encodePing(requests.nextId()),
  onPhase: (phase) => resumption.onPhase(phase),
  onText: (text) => receiver.onText(text),
});
const roller = new Roller({ store, requests, socket, randomInt });
const membership = new TableMembership({ store, requests, socket, storage, timers });
const resumption = new Resumption({ store, session, requests, socket, membership, roller });
/** @param {string} table @param {string | undefined} key */
const showAddress = (table, key) => {
  const link = new URL(tableLink(root, table, key));
  // A reload must show the same view.
  link.search = location.search;
  history.replaceState(null, '', link);
};
const series = new Series({ store, requests, socket });
const receiver = new MessageReceiver({
  store, session, requests, membership, resumption, showAddress,
  tellAct: (acted) => page.tellAct(acted),
  hear: (frame) => series.onFrame(frame),
});

const page = mountPage(
  document, { store, requests, roller, membership, storage, socket, timers, series, root, showAddress });
startBackground(window, { store, roller, socket });
followOtherTabs(window, { storage, store });

if (view !== null) {
  document.documentElement.dataset.view = view;
  loadStyles().catch(() => {});
}
const offerPresets = () => {
  const text = presetsIn(location.hash);
  // A stream must not show the question.
  if (text !== null && view === null) page.offerPresets(text);
};
addEventListener('hashchange', () => {
  page.follow();
  offerPresets();
});
offerPresets();
if (address !== null) page.arrive(address, view !== null);
page.start();
socket.start();
whenIdle(async () => {
  await roller.prepare();
  await page.prepare();
});
