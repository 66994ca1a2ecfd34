import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { csvOf } from '../../../../webapp/js/lib/csv.js';
import { isPlainText } from '../../../../webapp/js/lib/plain-text.js';

/** Reads CSV as RFC 4180 says. */
const parse = (text) => {
  const lines = [[]];
  for (const [all, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    assert.ok(all);
    lines.at(-1).push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    if (end === '\r\n') lines.push([]);
  }
  lines.pop();
  return lines;
};

describe('CSV', () => {
  test('has a line for each row, with CRLF at its end', () => {
    assert.equal(csvOf([['a', 'b'], ['1', '']]), 'a,b\r\n1,\r\n');
  });

  test('quotes commas, quotes and line breaks, and nothing else', () => {
    assert.equal(csvOf([['a,b', 'say "x"', 'l\r\nm', 'ü;\'']]), '"a,b","say ""x""","l\r\nm",ü;\'\r\n');
  });

  test('is read again as it was', () => {
    const lines = [['"', '""', ',', 'x\n'], ['a\r\nb', ' x ', '', 'ende"']];

    assert.deepEqual(parse(csvOf(lines)), lines);
  });

  test('has no formulas', () => {
    const formulas = ['=cmd|\'/C calc\'!A0', '+1+1', '-1+1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x',
      '=HYPERLINK("http://x","y")', '-', '--1', '-1d6', '-2, =3'];
    const [fields] = parse(csvOf([formulas]));

    assert.deepEqual(fields, formulas.map((formula) => `'${formula}`));
  });

  test('leaves negative numbers unchanged', () => {
    assert.equal(csvOf([['-2', '-2.5', '7']]), '-2,-2.5,7\r\n');
    assert.deepEqual(parse(csvOf([['-2, 3, -4']])), [['-2, 3, -4']]);
  });
});

describe('plain text', () => {
  test('has no control, line and direction characters, tags and lone surrogates', () => {
    for (const text of ['a\nb', 'a\tb', '\u0000', '\u0085', '\u2028', '\u2029', '\u202e', '\u2066', '\u200b', '\ufeff',
      '\u{e0041}', '\ud800', 'x\udc00']) {
      assert.equal(isPlainText(text), false, JSON.stringify(text));
    }
  });

  test('may be of any script, with joiners and emoji', () => {
    for (const text of ['', 'd20 + 5', 'дракон', '攻撃', 'می‌خواهم', '👨‍👩‍👧', '🎲']) assert.equal(isPlainText(text), true, text);
  });
});
