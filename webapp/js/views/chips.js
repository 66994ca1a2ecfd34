// @ts-check
/** The dice of one roll, as chips. */

import { faceText, fateOf, markOf, unusedText, wordsOf } from '../roll/die-words.js';
import { element, sign, spokenOnly, typedText } from './dom.js';

/** Dice with an outline of their own; all others are pills. */
const SHAPED_SIDES = new Set([4, 6, 8, 10, 12, 20]);

/** A die of Fate shows a sign or nothing, which are read aloud as words. @param {import('../roll/outcome.js').Die} die */
const faceOf = (die) => {
  const fate = fateOf(die);
  return fate === null ? [typedText('', faceText(die))] : [sign(fate.sign, ''), spokenOnly(fate.word)];
};

/** @param {import('../roll/outcome.js').Die} die */
const chip = (die) => {
  const mark = markOf(die);
  const isShaped = die.sides !== null && !die.own && SHAPED_SIDES.has(die.sides);
  const chipped = element('li', `die ${isShaped ? `d${die.sides}` : 'pill'}`,
    element('span', 'face', ...faceOf(die)));
  if (mark) {
    chipped.classList.add(mark.kind);
    chipped.append(sign(mark.sign, 'sign'));
  }
  if (!die.kept) chipped.classList.add('dropped');
  const words = wordsOf(die);
  if (words.length > 0) {
    chipped.append(spokenOnly(` ${words.join(' ')}`));
    chipped.title = words.join(', ');
  }
  return chipped;
};

/** Numbers that did not count. @param {string} numbers */
const struck = (numbers) => element('li', 'more', spokenOnly('not '), element('s', '', numbers));

/** A die, between the faces that it showed before and the tens that did not count. @param {import('../roll/outcome.js').Die} die */
const chipsOf = (die) => {
  const unused = unusedText(die);
  const { discarded = [] } = die;
  return [
    ...(discarded.length > 0 ? [struck(discarded.join(', '))] : []), chip(die), ...(unused ? [struck(unused)] : []),
  ];
};

/**
 * Makes the list of a roll's dice; omitted ones are a number at the end.
 *
 * @param {import('../roll/outcome.js').DiceOutcome} outcome
 * @param {string} [name]
 */
export const chips = ({ dice, diceCount }, name = 'Dice') => {
  const list = element('ul', 'dice', ...dice.flatMap(chipsOf));
  list.setAttribute('aria-label', name);
  // VoiceOver ignores a list without markers, unless it has the role.
  list.setAttribute('role', 'list');
  const more = diceCount - dice.length;
  if (more > 0) list.append(element('li', 'more', `+${more.toLocaleString('en')} more`));
  return list;
};
