// @ts-check
/** The chapter of an OpenAPI document. Pure. */

import { lastPart, textOf } from './outline.js';
import { anchorOf } from './schema.js';

/** @typedef {import('./outline.js').Json} Json */
/** @typedef {import('./outline.js').Chapter} Chapter */
/** @typedef {import('./outline.js').Link} Link */
/** @typedef {import('./outline.js').Part} Part */

/**
 * Makes the chapter of an OpenAPI document.
 *
 * @param {Json} document
 * @param {{id: string, file: string}} place
 * @returns {Chapter}
 */
export const openApi = (document, { id, file }) => ({
  id, file, title: document.info.title, text: document.info.description,
  parts: Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) =>
      operationOf(id, `${method.toUpperCase()} ${path}`, operation))),
});

/** @param {string} id @param {string} request method and path @param {Json} operation @returns {Part} */
const operationOf = (id, request, operation) => ({
  id: `${id}-${operation.operationId}`,
  title: operation.summary,
  badge: request,
  text: [
    operation.description,
    ...(operation.parameters ?? []).map((/** @type {Json} */ parameter) =>
      `${parameter.name}: ${parameter.description}`),
    operation.requestBody?.description,
  ].filter(Boolean).join(' '),
  links: objectsOf(operation),
  table: {
    caption: `Answers of ${request}`,
    head: ['Status', 'When', 'Type'],
    rows: Object.entries(operation.responses).map(([status, response]) => ({
      cells: [status, response.description, Object.keys(response.content ?? {}).join(', ')],
    })),
  },
  examples: Object.entries(operation.responses).flatMap(([status, response]) =>
    Object.values(response.content ?? {}).flatMap((content) =>
      Object.values(/** @type {Json} */ (content).examples ?? {})
        .map((example) => exampleOf(status, example)))),
});

/** @param {string} status @param {Json} example */
const exampleOf = (status, example) => ({
  title: `${example.summary}: ${asked(example['x-request'])}${needs(example['x-settings'])} → ${status}`,
  value: textOf(example.value),
});

/** @param {Json} operation @returns {{label: string, links: Link[]}[]} */
const objectsOf = (operation) => {
  const references = Object.values(operation.responses).flatMap((/** @type {Json} */ response) =>
    Object.values(response.content ?? {}).map((/** @type {Json} */ content) => content.schema.$ref)).filter(Boolean);
  const links = [...new Set(references)].map((reference) =>
    ({ text: lastPart(reference).replace('.json', ''), href: `#${anchorOf(reference)}` }));
  return links.length > 0 ? [{ label: 'Objects', links }] : [];
};

/** @param {Json} request */
const asked = ({ method, path, body, headers, times }) => [
  method, path, body ? `with ${body}` : '',
  ...Object.entries(headers ?? {}).filter(([name]) => name !== 'Content-Type').map(([name, value]) => `${name}: ${value}`),
  times ? `${times} times` : '',
].filter(Boolean).join(' ');

/** @param {Json | undefined} settings */
const needs = (settings) =>
  Object.entries(settings ?? {}).map(([key, value]) => `, with ${key}=${value}`).join('');
