// @ts-check
/** A JSON Schema as rows of a table. Pure. */

/**
 * @typedef {Record<string, any>} Schema a part of a schema
 * @typedef {{name: string, type: string, link: string, required: boolean, text: string}} Row a member: `name` is its
 *   path from the object, such as `members[].id`; `link` leads to the description of an object, or is empty
 */

/** Returns the anchor of a schema file, or of a definition in it. @param {string} reference such as `./schemas/a.json` */
export const anchorOf = (reference) => {
  const [, file, , definition] = /([\w-]+)\.json(#\/\$defs\/(\w+))?$/.exec(reference) ?? [];
  if (!file) throw new Error(`No reference to a schema: ${reference}`);
  return definition ? `schema-${file}-${definition}` : `schema-${file}`;
};

/** All schemas by file; resolves references. */
export class Schemas {
  #files;

  /** @param {Record<string, Schema>} files by name, such as `roll.json` */
  constructor(files) {
    this.#files = files;
  }

  /**
   * Resolves a reference.
   *
   * @param {string} reference
   * @param {string} [file] the file with the reference, for references within it
   * @returns {{schema: Schema, file: string, anchor: string}}
   */
  find(reference, file = '') {
    const [path = '', pointer = ''] = reference.split('#');
    const name = path.split('/').at(-1) || file;
    let schema = this.#files[name];
    for (const part of pointer.split('/').slice(1)) schema = schema?.[part];
    if (!schema) throw new Error(`There is no ${reference} in ${file || 'the documents'}`);
    return { schema, file: name, anchor: anchorOf(pointer ? `${name}#${pointer}` : name) };
  }

  /**
   * Lists the members of an object, and those of the objects in it that have no description of their own.
   *
   * @param {Schema} schema
   * @param {string} file
   * @param {string} [prefix] goes before each name
   * @returns {Row[]}
   */
  rows(schema, file, prefix = '') {
    return Object.entries(schema.properties ?? {}).flatMap(([name, member]) => {
      const { type, link, inner, suffix } = this.#typeOf(member, file);
      const path = `${prefix}${name}`;
      const required = (schema.required ?? []).includes(name);
      const row = { name: path, type, link, required, text: this.#text(member, file) };
      return [row, ...(inner ? this.rows(inner, file, `${path}${suffix}.`) : [])];
    });
  }

  /** Returns a schema's type in words. @param {Schema} schema @param {string} file */
  typeOf(schema, file) {
    return this.#typeOf(schema, file).type;
  }

  /**
   * @param {Schema} schema @param {string} file
   * @returns {{type: string, link: string, inner: Schema | undefined, suffix: string}}
   */
  #typeOf(schema, file) {
    if (schema.$ref) return this.#referred(schema.$ref, file);
    if (schema.type === 'array') {
      const of = this.#typeOf(schema.items || {}, file);
      return { ...of, type: schema.items ? `list of ${of.type}` : 'list', suffix: `[]${of.suffix}` };
    }
    const inner = schema.type === 'object' && schema.properties ? schema : undefined;
    return { type: this.#plain(schema, file), link: '', inner, suffix: '' };
  }

  /** @param {string} reference @param {string} file */
  #referred(reference, file) {
    const found = this.find(reference, file);
    const isObject = found.schema.properties || found.schema.anyOf;
    return isObject
      ? { type: titleOf(found.schema, found.anchor), link: `#${found.anchor}`, inner: undefined, suffix: '' }
      : this.#typeOf(found.schema, found.file);
  }

  /** @param {Schema} schema @param {string} file @returns {string} */
  #plain(schema, file) {
    if ('const' in schema) return JSON.stringify(schema.const);
    if (schema.enum) return schema.enum.map((/** @type {unknown} */ one) => JSON.stringify(one)).join(' or ');
    const any = schema.oneOf ?? schema.anyOf;
    if (any) return any.map((/** @type {Schema} */ one) => this.typeOf(one, file)).join(' or ');
    return schema.type ?? 'any';
  }

  /** @param {Schema} schema @param {string} file @returns {string} */
  #text(schema, file) {
    const referred = schema.$ref ? this.find(schema.$ref, file).schema : undefined;
    const text = schema.description ?? (referred && !referred.properties ? referred.description : '') ?? '';
    return [text, rangeOf(schema)].filter(Boolean).join(' ');
  }
}

/** @param {Schema} schema @param {string} anchor */
const titleOf = (schema, anchor) => schema.title ?? anchor.split('-').at(-1);

/** Returns the allowed range of a value in words. @param {Schema} schema */
export const rangeOf = (schema) => {
  /** @param {string} what @param {number | undefined} least @param {number | undefined} most */
  const range = (what, least, most) => {
    if (least === undefined && most === undefined) return '';
    if (least === undefined) return `At most ${most}${what}.`;
    if (most === undefined) return `${least} or more${what}.`;
    return `${least === most ? least : `${least} to ${most}`}${what}.`;
  };
  return [
    range('', schema.minimum, schema.maximum),
    schema.exclusiveMinimum === undefined ? '' : `More than ${schema.exclusiveMinimum}.`,
    range(' UTF-16 units', schema.minLength, schema.maxLength),
    range(' entries', schema.minItems, schema.maxItems),
    schema.pattern ? `Matches ${schema.pattern}.` : '',
  ].filter(Boolean).join(' ');
};
