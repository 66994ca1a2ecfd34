// The page's files against each other: a module that nothing imports, or an element that is not in
// the HTML, fails here.
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../../../', import.meta.url);
const WEBAPP = fileURLToPath(new URL('webapp/', ROOT));

/** The first modules: of the three pages, and of other sites' pages. All others are imported by them. */
const ENTRIES = ['js/main.js', 'js/docs/main.js', 'js/verify-page.js', 'client.js'];

/** The pages, by the beginning of the names of the modules that are theirs alone. */
const PAGES = [['js/docs/', 'docs/index.html'], ['js/verify-page.js', 'verify/index.html']];

/** Libraries that the build puts beside the modules. */
const VENDOR = 'js/vendor/';

/** A library in the sources, as its authors publish it. */
const NOBLE = 'js/noble-hashes/';

const IMPORT = /\b(?:from|import)\s*\(?\s*'(\.[^']+)'/g;
const CSS_IMPORT = /@import "([^"]+)"/g;

/** A longer module should be several. */
const MAX_LINES = 171;

const read = (name) => readFileSync(WEBAPP + name, 'utf8');
const filesIn = (folder, end) => readdirSync(WEBAPP + folder, { recursive: true })
  .map((name) => `${folder}/${name.replaceAll('\\', '/')}`).filter((name) => name.endsWith(end));
const resolved = (name, from) => new URL(name, `file:///${from}`).pathname.slice(1);

/** Code without comments, whose examples and types are no imports. */
const codeOf = (name) => read(name).replace(/\/\*[^]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
const importsOf = (name) => [...codeOf(name).matchAll(IMPORT)].map(([, path]) => resolved(path, name));
const stylesOf = (name) => [...read(name).matchAll(CSS_IMPORT)].map(([, path]) => resolved(path, name));

/** Such a module is named in comments only, and is no part of the bundle. */
const hasTypesAlone = (name) => codeOf(name).trim() === 'export {};';

const reachable = (entries, next) => {
  const found = new Set(entries);
  for (const name of found) for (const other of next(name)) found.add(other);
  return found;
};

const modules = filesIn('js', '.js').filter((name) => !name.startsWith(VENDOR) && !name.startsWith(NOBLE));

describe('the modules of the page', () => {
  const imported = reachable(ENTRIES, (name) => (name.startsWith(VENDOR) ? [] : importsOf(name)));

  test('are all imported, from the first ones on', () => {
    assert.ok(modules.length > 90);
    assert.deepEqual(modules.filter((name) => !imported.has(name) && !hasTypesAlone(name)), []);
  });

  test('import existing files', () => {
    const missing = [...imported].filter((name) => !name.startsWith(VENDOR) && !existsSync(WEBAPP + name));

    assert.deepEqual(missing, []);
  });

  test('have no folder of the same name beside them', () => {
    const doubled = modules.map((name) => name.slice(0, -'.js'.length))
      .filter((name) => existsSync(WEBAPP + name) && statSync(WEBAPP + name).isDirectory());

    assert.deepEqual(doubled, []);
  });

  test('are short', () => {
    assert.deepEqual(modules.filter((name) => read(name).split('\n').length > MAX_LINES), []);
  });
});

describe('the library of hash functions', () => {
  test('has the files that THIRD-PARTY.md lists, with their hashes', () => {
    const listed = [...readFileSync(new URL('THIRD-PARTY.md', ROOT), 'utf8')
      .matchAll(/^- `([^`]+)`, `([0-9a-f]{64})`$/gm)].map(([, name, hash]) => [name, hash]);
    const found = readdirSync(WEBAPP + NOBLE).filter((name) => name.endsWith('.js'))
      .map((name) => [name, createHash('sha256').update(readFileSync(WEBAPP + NOBLE + name)).digest('hex')]);

    assert.ok(found.length > 0);
    assert.deepEqual(found, listed);
  });
});

describe('the styles of the page', () => {
  test('are all imported', () => {
    const imported = reachable(['css/main.css', 'css/later.css', 'css/docs.css', 'css/verify.css'], stylesOf);

    assert.deepEqual(filesIn('css', '.css').filter((name) => !imported.has(name)), []);
  });
});

describe('the views of the page', () => {
  const FIND = /find\(\s*[\w.]+,\s*['`]#([\w${}-]+)['`]/g;
  const idsIn = (html) => new Set([...read(html).matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id));
  const asked = modules.flatMap((name) => [...codeOf(name).matchAll(FIND)]
    .map(([, id]) => ({ name, id, html: PAGES.find(([start]) => name.startsWith(start))?.[1] ?? 'index.html' })));

  test('find elements that the HTML has', () => {
    const named = asked.filter(({ id }) => !id.includes('$'));
    assert.ok(named.length > 40);

    assert.deepEqual(named.filter(({ id, html }) => !idsIn(html).has(id)), []);
  });

  test('are mounted: each function of that name is called', () => {
    const all = modules.map(codeOf).join('\n');
    const mounts = modules.filter((name) => name.startsWith('js/views/'))
      .flatMap((name) => [...codeOf(name).matchAll(/export const (mount\w+)/g)].map(([, mount]) => mount));
    assert.ok(mounts.length > 15);

    assert.deepEqual(mounts.filter((mount) => !all.includes(`${mount}(`)), []);
  });

  test('open every dialog, by a button or a caller', () => {
    const code = modules.map(codeOf).join('\n');
    const dialogs = [...read('index.html').matchAll(/<dialog id="([^"]+)"/g)].map(([, id]) => id);

    assert.deepEqual(dialogs.filter((id) => !code.includes(`'${id}'`) && !code.includes(`'#${id}'`)), []);
  });
});
