#!/usr/bin/env node
// A sample dice engine in Node: `node engine.mjs [tcp://127.0.0.1:7000]`, after `npm ci`.
import { randomInt } from 'node:crypto';
import { Reply } from 'zeromq';

const INFO = {
  name: 'node-sample', version: '1', features: ['roll', 'batch'],
  limits: { dice: 1000, sides: 1000000 }, window: 2,
};

function roll(expr) {
  const parts = /^(\d{0,4})d(\d{1,7})([+-]\d{1,6})?$/.exec(expr);
  if (!parts) {
    return ['error', { code: 'syntax', message: 'Only NdF and NdF+K are supported.', hint: '3d6' }];
  }
  const [count, sides, plus] = [Number(parts[1] || 1), Number(parts[2]), Number(parts[3] ?? 0)];
  if (count < 1 || count > 1000 || sides < 1 || sides > 1000000) {
    return ['error', { code: 'limit', message: '1 to 1000 dice of 1 to 1000000 sides.' }];
  }
  const dice = Array.from({ length: count },
    () => ({ sides, value: randomInt(1, sides + 1), kept: true }));
  return ['ok', { expr, total: dice.reduce((sum, die) => sum + die.value, plus), dice }];
}

function answer(frame) {
  // latin1 keeps the bytes of the id unchanged; the expression is UTF-8.
  const [magic, verb, id, , ...rest] = frame.toString('latin1').split(' ');
  const expr = Buffer.from(rest.join(' '), 'latin1').toString('utf8');
  let [status, body] = ['unsupported', {}];
  if (magic !== 'DG1' || !id) {
    [status, body] = ['error', { code: 'malformed', message: 'Not a DG1 request.' }];
  } else if (verb === 'ROLL' || verb === 'INFO') {
    [status, body] = verb === 'ROLL' ? roll(expr) : ['ok', INFO];
  }
  const head = Buffer.from(`DG1 ${id || '-'} ${status} `, 'latin1');
  return Buffer.concat([head, Buffer.from(JSON.stringify(body))]);
}

// Answers each line. All rolls are quick here; an engine with slow ones leaves their lines out.
function answerBatch(id, lines) {
  const replies = [];
  let size = 0;
  for (const line of lines.split('\n')) {
    if (size < 65536) { // A reply is at most 1 MiB, so the rest is left out.
      replies.push(answer(Buffer.from(line, 'latin1')).toString('latin1'));
      size += replies.at(-1).length;
    }
  }
  return Buffer.from(`DG1 ${id} ok ${replies.join('\n')}`, 'latin1');
}

const socket = new Reply();
await socket.bind(process.argv[2] ?? 'tcp://127.0.0.1:7000');
console.log(socket.lastEndpoint);
for await (const [frame] of socket) {
  const [, id, lines] = /^DG1 BATCH ([^ ]+) [^ ]* ([^]*)$/.exec(frame.toString('latin1')) ?? [];
  await socket.send(id ? answerBatch(id, lines) : answer(frame));
}
