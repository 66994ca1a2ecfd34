// @ts-check
/** Odds in words and figures. Pure. */

/** @typedef {import('./read-odds.js').Odds} Odds */
/** @typedef {import('./chance.js').Mode} Mode */

/** @type {Record<Mode, string>} */
export const MODE_NAMES = Object.freeze({ exactly: 'Exactly', least: 'At least', most: 'At most' });

const grouped = new Intl.NumberFormat('en', { maximumFractionDigits: 3 });
const rounded = new Intl.NumberFormat('en', { maximumSignificantDigits: 3 });

/** Formats a number of any size. @param {number} value */
export const formatNumber = (value) => {
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e15 || size < 1e-3)) return value.toExponential(2);
  return grouped.format(value).replace('-', '−');
};

/** Formats a small probability. @param {number} probability above 0 */
export const rarity = (probability) =>
  (probability < 1e-12 ? 'less than 1 in a trillion' : `1 in ${rounded.format(1 / probability)}`);

/** @param {number} share in percent @param {number} digits significant ones */
const significant = (share, digits) => String(Number(share.toPrecision(digits)));

/** Formats a probability such as `79.8 %`, with more digits near 0 and near 1. @param {number} probability */
export const percent = (probability) => {
  if (!(probability > 0)) return '0 %';
  if (probability >= 1) return '100 %';
  if (probability < 1e-5) return rarity(probability);
  if (probability < 0.01) return `${significant(probability * 100, 2)} %`;
  const rest = 1 - probability;
  if (rest < 1e-5) return 'over 99.999 %';
  const decimals = rest < 0.001 ? 1 - Math.floor(Math.log10(rest * 100) + 1e-9) : 1;
  return `${(probability * 100).toFixed(decimals)} %`;
};

/** @param {Mode} mode @param {number} threshold @param {number} chance @param {string} [name] of the number */
export const sumLine = (mode, threshold, chance, name = 'Total') => {
  const total = `${name === 'Total' ? '' : `${name.toLowerCase()} `}${formatNumber(threshold)}`;
  const asked = { exactly: `Exactly ${total}`, least: `${total} or more`, most: `${total} or less` };
  const question = asked[mode];
  return `${question.charAt(0).toUpperCase()}${question.slice(1)}: ${percent(chance)}`;
};

/**
 * Returns the precision of the odds: the error that 19 of 20 such samples stay within.
 *
 * @param {Odds} odds
 */
export const precisionOf = ({ exact, samples }) => {
  if (exact) return 'exact';
  if (samples === null) return 'estimated';
  return `simulated, ±${significant(100 / Math.sqrt(samples), 1)} %`;
};

/** @param {Odds} odds */
export const meanLine = ({ mean, meanExact, standardError }) => {
  if (meanExact?.includes('/')) return `${formatNumber(mean)} (${meanExact})`;
  if (standardError) return `${formatNumber(mean)} ± ${formatNumber(Number((2 * standardError).toPrecision(1)))}`;
  return formatNumber(mean);
};

/** @param {Odds} odds */
const cutNote = ({ tail }) => (tail === 0 ? []
  : [`Very long explosions (${rarity(tail)}) are left out.`]);

/** @param {Odds} odds */
const failureNote = ({ failure }) => (failure === 0 ? []
  : [`In ${percent(failure)} the roll is an error, such as a division by zero. `
    + 'The odds are of the other rolls.']);

/** @param {Odds} odds @param {{ bins: unknown, cut: number } | null} drawn */
const drawingNote = ({ outcomes, outcomeCount }, drawn) => {
  if (outcomes === null) {
    return [outcomeCount > 1
      ? `${formatNumber(outcomeCount)} different totals are too many to list.`
      : 'The engine did not list the totals.'];
  }
  if (drawn === null) return ['The totals are too far apart to be drawn.'];
  return drawn.cut > 0
    ? [`Rare totals at the ends, ${percent(drawn.cut)} together, are not drawn.`] : [];
};

/**
 * @param {Odds} odds
 * @param {{ bins: unknown, cut: number } | null} drawn
 * @param {boolean} [hasTotals] whether there is anything to draw
 * @returns {string[]}
 */
export const notesOf = (odds, drawn, hasTotals = true) =>
  [...(hasTotals ? drawingNote(odds, drawn) : []), ...cutNote(odds), ...failureNote(odds)];

/** @param {{ first: number, last: number }} bin */
export const binName = ({ first, last }) =>
  (first === last ? formatNumber(first) : `${formatNumber(first)} to ${formatNumber(last)}`);

/** @param {number} count @param {string} one @param {string} [many] */
export const countText = (count, one, many = `${one}s`) =>
  `${formatNumber(count)} ${count === 1 ? one : many}`;
