// @ts-check
/** Totals grouped into bins, few enough to be drawn as bars. Pure. */

/** @typedef {import('./read-odds.js').OddsEntry} OddsEntry */
/**
 * @typedef {object} Bin
 * @property {number} first its lowest total; its lower edge if it is empty
 * @property {number} last its highest total
 * @property {number} probability
 */
/**
 * @typedef {object} Bins
 * @property {readonly Bin[]} bins ascending, without gaps
 * @property {number} edge the total at the left edge of the first
 * @property {number} width
 * @property {boolean} single whether each has at most one total
 * @property {number} cut the probability of rare totals at both ends, which have no bin
 * @property {(total: number) => number | null} indexOf the bin that a total belongs to
 */

/** With more bars, each would be too thin. */
export const MAX_BINS = 60;

/** The probability that may be cut off at each end if there are more totals than bars. */
const MAX_CUT = 5e-4;

/** The ends are cut off only if the rest is narrower than this part of the whole. */
const MIN_NARROWING = 0.8;

/** Returns the next 1, 2 or 5 times a power of ten. @param {number} least above 0 */
export const niceSize = (least) => {
  const power = 10 ** Math.floor(Math.log10(least));
  return [1, 2, 5, 10].map((factor) => factor * power).find((size) => size >= least) ?? least;
};

/** @param {number} one @param {number} other @returns {number} */
const commonDivisor = (one, other) => (other === 0 ? one : commonDivisor(other, one % other));

/** Returns the grid that the totals lie on. @param {readonly OddsEntry[]} outcomes @param {boolean} whole */
const gridOf = (outcomes, whole) => outcomes.slice(1)
  .map(([total], index) => total - outcomes[index][0])
  .reduce((grid, gap) => (whole ? commonDivisor(grid, gap) : Math.min(grid || gap, gap)), 0) || 1;

/** @param {readonly OddsEntry[]} outcomes */
const spanOf = (outcomes) => outcomes[outcomes.length - 1][0] - outcomes[0][0];

/**
 * Cuts off the rarest totals at both ends, if there are many.
 *
 * @param {readonly OddsEntry[]} outcomes
 * @returns {readonly OddsEntry[]}
 */
const trim = (outcomes) => {
  if (outcomes.length <= MAX_BINS) return outcomes;
  let below = 0;
  let above = 0;
  const from = outcomes.findIndex(([, probability]) => (below += probability) > MAX_CUT);
  const to = outcomes.findLastIndex(([, probability]) => (above += probability) > MAX_CUT);
  const shown = outcomes.slice(Math.max(from, 0), to + 1);
  return spanOf(shown) < MIN_NARROWING * spanOf(outcomes) ? shown : outcomes;
};

/** @typedef {{ start: number, edge: number, width: number, single: boolean }} Scale */

/**
 * Puts the edges at round totals. For 1 to 100 the bins end there, for 0 to 99 they begin there;
 * otherwise the first and the last bin would be narrower than the others.
 *
 * @param {number} least
 * @param {number} width
 * @param {number} unit
 */
const edgesOf = (least, width, unit) => {
  if (least % unit !== 0) return { start: least, edge: least };
  if (least % width === 0) return { start: least, edge: least };
  const edge = Math.floor(least / width) * width;
  return { start: edge + unit, edge };
};

/** @param {readonly OddsEntry[]} outcomes @returns {Scale} */
const scaleOf = (outcomes) => {
  const least = outcomes[0][0];
  const span = spanOf(outcomes);
  const whole = outcomes.every(([total]) => Number.isInteger(total));
  const grid = gridOf(outcomes, whole);
  if (span / grid < MAX_BINS) return { start: least, edge: least, width: grid, single: true };
  // Bins of whole numbers hold the same count of them each, or the bars would be jagged.
  const unit = whole ? grid : 1;
  const width = unit * niceSize(span / unit / (MAX_BINS - 1));
  return { ...edgesOf(least, width, whole ? unit : width), width, single: false };
};

/**
 * Gathers outcomes into bins.
 *
 * @param {readonly OddsEntry[]} outcomes ascending
 * @returns {Bins | null} null if they are too far apart to draw
 */
export const binsOf = (outcomes) => {
  const shown = trim(outcomes);
  const most = shown[shown.length - 1][0];
  if (!Number.isFinite(most - shown[0][0])) return null;
  const { start, edge, width, single } = scaleOf(shown);
  /** @param {number} total */
  const place = (total) => (single ? Math.round((total - start) / width)
    : Math.floor((total - start) / width + 1e-9));
  const count = place(most) + 1;
  if (!(count >= 1 && count <= MAX_BINS + 1)) return null;
  const bins = Array.from({ length: count }, (_, index) =>
    ({ first: start + index * width, last: start + index * width, probability: 0 }));
  /** @type {Set<number>} */
  const begun = new Set();
  for (const [total, probability] of shown) {
    const index = place(total);
    const bin = bins[index];
    if (!begun.has(index)) bin.first = total;
    begun.add(index);
    bin.last = total;
    bin.probability += probability;
  }
  const cut = outcomes.reduce((sum, [, probability]) => sum + probability, 0)
    - shown.reduce((sum, [, probability]) => sum + probability, 0);
  return {
    bins,
    edge,
    width,
    single: single && shown.length === begun.size,
    cut: shown.length === outcomes.length ? 0 : Math.max(cut, 0),
    indexOf: (total) => {
      const index = place(total);
      return index >= 0 && index < count ? index : null;
    },
  };
};
