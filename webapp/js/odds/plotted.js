// @ts-check
/** What the chart of a roll shows: its totals, the margins of its check, or nothing. Pure. */

/** @typedef {import('./read-odds.js').Odds} Odds */
/** @typedef {import('./csv.js').ListedOdds} ListedOdds */
/** @typedef {import('./observed.js').Observed} Observed */
/**
 * @typedef {object} Plotted
 * @property {'Total' | 'Margin'} name of its numbers
 * @property {ListedOdds | null} listed odds of these numbers; null if the engine did not list them
 * @property {number | null} start the first threshold; null for the last roll, or the median
 */

/** Whether a roll has symbols, and no numbers beside them. @param {Odds} odds */
export const hasSymbolsAlone = ({ tally, check, min, max }) =>
  tally.length > 0 && check === null && min === 0 && max === 0;

/** @param {Odds} odds @returns {Plotted} */
export const plottedOf = (odds) => {
  const { check, outcomes } = odds;
  if (check?.margins) {
    return { name: 'Margin', listed: { ...odds, outcomes: check.margins }, start: 0 };
  }
  const isListed = outcomes !== null && !hasSymbolsAlone(odds);
  return { name: 'Total', listed: isListed ? { ...odds, outcomes } : null, start: null };
};

/** Returns the rolls so far by the numbers that are plotted. @param {Plotted} plotted @param {Observed} observed @returns {Observed} */
export const observedAs = ({ name }, observed) => {
  if (name === 'Total') return observed;
  const { margins, last } = observed;
  return {
    ...observed,
    totals: margins,
    last: last === null || margins.length === 0 ? null : { ...last, total: margins[0] },
  };
};
