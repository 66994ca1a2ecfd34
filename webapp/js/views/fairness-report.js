// @ts-check
/** The report on luck and on the fairness of the dice. Loaded when the dialog opens. */

import { fairnessOf, power, rollsNeeded } from '../odds/fairness.js';
import { knownMoments, luckOf, MIN_ROLLS } from '../odds/luck.js';
import { seenRows, withoutRepeats } from '../odds/observed.js';
import { countText, formatNumber } from '../odds/format.js';
import { element, sign, typedText } from './dom.js';
import { boxElement, picture, svgElement } from './svg.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../odds/fairness.js').DieFairness} DieFairness */
/** @typedef {import('../odds/luck.js').Luck} Luck */
/** @typedef {import('../odds/pools.js').Moments} Moments */

/** With more faces, bars would be too thin. */
const MAX_BARS = 30;

const INTRO = 'A few evenings cannot prove dice fair. They can show that something is badly wrong.';

/** @param {Luck} luck */
const luckText = ({ rolls, nights }) => (nights === null
  ? `${countText(rolls, 'roll')}. Luck is shown from ${MIN_ROLLS} on.`
  : `Luckier than ${nights} of 100 nights, by ${countText(rolls, 'roll')}.`);

/** @param {Luck} luck */
const makeLuck = (luck) => {
  const track = sign('', 'luck-track');
  const mark = sign('', 'luck-mark');
  mark.style.setProperty('--nights', String(luck.nights ?? 0));
  track.append(mark);
  const made = element('li', 'luck', element('strong', '', typedText('', luck.name || 'You')),
    element('p', '', luckText(luck)));
  if (luck.nights !== null) made.append(track);
  return made;
};

/** @param {number} p */
const inHundred = (p) =>
  (p < 0.01 ? 'fewer than 1' : String(Math.round(100 * p)));

/** A roll may have several dice of a kind. @param {number} count */
const diceText = (count) => countText(count, 'die', 'dice');

/** @param {DieFairness} die */
const verdict = ({ p, rolls, minRolls }) => {
  if (p === null) return `Too few to say: ${diceText(rolls)} of at least ${formatNumber(minRolls)}.`;
  const often = `Fair dice are at least this uneven in ${inHundred(p)} of 100 such logs.`;
  if (p >= 0.05) return `Nothing unusual. ${often}`;
  return p >= 0.001 ? `Uneven, as happens now and then. ${often}`
    : `Very uneven. Fair dice hardly ever fall like this (p below 0.001): check the engine.`;
};

/** How many rolls can prove a die unfair. @param {DieFairness} die */
const reach = ({ name, sides, rolls, p }) => {
  const needed = rollsNeeded(sides);
  const takes = `It takes about ${formatNumber(Number(needed.toPrecision(2)))} dice to find out,`
    + ` 8 times in 10, a ${name} that lacks a face`;
  if (p === null || rolls >= needed) return `${takes}.`;
  return `${takes}; ${formatNumber(rolls)} do so ${Math.floor(100 * power(sides, rolls))} times in 100.`;
};

/** @param {DieFairness} die drawn as frequencies of its faces, with a line at the expected one */
const makeFaces = ({ counts, rolls, sides }) => {
  const highest = Math.max(...counts, 1);
  const image = picture('faces');
  const slot = 100 / sides;
  counts.forEach((count, index) => {
    const height = (100 * count) / highest;
    image.append(boxElement('bar meant',
      { x: slot * (index + 0.1), y: 100 - height, width: slot * 0.8, height }));
  });
  const even = `${100 - (100 * rolls) / sides / highest}%`;
  image.append(svgElement('line', 'even', { x1: '0', x2: '100%', y1: even, y2: even }));
  return image;
};

/** @param {DieFairness} die */
const facesText = ({ counts, lowest }) => {
  const most = Math.max(...counts);
  const least = Math.min(...counts);
  return `Most often ${formatNumber(counts.indexOf(most) + lowest)} (${most}), least often`
    + ` ${formatNumber(counts.indexOf(least) + lowest)} (${least}).`;
};

/** @param {DieFairness} die */
const makeDie = (die) => {
  const made = element('li', 'fair-die',
    element('h4', '', die.name, ' ', element('span', 'count', diceText(die.rolls))));
  if (die.sides <= MAX_BARS) made.append(makeFaces(die));
  made.append(element('p', 'verdict', verdict(die)));
  const p = die.p === null ? [] : [`χ² = ${die.statistic.toFixed(1)}, p ${die.p < 0.001 ? '< 0.001' : `= ${die.p.toFixed(3)}`}. `];
  made.append(element('p', 'small', ...p, facesText(die), ' ', reach(die)));
  return made;
};

/** @param {string} title @param {readonly HTMLElement[]} items @param {string} none */
const makeSection = (title, items, none) => {
  const list = element('ul', 'fair-list', ...items);
  list.setAttribute('role', 'list');
  return element('section', '', element('h3', '', title),
    items.length === 0 ? element('p', 'small', none) : list);
};

/**
 * Makes the report.
 *
 * @param {readonly Row[]} rows
 * @param {ReadonlyMap<string, Moments>} engineMoments mean and deviation from engines, by expression
 * @returns {HTMLElement[]}
 */
export const makeReport = (rows, engineMoments) => {
  const once = new Map([...engineMoments].map(([expr, moments]) => [withoutRepeats(expr), moments]));
  /** @param {string} expr */
  const momentsOf = (expr) => once.get(withoutRepeats(expr)) ?? knownMoments(expr);
  return [
    element('p', 'small', `Of ${countText(seenRows(rows).length, 'roll')} in this log. ${INTRO}`),
    makeSection('Luck', luckOf(rows, momentsOf).map(makeLuck), 'Nobody has rolled yet.'),
    makeSection('Dice', fairnessOf(rows).map(makeDie), 'No plain dice were rolled yet.'),
  ];
};
