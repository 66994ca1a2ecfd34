// @ts-check
/** The chapter of the objects in messages and answers. Pure. */

import { lastPart } from './outline.js';
import { anchorOf } from './schema.js';

/** @typedef {import('./outline.js').Json} Json */
/** @typedef {import('./outline.js').Chapter} Chapter */
/** @typedef {import('./outline.js').Link} Link */
/** @typedef {import('./outline.js').Part} Part */

/**
 * Makes the chapter of the objects that no message shows.
 *
 * @param {Record<string, Json>} files schemas by their files
 * @param {Set<string>} shown the anchors of objects that a message shows
 * @returns {Chapter}
 */
export const objects = (files, shown) => ({
  id: 'objects', file: '', title: 'Objects', text: 'What messages and answers are made of.',
  parts: Object.entries(files).flatMap(([file, schema]) => {
    const whole = schema.properties
      ? [{ id: anchorOf(file), title: schema.title, badge: file, text: schema.description, schema: `schemas/${file}` }]
      : [{ id: anchorOf(file), title: schema.title, badge: file, text: schema.description, links: [choices(file, schema)] }];
    const inner = Object.entries(schema.$defs ?? {})
      .map(([name, definition]) => ({ name, definition, reference: `schemas/${file}#/$defs/${name}` }))
      .filter(({ name, definition }) => definition.properties || isChoice(schema, name))
      .filter(({ reference }) => !shown.has(anchorOf(reference)))
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
    text: lastPart($ref).replace('.json', ''),
    href: `#${anchorOf($ref.startsWith('#') ? `${file}${$ref}` : $ref)}`,
  })),
});
