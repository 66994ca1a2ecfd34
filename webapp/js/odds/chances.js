// @ts-check
/** Chances by name: the degrees and steps of a check, the counts of a symbol. Pure. */

import { formatNumber } from './format.js';

/** @typedef {import('./read-findings.js').CheckOdds} CheckOdds */
/** @typedef {import('./read-findings.js').SymbolOdds} SymbolOdds */
/** @typedef {import('./outcomes.js').OddsEntry} OddsEntry */
/** @typedef {{ name: string, probability: number }} Chance */

/** More lines are gathered in the last one. */
export const MAX_CHANCES = 12;

/** @param {readonly OddsEntry[]} entries @param {(value: number) => string} nameOf @param {string} rest @returns {Chance[]} */
const chancesOf = (entries, nameOf, rest) => {
  const all = entries.map(([value, probability]) => ({ name: nameOf(value), probability }));
  if (all.length <= MAX_CHANCES) return all;
  const shown = all.slice(0, MAX_CHANCES - 1);
  const probability = all.slice(MAX_CHANCES - 1).reduce((sum, chance) => sum + chance.probability, 0);
  return [...shown, { name: `${nameOf(entries[MAX_CHANCES - 1][0])} ${rest}`, probability }];
};

/** @param {number} steps */
const stepName = (steps) => {
  const sign = steps > 0 ? '+' : '';
  return `${sign}${formatNumber(steps)} ${Math.abs(steps) === 1 ? 'step' : 'steps'}`;
};

/** Returns the degrees of a check, or else its steps; the best first. @param {CheckOdds} check @returns {Chance[]} */
export const degreesOf = ({ degrees, steps }) => {
  if (degrees.length > 0) {
    return degrees.map(({ name, probability }) =>
      ({ name: name.charAt(0).toUpperCase() + name.slice(1), probability }));
  }
  return steps === null ? [] : chancesOf([...steps].reverse(), stepName, 'or less');
};

/** Returns the counts of a symbol. @param {SymbolOdds} symbol @returns {Chance[]} */
export const countsOf = ({ outcomes }) => chancesOf(outcomes, formatNumber, 'or more');
