// What the type checker does not find: import cycles, unused names, and the house's style.
import { createNodeResolver, importX } from 'eslint-plugin-import-x';

/** The folders of the page, from the lowest layer up; each may import those to its left. */
const LAYERS = ['lib', 'roll', 'verify', 'net', 'odds', 'state', 'tray', 'views', 'app'];

/** The client for other sites' pages has 3 kB, and so has nothing of the page. */
const CLIENT_IMPORTS = ['lib', 'net'];

const later = (layer) => LAYERS.slice(LAYERS.indexOf(layer) + 1);

const rules = {
  'import-x/no-cycle': 'error',
  'import-x/no-self-import': 'error',
  // This file itself is linted where its plugin is not installed.
  'import-x/no-unresolved': ['error', { ignore: ['/vendor/', '^eslint-plugin-import-x$'] }],
  'import-x/no-duplicates': 'error',
  'import-x/no-useless-path-segments': 'error',
  'import-x/export': 'error',
  'import-x/no-default-export': 'error',
  'import-x/no-mutable-exports': 'error',
  'import-x/first': 'error',
  'array-callback-return': 'error',
  'arrow-body-style': 'error',
  eqeqeq: 'error',
  'func-style': 'error',
  'max-lines': ['error', { max: 170 }],
  'max-lines-per-function': ['error', { max: 85 }],
  'max-params': ['error', 6],
  'no-constant-condition': ['error', { checkLoops: false }],
  'no-dupe-keys': 'error',
  'no-else-return': 'error',
  'no-eval': 'error',
  'no-fallthrough': 'error',
  'no-implied-eval': 'error',
  'no-param-reassign': 'error',
  'no-promise-executor-return': 'error',
  'no-shadow': 'error',
  'no-unreachable': 'error',
  'no-unused-expressions': 'error',
  'no-unused-vars': 'error',
  'no-useless-rename': 'error',
  'no-useless-return': 'error',
  'no-var': 'error',
  'object-shorthand': 'error',
  'prefer-const': 'error',
  'prefer-template': 'error',
  'no-restricted-properties': ['error',
    { property: 'innerHTML', message: 'Insert text as text, not as HTML: use element() of views/dom.js.' },
    { property: 'outerHTML', message: 'Insert text as text, not as HTML: use element() of views/dom.js.' },
    { property: 'insertAdjacentHTML', message: 'Insert text as text, not as HTML: use element() of views/dom.js.' }],
};

const base = {
  plugins: { 'import-x': importX },
  settings: {
    'import-x/resolver-next': [createNodeResolver({ extensions: ['.js', '.mjs'] })],
  },
  linterOptions: { reportUnusedDisableDirectives: 'error' },
};

export default [
  // A library, as its authors publish it.
  { ignores: ['webapp/js/noble-hashes/**'] },
  { ...base, files: ['webapp/client.js', 'webapp/js/**/*.js'], rules },
  ...LAYERS.map((layer) => ({
    files: [`webapp/js/${layer}/**/*.js`],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: later(layer).map((other) => ({
          group: [`../${other}/*`, `../../${other}/*`],
          message: `${layer}/ must not import ${other}/.`,
        })),
      }],
    },
  })).filter(({ rules: { 'no-restricted-imports': [, { patterns }] } }) => patterns.length > 0),
  {
    files: ['webapp/js/client/**/*.js'],
    rules: {
      'no-restricted-imports': ['error', {
        patterns: LAYERS.filter((layer) => !CLIENT_IMPORTS.includes(layer)).map((other) => ({
          group: [`../${other}/*`], message: `client/ must not import ${other}/.`,
        })),
      }],
    },
  },
  {
    ...base,
    files: ['src/test/js/**/*.mjs', 'src/test/page-checks/*.mjs'],
    rules: {
      ...rules, 'max-lines': 'off', 'max-lines-per-function': 'off', 'import-x/no-default-export': 'off',
    },
  },
];
