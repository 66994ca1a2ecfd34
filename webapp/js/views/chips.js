// @ts-check
/** The dice of one roll, as chips. */

import { extremeOf, wordsOf } from '../roll/wording.js';
import { element, sign, spokenOnly } from './dom.js';

/** Dice with an outline of their own; all others are pills. */
const SHAPED_SIDES = new Set([4, 6, 8, 10, 12, 20]);

const SIGNS = Object.freeze({ highest: '▲', lowest: '▼' });

/** @param {import('../roll/outcome.js').Die} die */
const chip = (die) => {
  const extreme = extremeOf(die);
  const shape = die.sides !== null && SHAPED_SIDES.has(die.sides) ? `d${die.sides}` : 'pill';
  const chipped = element('li', `die ${shape}`, element('span', 'face', String(die.value)));
  if (extreme) {
    chipped.classList.add(extreme);
    chipped.append(sign(SIGNS[extreme], 'sign'));
  }
  if (!die.kept) chipped.classList.add('dropped');
  const words = wordsOf(die);
  if (words.length > 0) {
    chipped.append(spokenOnly(` ${words.join(' ')}`));
    chipped.title = words.join(', ');
  }
  return chipped;
};

/**
 * Makes the list of a roll's dice; omitted ones are a number at the end.
 *
 * @param {import('../roll/outcome.js').DiceOutcome} outcome
 */
export const chips = ({ dice, diceCount }) => {
  const list = element('ul', 'dice', ...dice.map(chip));
  list.setAttribute('aria-label', 'Dice');
  // VoiceOver ignores a list without markers, unless it has the role.
  list.setAttribute('role', 'list');
  const more = diceCount - dice.length;
  if (more > 0) list.append(element('li', 'more', `+${more.toLocaleString('en')} more`));
  return list;
};
