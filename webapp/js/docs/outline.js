// @ts-check
/** The outline of the API documents' page, and what its makers share. Pure. */

/**
 * @typedef {Record<string, any>} Json
 * @typedef {{text: string, href: string}} Link
 * @typedef {{who: string, back: boolean, text: string}} Line of a conversation; `back` for the server's
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
export const textOf = (value) => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));

/** @param {string} reference */
export const lastPart = (reference) => reference.split('/').at(-1) ?? '';
