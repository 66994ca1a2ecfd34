// @ts-check
/** The page of the API documents: fetches and shows them. Has effects on import. */

import { asyncApi } from './asyncapi.js';
import { objects } from './objects.js';
import { openApi } from './openapi.js';
import { anchorOf, Schemas } from './schema.js';
import { element, find } from '../views/dom.js';

/** @typedef {import('./outline.js').Part} Part @typedef {import('./outline.js').Chapter} Chapter */

const SCHEMAS = ['client', 'server', 'roll', 'odds', 'problem', 'health', 'info', 'engine'].map((name) => `${name}.json`);

/** @param {string} file */
const fetched = async (file) => {
  const answer = await fetch(new URL(file, document.baseURI));
  if (!answer.ok) throw new Error(`${file}: ${answer.status}`);
  return answer.json();
};

/** @param {string} text @param {string} href */
const link = (text, href) => {
  const made = element('a', '', text);
  made.href = href;
  return made;
};

/** @param {string} caption @param {string[]} head @param {HTMLTableRowElement[]} rows */
const table = (caption, head, rows) => {
  const made = element('table', '',
    element('caption', 'spoken', caption),
    element('thead', '', element('tr', '', ...head.map((title) => {
      const cell = element('th', '', title);
      cell.scope = 'col';
      return cell;
    }))),
    element('tbody', '', ...rows));
  const frame = element('div', 'scrolls', made);
  // The keyboard scrolls it, too.
  frame.tabIndex = 0;
  frame.role = 'region';
  frame.ariaLabel = caption;
  return frame;
};

/** @param {Part} part @param {Schemas} schemas */
const members = (part, schemas) => {
  if (!part.schema) return [];
  const { schema, file, anchor } = schemas.find(part.schema);
  const rows = schemas.rows(schema, file).map(({ name, type, link: href, required, text }) => element('tr', '',
    element('td', '', element('code', '', name), ...(required ? [] : [' ', element('small', '', 'optional')])),
    element('td', '', href ? link(type, href) : type),
    element('td', '', text)));
  // Links to the object use its schema's anchor, wherever it is shown.
  const place = element('span');
  if (anchor !== part.id) place.id = anchor;
  return rows.length > 0
    ? [place, table(`Members of ${part.title}`, ['Member', 'Type', 'What it is'], rows)]
    : [place, element('p', '', `Type: ${schemas.typeOf(schema, file)}`)];
};

/** @param {NonNullable<Part['table']>} content */
const codes = ({ caption, head, rows }) => table(caption, head, rows.map(({ id, cells }) => {
  const [first = '', ...others] = cells;
  const row = element('tr', '', element('td', '', element('code', '', first)), ...others.map((cell) => element('td', '', cell)));
  if (id) row.id = id;
  return row;
}));

/** @param {NonNullable<Part['talk']>} lines */
const talk = (lines) => element('ol', 'talk', ...lines.map(({ who, back, text }) =>
  element('li', back ? 'back' : '',
    element('span', 'who', back ? `the server, to ${who || 'you'}` : who || 'you'),
    element('pre', '', text))));

/** @param {Part} part @param {Schemas} schemas */
const section = (part, schemas) => {
  const made = element('section', '',
    element('h3', '', part.title, ...(part.badge ? [' ', element('span', 'badge', part.badge)] : [])),
    ...(part.text ? [element('p', '', part.text)] : []),
    ...(part.links ?? []).map(({ label, links }) => element('p', '', `${label}: `,
      ...links.flatMap(({ text, href }, index) => [...(index > 0 ? [', '] : []), link(text, href)]))),
    ...members(part, schemas),
    ...(part.table ? [codes(part.table)] : []),
    ...(part.examples?.length ? [element('h4', '', part.examples.length > 1 ? 'Examples' : 'Example')] : []),
    ...(part.examples ?? []).flatMap(({ title, value }) => [...(title ? [element('p', '', title)] : []), element('pre', '', value)]),
    ...(part.talk ? [talk(part.talk)] : []));
  made.id = part.id;
  return made;
};

/** @param {Chapter} chapter @param {Schemas} schemas */
const chapterOf = (chapter, schemas) => {
  const made = element('section', '',
    element('h2', '', chapter.title),
    element('p', '', chapter.text),
    ...(chapter.file ? [element('p', '', link(chapter.file, chapter.file))] : []),
    ...chapter.parts.map((part) => section(part, schemas)));
  made.id = chapter.id;
  return made;
};

/** @param {Chapter[]} chapters */
const contents = (chapters) => chapters.flatMap((chapter) => {
  const head = link(chapter.title, `#${chapter.id}`);
  head.className = 'part';
  return [head, ...chapter.parts.map((part) => link(part.title, `#${part.id}`))];
});

const show = async () => {
  const [webSocket, http, engine, ...files] = await Promise.all([
    'asyncapi-websocket.json', 'openapi.json', 'asyncapi-engine.json', ...SCHEMAS.map((file) => `schemas/${file}`),
  ].map(fetched));
  const byFile = Object.fromEntries(SCHEMAS.map((file, index) => [file, files[index]]));
  const documented = [
    asyncApi(webSocket, { id: 'websocket', file: 'asyncapi-websocket.json' }),
    openApi(http, { id: 'http', file: 'openapi.json' }),
    asyncApi(engine, { id: 'engine', file: 'asyncapi-engine.json' }),
  ];
  const shown = new Set(documented.flatMap(({ parts }) => parts.flatMap(({ schema }) => (schema ? [anchorOf(schema)] : []))));
  const chapters = [...documented, objects(byFile, shown)];
  const schemas = new Schemas(byFile);

  find(document, '#contents', HTMLElement).replaceChildren(...contents(chapters));
  const main = find(document, '#content', HTMLElement);
  main.replaceChildren(...chapters.map((chapter) => chapterOf(chapter, schemas)));
  main.ariaBusy = 'false';
  // The browser looked for the address's anchor before it existed.
  if (location.hash) location.replace(location.hash);
};

show().catch((/** @type {Error} */ failure) => {
  const main = find(document, '#content', HTMLElement);
  main.replaceChildren(element('p', '', `The documents could not be shown. ${failure.message}`));
  main.ariaBusy = 'false';
});
