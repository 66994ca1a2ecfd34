// Reads the API documents by the specifications they follow, and ends with 1 if one breaks them:
//   npm ci --ignore-scripts --prefix src/test/apidocs && npm start --prefix src/test/apidocs
// AsyncAPI's own parser looks at its documents, the schema of OpenAPI 3.1 at that one. Whether they
// are true is told by src/test/python/api_docs_test.py.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';

const DOCS = new URL('../../../webapp/docs/', import.meta.url);

/** What the parser recommends and we leave, with the reason. */
const LEFT = new Set([
  'asyncapi-latest-version', // 3.0.0 is what the project asked for
  'asyncapi-id', // an identifier of the application, which runs anywhere
  'asyncapi-tags', // a document with one channel needs none
  'asyncapi-info-contact', // the README has who we are
]);

/** @param {string} name @returns {Promise<string[]>} what is wrong */
async function asyncApi(name) {
  const path = fileURLToPath(new URL(name, DOCS));
  const { document, diagnostics } = await new Parser().parse(await readFile(path, 'utf8'), { source: path });
  const wrong = diagnostics
    .filter(({ code }) => !LEFT.has(String(code)))
    .map(({ code, message, path: place }) => `${code}: ${message} (${place.join('/')})`);
  return document || wrong.length > 0 ? wrong : ['it cannot be read'];
}

/** @param {string} name @returns {Promise<string[]>} what is wrong */
async function openApi(name) {
  const text = await readFile(new URL(name, DOCS), 'utf8');
  // The validator resolves references within a document alone.
  const files = [...new Set([...text.matchAll(/"\.\/schemas\/(\w+)\.json"/g)].map(([, file]) => file))];
  const document = JSON.parse(text.replaceAll(/"\.\/schemas\/(\w+)\.json"/g, '"#/components/schemas/$1"'));
  document.components.schemas = Object.fromEntries(await Promise.all(files.map(async (file) =>
    [file, JSON.parse(await readFile(new URL(`schemas/${file}.json`, DOCS), 'utf8'))])));
  const validator = new Validator();
  const { valid, errors } = await validator.validate(document);
  return valid && validator.version === '3.1' ? [] : [JSON.stringify(errors ?? validator.version)];
}

const looks = [
  ['asyncapi-websocket.json', asyncApi],
  ['asyncapi-engine.json', asyncApi],
  ['openapi.json', openApi],
];
for (const [name, look] of /** @type {[string, typeof asyncApi][]} */ (looks)) {
  const wrong = await look(name);
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${name}`);
  for (const line of wrong) console.log(`      ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
