import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';

import { asyncApi } from '../../../../webapp/js/docs/asyncapi.js';
import { objects } from '../../../../webapp/js/docs/objects.js';
import { openApi } from '../../../../webapp/js/docs/openapi.js';
import { anchorOf, rangeOf, Schemas } from '../../../../webapp/js/docs/schema.js';

const DOCS = new URL('../../../../webapp/docs/', import.meta.url);
const read = async (file) => JSON.parse(await readFile(new URL(file, DOCS), 'utf8'));
const names = await readdir(new URL('schemas/', DOCS));
const files = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await read(`schemas/${name}`)])));
const schemas = new Schemas(files);
const webSocket = await read('asyncapi-websocket.json');
const http = await read('openapi.json');
const engine = await read('asyncapi-engine.json');

const chapters = () => {
  const documented = [
    asyncApi(webSocket, { id: 'websocket', file: 'a.json' }),
    openApi(http, { id: 'http', file: 'b.json' }),
    asyncApi(engine, { id: 'engine', file: 'c.json' }),
  ];
  const shown = new Set(documented.flatMap(({ parts }) => parts.flatMap(({ schema }) => (schema ? [anchorOf(schema)] : []))));
  return [...documented, objects(files, shown)];
};

test('members are listed with their types, ranges and those of objects within', () => {
  const { schema, file } = schemas.find('./schemas/server.json#/$defs/Hello');
  const rows = schemas.rows(schema, file);
  assert.deepEqual(rows.map(({ name }) => name),
    ['type', 'session', 'version', 'features', 'limits', 'limits.messageChars', 'limits.inFlight', 'series']);
  assert.equal(rows[0].type, '"hello"');
  assert.equal(rows[3].type, 'list of string');
  assert.match(rows[5].text, /1 or more\./);
});

test('members of lists of objects are listed as such', () => {
  const rows = schemas.rows(files['health.json'], 'health.json');
  assert.deepEqual(rows.map(({ name }) => name), ['status', 'checks', 'checks[].name', 'checks[].status', 'checks[].data']);
});

test('an object with a description of its own is linked, a value is described in place', () => {
  const { schema, file } = schemas.find('./schemas/server.json#/$defs/Result');
  const rows = Object.fromEntries(schemas.rows(schema, file).map((row) => [row.name, row]));
  assert.equal(rows.roll.link, '#schema-roll');
  assert.equal(rows.roll.type, 'The roll object');
  assert.equal(rows.id.type, 'string or integer');
  assert.equal(rows.id.required, true);
  assert.equal(rows.seq.required, false);
  assert.match(rows.id.text, /Comes back/);
});

test('ranges are shown in words', () => {
  assert.equal(rangeOf({ minimum: 1, maximum: 5 }), '1 to 5.');
  assert.equal(rangeOf({ maxLength: 80 }), 'At most 80 UTF-16 units.');
  assert.equal(rangeOf({ minItems: 2, maxItems: 2 }), '2 entries.');
  assert.equal(rangeOf({ exclusiveMinimum: 0, maximum: 1 }), 'At most 1. More than 0.');
  assert.equal(rangeOf({ type: 'string' }), '');
});

test('a reference without a target is reported', () => {
  assert.throws(() => schemas.find('./schemas/server.json#/$defs/Nobody'), /no .*Nobody/);
  assert.throws(() => anchorOf('nothing'), /No reference/);
});

test('every operation, message, conversation, code and path is shown', () => {
  const ids = new Set(chapters().flatMap(({ parts }) => parts.flatMap((part) =>
    [part.id, ...(part.table?.rows ?? []).map(({ id }) => id)])));
  for (const [id, document] of [['websocket', webSocket], ['engine', engine]]) {
    for (const name of Object.keys(document.operations)) assert.ok(ids.has(`${id}-operation-${name}`), name);
    for (const name of Object.keys(document.components.messages)) assert.ok(ids.has(`${id}-${name}`), name);
    for (const { name } of document['x-conversations']) assert.ok(ids.has(`${id}-conversation-${name}`), name);
  }
  for (const { code } of webSocket['x-errors']) assert.ok(ids.has(`error-${code}`), code);
  for (const { code } of webSocket['x-close-codes']) assert.ok(ids.has(`close-${code}`), String(code));
  for (const operation of Object.values(http.paths).flatMap((path) => Object.values(path))) {
    assert.ok(ids.has(`http-${operation.operationId}`), operation.operationId);
  }
});

test('anchors are unique, and every link leads to one', () => {
  const parts = chapters().flatMap((chapter) => [chapter, ...chapter.parts]);
  const anchors = parts.flatMap(({ id, schema }) => [...new Set([id, ...(schema ? [anchorOf(schema)] : [])])]);
  assert.deepEqual(anchors.filter((anchor, index) => anchors.indexOf(anchor) !== index), []);
  const links = parts.flatMap(({ links: groups = [], schema }) => [
    ...groups.flatMap(({ links: all }) => all.map(({ href }) => href)),
    ...(schema ? schemas.rows(schemas.find(schema).schema, schemas.find(schema).file).map(({ link }) => link) : []),
  ]).filter(Boolean);
  assert.ok(links.length > 50);
  assert.deepEqual(links.filter((href) => !anchors.includes(href.slice(1))), []);
});
