// @ts-check
/** The chapter of an AsyncAPI document. Pure. */

import { lastPart, textOf } from './outline.js';

/** @typedef {import('./outline.js').Json} Json */
/** @typedef {import('./outline.js').Chapter} Chapter */
/** @typedef {import('./outline.js').Link} Link */
/** @typedef {import('./outline.js').Part} Part */

/**
 * Makes the chapter of an AsyncAPI document.
 *
 * @param {Json} document
 * @param {{id: string, file: string}} place
 * @returns {Chapter}
 */
export const asyncApi = (document, { id, file }) => ({
  id, file, title: document.info.title, text: document.info.description,
  parts: [
    ...operations(document, id), ...messages(document, id), ...conversations(document, id),
    ...codes(document, id),
  ],
});

/** @param {Json} document @param {string} id @returns {Part[]} */
const operations = (document, id) => {
  /** @param {{$ref: string}[]} references @returns {Link[]} */
  const links = (references) => references.map(({ $ref }) =>
    ({ text: document.components.messages[lastPart($ref)].title, href: `#${id}-${lastPart($ref)}` }));

  return Object.entries(document.operations).map(([name, operation]) => ({
    id: `${id}-operation-${name}`,
    title: operation.title,
    badge: operation.action === 'receive' ? 'you ask' : 'you are notified',
    text: operation.summary,
    links: [
      { label: operation.action === 'receive' ? 'Send' : 'Sent to you', links: links(operation.messages) },
      ...(operation.reply ? [{ label: 'Answered by', links: links(operation.reply.messages) }] : []),
    ],
  }));
};

/** @param {Json} document @param {string} id @returns {Part[]} */
const messages = (document, id) => {
  const sent = new Set(Object.values(document.operations).filter(({ action }) => action === 'receive')
    .flatMap((operation) => operation.messages.map((/** @type {Json} */ { $ref }) => lastPart($ref))));
  return Object.entries(document.components.messages).map(([name, message]) => ({
    id: `${id}-${name}`,
    title: message.title,
    badge: sent.has(name) ? 'you send' : 'you receive',
    text: [message.summary, message.payload.description].filter(Boolean).join(': '),
    ...(message.payload.$ref ? { schema: message.payload.$ref } : {}),
    examples: message.examples.map((/** @type {Json} */ example) =>
      ({ title: '', value: textOf(example.payload) })),
  }));
};

/** @param {Json} document @param {string} id @returns {Part[]} */
const conversations = (document, id) => (document['x-conversations'] ?? []).map((/** @type {Json} */ conversation) => ({
  id: `${id}-conversation-${conversation.name}`,
  title: `Example: ${conversation.name.replaceAll('-', ' ')}`,
  text: [conversation.summary, ...Object.entries(conversation.settings ?? {}).map(([key, value]) => `With ${key}=${value}.`)].join(' '),
  talk: conversation.steps.map((/** @type {Json} */ step) => ({
    who: step.as ?? '',
    back: !('send' in step),
    text: 'closed' in step ? `closed with ${step.closed}` : compact(step.send ?? step.receive),
  })),
}));

/** JSON on one line, with blanks where it may wrap. @param {unknown} value */
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
    text: 'After 1012, 1013 and 4000 to 4499, reconnect.',
    table: {
      caption: `Close codes: ${document.info.title}`,
      head: ['Code', 'Why', 'Reconnect?'],
      rows: document['x-close-codes'].map((/** @type {Json} */ close) => ({
        id: `close-${close.code}`,
        cells: [String(close.code), close.meaning, close.reconnect ? 'yes' : 'no'],
      })),
    },
  }] : []),
];

/** @type {Record<string, string>} */
const WHERE = { both: 'both', engine: 'ZeroMQ', http: 'HTTP', websocket: 'WebSocket' };
