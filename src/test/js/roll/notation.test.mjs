import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { diceOf, splitLabel, tokens } from '../../../../webapp/js/roll/notation.js';

describe('tokens', () => {
  const kinds = (text) => tokens(text).map(({ kind, from, to }) => `${kind}:${text.slice(from, to)}`);

  test('are dice with their modifiers, numbers, operators, and the label', () => {
    assert.deepEqual(kinds('2d20kh1+5 for attack'),
      ['dice:2d20kh1', 'operator:+', 'number:5', 'label: for attack']);
    assert.deepEqual(kinds('6#4d6kh3'), ['number:6', 'operator:#', 'dice:4d6kh3']);
    assert.deepEqual(kinds('8d10!>=8 # hits'), ['dice:8d10!>=8', 'other: ', 'label:# hits']);
  });

  test('are checks, own faces, variables and words', () => {
    assert.deepEqual(kinds('1d20+7 vs @dc by 5').filter((kind) => !kind.startsWith('other')),
      ['dice:1d20', 'operator:+', 'number:7', 'word:vs', 'variable:@dc', 'word:by', 'number:5']);
    assert.deepEqual(kinds('[hit]2d[a,-b+2*c]kh1;d%bonus2<=55 coc'),
      ['label:[hit]', 'faces:2d[a,-b+2*c]kh1', 'operator:;', 'dice:d%bonus2<=55', 'other: ', 'word:coc']);
    assert.deepEqual(kinds('(3d6)>=12// luck'),
      ['operator:(', 'dice:3d6', 'operator:)', 'operator:>=', 'number:12', 'label:// luck']);
    assert.deepEqual(kinds('adv+pow(2,3)'),
      ['dice:adv', 'operator:+', 'word:pow', 'operator:(', 'number:2', 'operator:,', 'number:3', 'operator:)']);
  });

  test('of one die end with all its modifiers', () => {
    for (const text of ['1d20 dis', '8d6even', '8d6!odd', '8d6=(1,3,5)', '4d6kh(1d4)', '1d10!o!i', '1d100!>95!i<6',
      '7d10mt3', '7d10mw', '5d6!t3', '4d6r(1,2)', '3d6!=2', '3d6!po', '3d6!!o', 'd100penalty', '2d[1..4]!>3kh1']) {
      assert.equal(tokens(text).length, 1, kinds(text).join(' '));
    }
  });

  test('see no die in a word, and no faces in the label after a drop', () => {
    assert.ok(kinds('wod8').every((kind) => !kind.startsWith('dice')));
    assert.deepEqual(kinds('4d6d[fire]'), ['dice:4d6d', 'label:[fire]']);
    assert.deepEqual(kinds('d20vs15'), ['dice:d20', 'word:vs', 'number:15']);
  });

  test('cover any text without gaps', () => {
    for (const text of ['', 'x', '3d', 'd', '🎲 3d6', '((((', 'for for for', '#', '1#', '3dd6', '\n\t3d6']) {
      let end = 0;
      for (const { from, to } of tokens(text)) {
        assert.equal(from, end, text);
        assert.ok(to > from, text);
        end = to;
      }
      assert.equal(end, text.length, text);
    }
  });

  test('of a long text are found quickly', () => {
    const startMs = Date.now();
    for (const text of ['9'.repeat(4000), 'd'.repeat(4000), ' '.repeat(4000), '1d6kh'.repeat(800), '('.repeat(4000),
      'd['.repeat(2000), '['.repeat(4000), '>=('.repeat(1300), '>=(1'.repeat(1000), '//'.repeat(2000), ' even'.repeat(800), 'dis'.repeat(1300)]) {
      tokens(text);
      splitLabel(text);
      diceOf(text, 30);
    }
    assert.ok(Date.now() - startMs < 3000);
  });
});

describe('the label of a roll', () => {
  test('follows "for" or a number sign', () => {
    assert.deepEqual(splitLabel('2d6+3 for damage'), { expr: '2d6+3', label: 'damage' });
    assert.deepEqual(splitLabel('d20 # to hit'), { expr: 'd20', label: 'to hit' });
    assert.deepEqual(splitLabel('6#4d6kh3 # stats'), { expr: '6#4d6kh3', label: 'stats' });
  });

  test('follows two slashes', () => {
    assert.deepEqual(splitLabel('d20+5 // to hit'), { expr: 'd20+5', label: 'to hit' });
    assert.deepEqual(splitLabel('2d6[a//b]+1'), { expr: '2d6[a//b]+1', label: '' });
    assert.deepEqual(splitLabel('8d6//2'), { expr: '8d6//2', label: '' });
    assert.deepEqual(splitLabel('7 // floor(2)'), { expr: '7 // floor(2)', label: '' });
    assert.deepEqual(splitLabel('d20 // a # b'), { expr: 'd20', label: 'a # b' });
  });

  test('is not the text in brackets', () => {
    assert.deepEqual(splitLabel('2d6[gift for you]+1'), { expr: '2d6[gift for you]+1', label: '' });
    assert.deepEqual(splitLabel('2d6[fire #1] # hit'), { expr: '2d6[fire #1]', label: 'hit' });
    assert.deepEqual(splitLabel('d20 # a [b'), { expr: 'd20', label: 'a [b' });
  });

  test('is empty where there is no label', () => {
    assert.deepEqual(splitLabel('6#4d6kh3'), { expr: '6#4d6kh3', label: '' });
    assert.deepEqual(splitLabel('3d6'), { expr: '3d6', label: '' });
    assert.deepEqual(splitLabel(' for luck'), { expr: ' for luck', label: '' });
    assert.deepEqual(splitLabel('# luck'), { expr: '# luck', label: '' });
  });
});

describe('dice of a pending roll', () => {
  test('are those of the text', () => {
    assert.deepEqual(diceOf('2d6+d%', 9), [{ sides: 6 }, { sides: 6 }, { sides: 100 }]);
    assert.deepEqual(diceOf('dF', 9), [{ sides: null }]);
  });

  test('exclude modifiers that drop dice, and labels in brackets', () => {
    assert.deepEqual(diceOf('4d6d1', 9), Array(4).fill({ sides: 6 }));
    assert.deepEqual(diceOf('{d8,d6}d1', 9), [{ sides: 8 }, { sides: 6 }]);
    assert.deepEqual(diceOf('d20[not 2d6]', 9), [{ sides: 20 }]);
    assert.deepEqual(diceOf('d20min10>=-2d4', 9), [{ sides: 20 }]);
  });

  test('exclude the target of a check', () => {
    for (const text of ['2d6 vs 1d20', '2d6>=1d20', '2d6 >= (1d20+1)', '2d6+1 dc 2d6']) {
      assert.deepEqual(diceOf(text, 9), Array(2).fill({ sides: 6 }), text);
    }
    assert.deepEqual(diceOf('8d6>=5+d8', 9), [...Array(8).fill({ sides: 6 }), { sides: 8 }]);
  });

  test('are those of all results, of advantage, and of own faces', () => {
    assert.deepEqual(diceOf('d20 vs 2d6;d8', 9), [{ sides: 20 }, { sides: 8 }]);
    assert.deepEqual(diceOf('1d20 adv+2', 9), Array(2).fill({ sides: 20 }));
    assert.deepEqual(diceOf('dis', 9), Array(2).fill({ sides: 20 }));
    assert.deepEqual(diceOf('2d[1,2,4]', 9), Array(2).fill({ sides: null }));
    assert.deepEqual(diceOf('wod8', 9), []);
    assert.deepEqual(diceOf('d20+@x', 9), []);
  });

  test('are those of all repeats', () => {
    assert.deepEqual(diceOf('3#2d6', 9), Array(6).fill({ sides: 6 }));
    assert.deepEqual(diceOf('6#2d6', 9), []);
    assert.deepEqual(diceOf(`${'9'.repeat(400)}#`, 9), []);
  });

  test('are unknown if a count is computed', () => {
    for (const text of ['(2)d6', '3d(4)+d6', 'd0', '0#d6']) assert.deepEqual(diceOf(text, 9), [], text);
    assert.deepEqual(diceOf('round(d6/2)', 9), [{ sides: 6 }]);
  });

  test('are unknown if there are too many', () => {
    assert.deepEqual(diceOf('99999999999d6', 9), []);
    assert.deepEqual(diceOf('10d6', 9), []);
  });
});
