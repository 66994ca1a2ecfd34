// @ts-check
/**
 * Chromium, driven line by line: see src/test/python/clients.py. The gateway's own page opens the
 * sockets; for another origin, an empty page does, since a page cannot choose its origin. The
 * arguments are the browser, a folder for its profile, and the digest of the public key to trust, in
 * the format of `--ignore-certificate-errors-spki-list`.
 *
 * It uses the DevTools protocol over a pipe, without a port or a package.
 */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

const [binary, profile, trusted] = process.argv.slice(2);
const browser = spawn(binary, [
  '--headless=new', '--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu', '--log-level=3',
  '--remote-debugging-pipe', `--user-data-dir=${profile}`,
  `--ignore-certificate-errors-spki-list=${trusted}`, 'about:blank',
], { stdio: ['ignore', 'ignore', 'inherit', 'pipe', 'pipe'] });
const toBrowser = /** @type {import('node:stream').Writable} */ (browser.stdio[3]);
const fromBrowser = /** @type {import('node:stream').Readable} */ (browser.stdio[4]);

/** @type {Map<number, { resolve: (result: any) => void, reject: (fault: Error) => void }>} */
const asked = new Map();
let lastId = 0;

/** @param {string} method @param {object} params @param {string} [sessionId] @returns {Promise<any>} */
const ask = (method, params, sessionId) => new Promise((resolve, reject) => {
  lastId += 1;
  asked.set(lastId, { resolve, reject });
  toBrowser.write(`${JSON.stringify({ id: lastId, method, params, sessionId })}\0`);
});

/** @param {any} message */
const onMessage = ({ id, result, error, method, params }) => {
  if (method === 'Runtime.bindingCalled') process.stdout.write(`${params.payload}\n`);
  const waiting = asked.get(id);
  if (!waiting) return;
  asked.delete(id);
  if (error) waiting.reject(new Error(error.message));
  else waiting.resolve(result);
};

let unread = '';
fromBrowser.setEncoding('utf8').on('data', (chunk) => {
  const messages = (unread + chunk).split('\0');
  unread = messages.pop() ?? '';
  messages.forEach((message) => onMessage(JSON.parse(message)));
});
browser.on('exit', () => process.exit());

/** @param {string} sessionId of a page @param {Function} code to run there @param {string[]} values its arguments */
const run = async (sessionId, code, ...values) => {
  const expression = `(${code})(${values.map((value) => JSON.stringify(value)).join()})`;
  const done = await ask('Runtime.evaluate', { expression, awaitPromise: true }, sessionId);
  if (done.exceptionDetails) throw new Error(JSON.stringify(done.exceptionDetails));
};

/** Open pages by address. @type {Map<string, Promise<string>>} */
const pages = new Map();

/** @param {string} address @returns {Promise<string>} the session of the loaded page */
const pageAt = (address) => {
  const open = async () => {
    const { targetId } = await ask('Target.createTarget', { url: 'about:blank' });
    const { sessionId } = await ask('Target.attachToTarget', { targetId, flatten: true });
    await ask('Runtime.enable', {}, sessionId);
    await ask('Runtime.addBinding', { name: 'report' }, sessionId);
    const { errorText } = await ask('Page.navigate', { url: address }, sessionId);
    if (errorText) throw new Error(`${address}: ${errorText}`);
    await run(sessionId, loaded, address);
    return sessionId;
  };
  const page = pages.get(address) ?? open();
  pages.set(address, page);
  return page;
};

/* The functions from here to the commands run in pages. */
/* global document, location, report, window */

/** @param {string} address @returns {Promise<void>} resolved when the page there is loaded */
const loaded = (address) => new Promise((resolve) => {
  const look = () => {
    if (location.href === address && document.readyState === 'complete') resolve();
    else setTimeout(look, 20);
  };
  look();
});

/** @param {string} name @param {string} url @param {string} protocol */
const open = (name, url, protocol) => {
  const socket = protocol ? new WebSocket(url, protocol) : new WebSocket(url);
  let opened = false;
  Object.assign(window, { sockets: { ...window.sockets, [name]: socket } });
  socket.onopen = () => { opened = true; report(`opened\t${name}\t${socket.protocol}`); };
  socket.onmessage = ({ data }) => report(`heard\t${name}\t${data}`);
  socket.onclose = ({ code }) => report(opened ? `closed\t${name}\t${code}` : `refused\t${name}\t`);
};

/** @param {string} name @param {string} text */
const say = (name, text) => window.sockets[name].send(text);

/** @param {string} name @param {string} code */
const close = (name, code) => window.sockets[name].close(Number(code));

/** Rolls with the form, as a player does; once per page. @param {string} name @param {string} expr */
const roll = (name, expr) => {
  const verdict = document.getElementById('verdict-total');
  document.getElementById('expr').value = expr;
  document.getElementById('expr').dispatchEvent(new Event('input', { bubbles: true }));
  document.getElementById('roll').click();
  const look = () => {
    if (verdict.textContent) report(`shown\t${name}\t${verdict.textContent}`);
    else setTimeout(look, 20);
  };
  look();
};

/** The page of each socket, by the socket's name. @type {Map<string, string>} */
const places = new Map();

/** @param {string} url of a socket */
const siteOf = (url) => new URL('/', url.replace(/^ws/, 'http')).href;

/** @param {string} verb @param {string} name @param {string[]} rest */
const execute = async (verb, name, rest) => {
  if (verb === 'open' || verb === 'roll') {
    places.set(name, rest[2] ? 'about:blank' : siteOf(rest[0]));
  }
  const page = await pageAt(places.get(name) ?? '');
  if (verb === 'open') await run(page, open, name, rest[0], rest[1]);
  else if (verb === 'say') await run(page, say, name, rest[0]);
  else if (verb === 'close') await run(page, close, name, rest[0]);
  else if (verb === 'roll') await run(page, roll, name, rest[1]);
  else throw new Error(`not a command: ${verb}`);
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, name, ...rest] = line.split('\t');
  await execute(verb, name, rest);
}
await ask('Browser.close', {});
