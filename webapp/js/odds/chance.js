// @ts-check
/** The probability that a total equals, reaches, or does not exceed a threshold. Pure. */

/** @typedef {import('./read-odds.js').Odds} Odds */
/** @typedef {import('./read-odds.js').OddsEntry} OddsEntry */
/** @typedef {'exactly' | 'least' | 'most'} Mode */

/** @type {readonly Mode[]} */
export const MODES = Object.freeze(['exactly', 'least', 'most']);

/** @param {Mode} mode @param {number} threshold @returns {(total: number) => boolean} */
export const matcher = (mode, threshold) => {
  switch (mode) {
    case 'exactly': return (total) => total === threshold;
    case 'least': return (total) => total >= threshold;
    case 'most': return (total) => total <= threshold;
  }
};

/**
 * Returns the probability of the totals that match.
 *
 * @param {Odds & { outcomes: readonly OddsEntry[] }} odds
 * @param {Mode} mode
 * @param {number} threshold
 */
export const chanceOf = ({ outcomes, tail }, mode, threshold) => {
  const matches = matcher(mode, threshold);
  const matching = outcomes.filter(([total]) => matches(total));
  // The sum of all is certain, in spite of rounding.
  if (matching.length === outcomes.length) return 1 - tail;
  return Math.min(1, matching.reduce((sum, [, probability]) => sum + probability, 0));
};

/** @param {readonly OddsEntry[]} outcomes @param {number} wanted @returns {number} an index */
const nearest = (outcomes, wanted) => {
  const after = outcomes.findIndex(([total]) => total >= wanted);
  if (after < 0) return outcomes.length - 1;
  if (after === 0) return 0;
  return wanted - outcomes[after - 1][0] < outcomes[after][0] - wanted ? after - 1 : after;
};

/**
 * Returns the allowed threshold nearest to the wanted one: any whole number in the range if all
 * totals are whole, else one of the totals.
 *
 * @param {readonly OddsEntry[]} outcomes
 * @param {number} wanted
 */
export const snapThreshold = (outcomes, wanted) => {
  const within = Math.min(Math.max(wanted, outcomes[0][0]), outcomes[outcomes.length - 1][0]);
  const whole = outcomes.every(([total]) => Number.isInteger(total));
  return whole && Number.isInteger(within) ? within : outcomes[nearest(outcomes, within)][0];
};

/**
 * Returns the total a number of totals away.
 *
 * @param {readonly OddsEntry[]} outcomes
 * @param {number} threshold
 * @param {number} steps negative for back
 */
export const stepFrom = (outcomes, threshold, steps) => {
  const at = nearest(outcomes, threshold);
  const total = outcomes[at][0];
  // From between two totals, the first step only reaches the next one.
  const passed = (steps > 0 && total > threshold) || (steps < 0 && total < threshold);
  const to = at + steps - (passed ? Math.sign(steps) : 0);
  return outcomes[Math.min(Math.max(to, 0), outcomes.length - 1)][0];
};

/** The size of a big step, in totals. @param {readonly OddsEntry[]} outcomes */
export const bigStep = (outcomes) => Math.max(2, Math.round(outcomes.length / 10));

/**
 * Returns the median, the initial threshold.
 *
 * @param {readonly OddsEntry[]} outcomes
 */
export const median = (outcomes) => {
  let sum = 0;
  const found = outcomes.find(([, probability]) => (sum += probability) >= 0.5);
  return (found ?? outcomes[outcomes.length - 1])[0];
};
