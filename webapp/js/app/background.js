// @ts-check
/** Background work of the page: shows the passing time, probes for an engine, reconnects. */

/** Interval at which waits on the page are updated. */
const TICK_MS = 500;

/** Interval of probes while no engine is available. */
const PROBE_MS = 3000;

/** @param {import('../state/model.js').State} state whether anything on it changes with time */
const isTimeShown = ({ connection, rows, nowMs, notBeforeMs }) => connection.phase === 'waiting'
  || nowMs < notBeforeMs || rows.some(({ status }) => status === 'pending');

/**
 * Starts timers and listeners, which run until the page is closed.
 *
 * @param {Window} window
 * @param {object} parts
 * @param {import('../state/store.js').Store} parts.store
 * @param {import('./roller.js').Roller} parts.roller
 * @param {import('../net/socket.js').ReconnectingSocket} parts.socket
 */
export const startBackground = (window, { store, roller, socket }) => {
  const { document } = window;
  window.setInterval(() => {
    if (isTimeShown(store.state)) store.dispatch({ type: 'ticked' });
  }, TICK_MS);
  window.setInterval(() => {
    if (store.state.engineGone && store.state.connection.phase === 'open') roller.probe();
  }, PROBE_MS);
  window.addEventListener('online', () => socket.wake());
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') socket.wake();
  });
};
