// @ts-check
/**
 * npm's ws, driven line by line: see src/test/python/clients.py. The argument is the file with
 * the certificate authority to trust.
 */

import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import WebSocket from 'ws';

const ca = readFileSync(process.argv[2]);
/** @type {Map<string, WebSocket>} */
const sockets = new Map();

/** @param {(string | number)[]} parts */
const report = (...parts) => process.stdout.write(`${parts.join('\t')}\n`);

/** @param {string} name @param {string} url @param {string} protocol @param {string} origin */
const open = (name, url, protocol, origin) => {
  const socket = new WebSocket(url, protocol ? [protocol] : [], { ca, ...(origin && { origin }) });
  sockets.set(name, socket);
  socket.on('open', () => report('opened', name, socket.protocol));
  socket.on('unexpected-response', (request, response) => {
    report('refused', name, response.statusCode ?? '');
    request.destroy();
  });
  socket.on('message', (text) => report('heard', name, text.toString()));
  socket.on('ping', () => report('pinged', name));
  socket.on('close', (code) => report('closed', name, code));
  socket.on('error', (error) => process.stderr.write(`${name}: ${error.message}\n`));
};

for await (const line of createInterface({ input: process.stdin })) {
  const [verb, name, ...rest] = line.split('\t');
  if (verb === 'open') open(name, rest[0], rest[1], rest[2]);
  else if (verb === 'say') sockets.get(name)?.send(rest[0]);
  else if (verb === 'close') sockets.get(name)?.close(Number(rest[0]));
  else throw new Error(`not a command: ${line}`);
}
for (const socket of sockets.values()) socket.terminate();
