import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { addDie, advantage, countOf, disadvantage, explodeOnce, removeDie, repeat } from '../../../../webapp/js/roll/edits.js';
import { addNumber, target } from '../../../../webapp/js/roll/numbers.js';

describe('the pad', () => {
  test('increases the count of the last term, or adds a term', () => {
    assert.equal(addDie('', 6), 'd6');
    assert.equal(addDie('d6', 6), '2d6');
    assert.equal(addDie(addDie('d20+', 6), 6), 'd20+2d6');
    assert.equal(addDie('2d6', 20), '2d6+d20');
    assert.equal(addDie('4d6kh3', 6), '4d6kh3+d6');
    assert.equal(addDie('d%', 100), '2d%');
    assert.equal(addDie('6#', 6), '6#d6');
  });

  test('keeps the label', () => {
    assert.equal(addDie('d20 for attack', 6), 'd20+d6 for attack');
    assert.equal(addNumber('d20 for attack', 1), 'd20+1 for attack');
    assert.equal(advantage('d20+5 for attack'), '2d20kh1+5 for attack');
  });

  test('keeps the label, even without an expression', () => {
    assert.equal(addDie('# luck', 6), 'd6 # luck');
    assert.equal(addDie(' for luck', 6), 'd6 for luck');
    assert.equal(removeDie('d6 # luck', 6), ' # luck');
    assert.equal(removeDie('d20+5# luck', 20), '5 # luck');
  });

  test('does not change labels in brackets', () => {
    assert.equal(addDie('d20[for 2d6]', 6), 'd20[for 2d6]+d6');
    assert.equal(removeDie('d6[not d20]+d20', 20), 'd6[not d20]');
    assert.equal(removeDie('d6[fire]+d20', 6), 'd20');
    assert.equal(advantage('d6[d20]'), 'd6[d20]+2d20kh1');
    assert.equal(countOf('d20[6d6]', 6), 0);
  });

  test('removes modifiers with their dice, and leaves the rest valid', () => {
    assert.equal(removeDie('d6!+d20', 6), 'd20');
    assert.equal(removeDie('2d6!>=5+d20', 6), '1d6!>=5+d20');
    assert.equal(removeDie('d20+4d6r1kh3 - 1', 20), '4d6r1kh3 - 1');
    assert.equal(removeDie('d6-2', 6), '-2');
    assert.equal(removeDie('d6*2', 6), '0*2');
    assert.equal(removeDie('2*d6+1', 6), '2*0+1');
    assert.equal(removeDie('(d6)+1', 6), '(0)+1');
    assert.equal(removeDie('(d6+1)*2', 6), '(1)*2');
    assert.equal(removeDie('{d6, d8}kh1', 6), '{0, d8}kh1');
    assert.equal(removeDie('6#d6', 6), '6#');
  });

  test('removes dice one by one, and the term with the last one', () => {
    assert.equal(removeDie('2d6', 6), '1d6');
    assert.equal(removeDie('1d6', 6), '');
    assert.equal(removeDie('d20+d6', 6), 'd20');
    assert.equal(removeDie('d20+2d6+3', 20), '2d6+3');
    assert.equal(removeDie('4d6kh3', 6), '3d6kh3');
    assert.equal(removeDie('d20', 6), 'd20');
    assert.equal(removeDie('d100', 10), 'd100');
  });

  test('adds to the number at the end', () => {
    assert.equal(addNumber('d20', 1), 'd20+1');
    assert.equal(addNumber('d20+4', 1), 'd20+5');
    assert.equal(addNumber('d20+1', -1), 'd20');
    assert.equal(addNumber('d20', -1), 'd20-1');
    assert.equal(addNumber('d20-1', -1), 'd20-2');
    assert.equal(addNumber('', 1), '');
  });

  test('does not change numbers that are not added', () => {
    assert.equal(addNumber('d6min-1', 1), 'd6min-1+1');
    assert.equal(addNumber('d6>=-2', 1), 'd6>=-2+1');
    assert.equal(addNumber('2*-3', 1), '2*-3+1');
    assert.equal(addNumber('4dF-2', 1), '4dF-1');
    assert.equal(addNumber('d%-2', 1), 'd%-1');
    assert.equal(addNumber('2d6! - 2', 1), '2d6!-1');
  });

  test('turns advantage off in every spelling, and changes no other dice', () => {
    assert.equal(advantage('2d20kh+5'), 'd20+5');
    assert.equal(advantage('2d20k1'), 'd20');
    assert.equal(disadvantage('2d20kl'), 'd20');
    assert.equal(advantage('2d20kl'), '2d20kh1');
    assert.equal(advantage('2d20kh10'), '2d20kh10+2d20kh1');
    assert.equal(advantage('(2)d20'), '(2)d20+2d20kh1');
  });

  test('turns advantage on, off, and into disadvantage', () => {
    assert.equal(advantage('d20+5'), '2d20kh1+5');
    assert.equal(advantage('2d20kh1+5'), 'd20+5');
    assert.equal(disadvantage('2d20kh1+5'), '2d20kl1+5');
    assert.equal(advantage(''), '2d20kh1');
    assert.equal(advantage('3d6'), '3d6+2d20kh1');
    assert.equal(advantage('d200'), 'd200+2d20kh1');
  });

  test('adds and removes repeats', () => {
    assert.equal(repeat('4d6kh3', 6), '6#4d6kh3');
    assert.equal(repeat('6#4d6kh3', 6), '4d6kh3');
  });

  test('counts dice', () => {
    assert.equal(countOf('d20+2d6+d6', 6), 3);
    assert.equal(countOf('d60', 6), 0);
    assert.equal(countOf('d%+d100', 100), 2);
    assert.equal(countOf('d20 for d6', 6), 0);
  });
});

describe('a target', () => {
  test('is added to what is rolled, and removed', () => {
    assert.equal(target('d20+7'), 'd20+7 vs 15');
    assert.equal(target('d20+7 vs 15'), 'd20+7');
    assert.equal(target('1d20+7>=15'), '1d20+7');
    assert.equal(target('(3d6)>=12 # luck'), '(3d6) # luck');
    assert.equal(target('3d6 for luck'), '3d6 vs 10 for luck');
    assert.equal(target(''), 'd20 vs 15');
    assert.equal(target('d20+'), 'd20+');
    assert.equal(target('d6; d20'), 'd6; d20 vs 15');
  });

  test('is the number at the end', () => {
    assert.equal(addNumber('d20+7 vs 15', 1), 'd20+7 vs 16');
    assert.equal(addNumber('d20+7 vs 15 by 5', -1), 'd20+7 vs 14 by 5');
    assert.equal(addNumber('d20 vs d20+5', 1), 'd20 vs d20+6');
    assert.equal(addNumber('d20 vs d20', 1), 'd20 vs d20+1');
    assert.equal(addNumber('1d20+5>=15', 1), '1d20+5>=16');
    assert.equal(addNumber('3d6>=4', 1), '3d6>=4+1');
  });

  test('stays behind what the pad adds', () => {
    assert.equal(addDie('d20 vs 15', 6), 'd20+d6 vs 15');
    assert.equal(addDie('d20+5>=15', 6), 'd20+5+d6>=15');
    assert.equal(advantage('d20 vs d20+2'), '2d20kh1 vs d20+2');
    assert.equal(disadvantage('2d20kh1+5 vs 15'), '2d20kl1+5 vs 15');
    assert.equal(removeDie('d20+d6 vs 15', 6), 'd20 vs 15');
    assert.equal(removeDie('d20 vs 15', 20), '');
  });
});

describe('several results', () => {
  test('are edited at the last one', () => {
    assert.equal(addDie('d20; 2d6', 6), 'd20; 3d6');
    assert.equal(addDie('d20;', 6), 'd20;d6');
    assert.equal(addDie('[attack] d20', 20), '[attack] 2d20');
    assert.equal(addNumber('d20;2d6', 1), 'd20;2d6+1');
  });

  test('lose those without dice', () => {
    assert.equal(removeDie('d20;d6', 6), 'd20');
    assert.equal(removeDie('d20;d6', 20), 'd6');
    assert.equal(removeDie('[a;b]2d20;d6', 20), '[a;b]1d20;d6');
  });

  test('count their dice together, without those of targets', () => {
    assert.equal(countOf('[a] d20; 2d20 vs d20', 20), 3);
  });
});

test('the last dice explode once, or no more', () => {
  assert.equal(explodeOnce('3d6'), '3d6!o');
  assert.equal(explodeOnce('3d6!o'), '3d6');
  assert.equal(explodeOnce('d20+3d6kh2+1 vs 9 for x'), 'd20+3d6!okh2+1 vs 9 for x');
  assert.equal(explodeOnce('3d6!okh2'), '3d6kh2');
  assert.equal(explodeOnce('3d6!odd'), '3d6!o!odd');
  assert.equal(explodeOnce('7'), '7');
});
