// @ts-check
/** What the API documents say, in the order in which a page tells it. Pure. */

import { anchorOf } from './schema.js';

/**
 * @typedef {Record<string, any>} Json
 * @typedef {{text: string, href: string}} Link
 * @typedef {{who: string, back: boolean, text: string}} Line of a conversation; `back` is what is answered
 * @typedef {{title: string, value: string}} Example
 *
 * @typedef {object} Part
 * @property {string} id
 * @property {string} title
 * @property {string} [badge]
 * @property {string} [text]
 * @property {{label: string, links: Link[]}[]} [links]
 * @property {string} [schema] a reference: its members are shown
 * @property {{caption: string, head: string[], rows: {id?: string, cells: string[]}[]}} [table]
 * @property {Example[]} [examples]
 * @property {Line[]} [talk]
 *
 * @typedef {{id: string, title: string, text: string, file: string, parts: Part[]}} Chapter
 */

/** @param {unknown} value */
const shown = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** @param {string} reference */
const last = (reference) => reference.split('/').at(-1) ?? '';

/**
 * Tells an AsyncAPI document.
 *
 * @param {Json} document
 * @param {{id: string, file: string}} place
 * @returns {Chapter}
 */
export const asyncApi = (document, { id, file }) => {
  /** @type {Json} */
  const messages = document.components.messages;
  /** @param {{$ref: string}[]} references @returns {Link[]} */
  const links = (references) => references.map(({ $ref }) =>
    ({ text: messages[last($ref)].title, href: `#${id}-${last($ref)}` }));

  const operations = Object.entries(document.operations).map(([name, operation]) => ({
    id: `${id}-operation-${name}`,
    title: operation.title,
    badge: operation.action === 'receive' ? 'you ask' : 'you are told',
    text: operation.summary,
    links: [
      { label: operation.action === 'receive' ? 'Send' : 'Sent to you', links: links(operation.messages) },
      ...(operation.reply ? [{ label: 'Answered by', links: links(operation.reply.messages) }] : []),
    ],
  }));
  const sent = new Set(Object.values(document.operations).filter(({ action }) => action === 'receive')
    .flatMap((operation) => operation.messages.map((/** @type {Json} */ { $ref }) => last($ref))));
  const described = Object.entries(messages).map(([name, message]) => ({
    id: `${id}-${name}`,
    title: message.title,
    badge: sent.has(name) ? 'you send' : 'you are sent',
    text: [message.summary, message.payload.description].filter(Boolean).join(': '),
    ...(message.payload.$ref ? { schema: message.payload.$ref } : {}),
    examples: message.examples.map((/** @type {Json} */ example) => ({ title: '', value: shown(example.payload) })),
  }));
  return {
    id, file, title: document.info.title, text: document.info.description,
    parts: [...operations, ...described, ...conversations(document, id), ...codes(document, id)],
  };
};

/** @param {Json} document @param {string} id @returns {Part[]} */
const conversations = (document, id) => (document['x-conversations'] ?? []).map((/** @type {Json} */ told) => ({
  id: `${id}-conversation-${told.name}`,
  title: `Example: ${told.name.replaceAll('-', ' ')}`,
  text: [told.summary, ...Object.entries(told.settings ?? {}).map(([key, value]) => `With ${key}=${value}.`)].join(' '),
  talk: told.steps.map((/** @type {Json} */ step) => ({
    who: step.as ?? '',
    back: !('send' in step),
    text: 'closed' in step ? `closed with ${step.closed}` : compact(step.send ?? step.receive),
  })),
}));

/** In one line, with blanks where it may break. @param {unknown} value */
const compact = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 1).replaceAll(/\n\s*/g, ' '));

/** @param {Json} document @param {string} id @returns {Part[]} */
const codes = (document, id) => [
  ...(document['x-errors'] ? [{
    id: `${id}-errors`,
    title: 'Error codes',
    text: 'Stable, for programs; over HTTP, they are the code of a problem.',
    table: {
      caption: `Error codes: ${document.info.title}`,
      head: ['Code', 'What went wrong', 'Try again?', 'Over'],
      rows: document['x-errors'].map((/** @type {Json} */ error) => ({
        id: `error-${error.code}`,
        cells: [error.code, error.summary, error.temporary ? 'later' : 'no', WHERE[error.where] ?? error.where],
      })),
    },
  }] : []),
  ...(document['x-close-codes'] ? [{
    id: `${id}-close-codes`,
    title: 'Close codes',
    text: '1012, 1013 and 4000 to 4499 mean: come back.',
    table: {
      caption: `Close codes: ${document.info.title}`,
      head: ['Code', 'Why', 'Come back?'],
      rows: document['x-close-codes'].map((/** @type {Json} */ close) => ({
        id: `close-${close.code}`,
        cells: [String(close.code), close.meaning, close.reconnect ? 'yes' : 'no'],
      })),
    },
  }] : []),
];

/** @type {Record<string, string>} */
const WHERE = { both: 'both', engine: 'ZeroMQ', http: 'HTTP', websocket: 'WebSocket' };

/**
 * Tells an OpenAPI document.
 *
 * @param {Json} document
 * @param {{id: string, file: string}} place
 * @returns {Chapter}
 */
export const openApi = (document, { id, file }) => ({
  id, file, title: document.info.title, text: document.info.description,
  parts: Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      id: `${id}-${operation.operationId}`,
      title: operation.summary,
      badge: `${method.toUpperCase()} ${path}`,
      text: [operation.description, ...(operation.parameters ?? []).map((/** @type {Json} */ parameter) =>
        `${parameter.name}: ${parameter.description}`), operation.requestBody?.description].filter(Boolean).join(' '),
      links: objectsOf(operation),
      table: {
        caption: `Answers of ${method.toUpperCase()} ${path}`,
        head: ['Status', 'When', 'Type'],
        rows: Object.entries(operation.responses).map(([status, response]) => ({
          cells: [status, response.description, Object.keys(response.content ?? {}).join(', ')],
        })),
      },
      examples: Object.entries(operation.responses).flatMap(([status, response]) =>
        Object.values(response.content ?? {}).flatMap((content) =>
          Object.values(/** @type {Json} */ (content).examples ?? {}).map((example) => ({
            title: `${example.summary}: ${asked(example['x-request'])}${needs(example['x-settings'])} → ${status}`,
            value: shown(example.value),
          })))),
    }))),
});

/** @param {Json} operation @returns {{label: string, links: Link[]}[]} */
const objectsOf = (operation) => {
  const references = Object.values(operation.responses).flatMap((/** @type {Json} */ response) =>
    Object.values(response.content ?? {}).map((/** @type {Json} */ content) => content.schema.$ref)).filter(Boolean);
  const links = [...new Set(references)].map((reference) =>
    ({ text: last(reference).replace('.json', ''), href: `#${anchorOf(reference)}` }));
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

/**
 * Tells the objects that no message of their own has.
 *
 * @param {Record<string, Json>} files schemas by their files
 * @param {Set<string>} told the anchors of those that a message has told
 * @returns {Chapter}
 */
export const objects = (files, told) => ({
  id: 'objects', file: '', title: 'Objects', text: 'What messages and answers are made of.',
  parts: Object.entries(files).flatMap(([file, schema]) => {
    const whole = schema.properties
      ? [{ id: anchorOf(file), title: schema.title, badge: file, text: schema.description, schema: `schemas/${file}` }]
      : [{ id: anchorOf(file), title: schema.title, badge: file, text: schema.description, links: [choices(file, schema)] }];
    const inner = Object.entries(schema.$defs ?? {})
      .map(([name, definition]) => ({ name, definition, reference: `schemas/${file}#/$defs/${name}` }))
      .filter(({ name, definition }) => definition.properties || isChoice(schema, name))
      .filter(({ reference }) => !told.has(anchorOf(reference)))
      .map(({ name, definition, reference }) => ({
        id: anchorOf(reference), title: `${schema.title}: ${name}`, badge: file,
        text: definition.description ?? '', schema: reference,
      }));
    return [...whole, ...inner];
  }),
});

/** @param {Json} schema @param {string} name */
const isChoice = (schema, name) => (schema.anyOf ?? []).some((/** @type {Json} */ { $ref }) => $ref === `#/$defs/${name}`);

/** @param {string} file @param {Json} schema */
const choices = (file, schema) => ({
  label: 'One of',
  links: schema.anyOf.map((/** @type {{$ref: string}} */ { $ref }) => ({
    text: last($ref).replace('.json', ''),
    href: `#${anchorOf($ref.startsWith('#') ? `${file}${$ref}` : $ref)}`,
  })),
});
