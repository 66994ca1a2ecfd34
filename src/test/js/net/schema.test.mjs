// The page against the published protocol: what it forgets fails here.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { decode, READERS } from '../../../../webapp/js/net/protocol.js';
import { ERROR_PLACES } from '../../../../webapp/js/state/error-places.js';
import { initialState } from '../../../../webapp/js/state/model.js';
import { reduce } from '../../../../webapp/js/state/reduce.js';
import { HANDLERS } from '../../../../webapp/js/state/server-messages.js';

const read = (file) =>
  JSON.parse(readFileSync(new URL(`../../../../webapp/docs/${file}`, import.meta.url), 'utf8'));

const asyncApi = read('asyncapi-websocket.json');
const server = read('schemas/server.json');

/** Frames that the server sends to clients of the bare protocol alone; the page's have a type. */
const BARE = ['BareDice', 'BareRoll', 'NotARoll', 'BareError'];

const frames = server.anyOf.map(({ $ref }) => $ref.split('/').at(-1));
const types = frames.filter((name) => !BARE.includes(name))
  .map((name) => server.$defs[name].properties.type.const);

/** The error codes that a WebSocket carries. */
const codes = asyncApi['x-errors'].filter(({ where }) => where !== 'http').map(({ code }) => code);

describe('the message types of the schema', () => {
  test('are all except those of the bare dialect', () => {
    assert.ok(types.length >= 11);
    for (const name of BARE) assert.ok(frames.includes(name), name);
    assert.ok(types.every((type) => typeof type === 'string'));
  });

  test('each have a reader, and there are no other readers', () => {
    assert.deepEqual([...READERS.keys()].sort(), [...types].sort());
  });

  test('each have a handler in the state, and there are no other handlers', () => {
    assert.deepEqual(Object.keys(HANDLERS).sort(), [...types].sort());
  });
});

describe('the messages of the API document', () => {
  // The page's own ids are texts; those of the examples are numbers, too.
  const examples = Object.values(asyncApi.components.messages)
    .filter(({ payload }) => payload.$ref?.includes('schemas/server.json'))
    .flatMap(({ examples: listed }) => listed.map(({ payload }) => payload))
    .filter((payload) => types.includes(payload?.type))
    .map((payload) => ('id' in payload ? { ...payload, id: String(payload.id) } : payload));

  test('are examples of every type', () => {
    assert.deepEqual(new Set(examples.map(({ type }) => type)), new Set(types));
  });

  test('are all read, and applied to the state without an exception', () => {
    for (const example of examples) {
      const message = decode(JSON.stringify(example));
      assert.ok(message, JSON.stringify(example));
      assert.equal(message.type, example.type);
      assert.ok(reduce(initialState('d6'), { type: 'received', message }));
    }
  });
});

describe('the error codes of the API document', () => {
  test('contain all those with a place of their own on the page', () => {
    assert.ok(codes.length >= 39);
    for (const code of Object.keys(ERROR_PLACES)) assert.ok(codes.includes(code), code);
  });
});
