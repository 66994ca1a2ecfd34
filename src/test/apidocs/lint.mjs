// Checks the API documents against their specifications, and exits with 1 if one breaks them:
//   npm ci --ignore-scripts --prefix src/test/apidocs && npm start --prefix src/test/apidocs
// AsyncAPI's own parser checks its documents, the schema of OpenAPI 3.1 the other one.
// src/test/python/api_docs_test.py checks them against the server.
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

import { Parser } from '@asyncapi/parser';
import { Validator } from '@seriousme/openapi-schema-validator';

const DOCS = new URL('../../../webapp/docs/', import.meta.url);

/** A reference to a file of schemas, or to one of its definitions; in a schema, without a file to its own. */
const REFERENCE = /"(?:\.\/schemas\/)?(?:(\w+)\.json)?(?:#\/\$defs\/(\w+))?"/g;

/** Recommendations of the parser that are ignored, with the reason. */
const IGNORED = new Set([
  'asyncapi-latest-version', // 3.0.0 is required by the project
  'asyncapi-id', // an identifier of the application, which may run anywhere
  'asyncapi-tags', // a document with one channel needs no tags
  'asyncapi-info-contact', // the README names the authors
]);

/** @param {string} name @returns {Promise<string[]>} the faults */
async function asyncApi(name) {
  const path = fileURLToPath(new URL(name, DOCS));
  const { document, diagnostics } = await new Parser().parse(await readFile(path, 'utf8'), { source: path });
  const wrong = diagnostics
    .filter(({ code }) => !IGNORED.has(String(code)))
    .map(({ code, message, path: place }) => `${code}: ${message} (${place.join('/')})`);
  return document || wrong.length > 0 ? wrong : ['unreadable'];
}

/** @param {string} name @returns {Promise<string[]>} the faults */
async function openApi(name) {
  const text = await readFile(new URL(name, DOCS), 'utf8');
  // The validator resolves references only within a document, so every schema that is referred to becomes a part of it.
  /** @type {Record<string, unknown>} */
  const schemas = {};

  /** @param {string} json @param {string} own the file it is in */
  const inlined = async (json, own) => {
    for (const [whole, file, definition] of json.matchAll(REFERENCE)) {
      if (whole !== '""') await add(file ?? own, definition);
    }
    return JSON.parse(json.replaceAll(REFERENCE, (whole, file, definition) =>
      (whole === '""' ? whole : `"#/components/schemas/${file ?? own}${definition ?? ''}"`)));
  };

  /** @param {string} file @param {string | undefined} definition */
  const add = async (file, definition) => {
    const key = `${file}${definition ?? ''}`;
    if (key in schemas) return;
    schemas[key] = null; // It may refer to itself.
    const { $defs, ...schema } = JSON.parse(await readFile(new URL(`schemas/${file}.json`, DOCS), 'utf8'));
    schemas[key] = await inlined(JSON.stringify(definition ? $defs[definition] : schema), file);
  };

  const document = await inlined(text, '');
  document.components.schemas = schemas;
  const validator = new Validator();
  const { valid, errors } = await validator.validate(document);
  return valid && validator.version === '3.1' ? [] : [JSON.stringify(errors ?? validator.version)];
}

const checks = [
  ['asyncapi-websocket.json', asyncApi],
  ['asyncapi-engine.json', asyncApi],
  ['openapi.json', openApi],
];
for (const [name, check] of /** @type {[string, typeof asyncApi][]} */ (checks)) {
  const wrong = await check(name);
  console.log(`${wrong.length === 0 ? 'ok  ' : 'FAIL'}  ${name}`);
  for (const line of wrong) console.log(`      ${line}`);
  if (wrong.length > 0) process.exitCode = 1;
}
