// @ts-check
/** The numbers of each series in a log: in order, none twice, none left out. See src/docs/verify.md. Pure. */

/**
 * @typedef {object} Numbered a roll with a number
 * @property {string} root
 * @property {number} index
 * @property {string} roll names it: a reveal has the name of the roll that it reveals
 * @property {boolean} reveals whether it is a reveal, which has an earlier number
 * @property {boolean} isPublic whether all see that it was rolled, so that all numbers of its series are told
 * @property {readonly number[]} unused numbers of which no roll was made
 * @property {readonly number[]} hidden numbers whose rolls are hidden
 */
/** @typedef {{ rolls: Map<number, string>, unused: Set<number>, hidden: Set<number>, last: number, isPublic: boolean }} Series */

/** @returns {Series} */
const newSeries = () => ({ rolls: new Map(), unused: new Set(), hidden: new Set(), last: -1, isPublic: false });

/** Takes the rolls in the order of the log. */
export class SeriesLedger {
  /** @type {Map<string, Series>} */
  #byRoot = new Map();

  /** Adds a roll. @param {Numbered} numbered @returns {string} what is wrong with its number; empty if nothing is */
  add({ root, index, roll, reveals, isPublic, unused, hidden }) {
    const series = this.#byRoot.get(root) ?? newSeries();
    this.#byRoot.set(root, series);
    const known = series.rolls.get(index);
    const wrong = this.#wrong(series, { index, roll, reveals, known });
    for (const number of unused) series.unused.add(number);
    for (const number of hidden) series.hidden.add(number);
    if (known === undefined) series.rolls.set(index, roll);
    series.last = Math.max(series.last, index);
    series.isPublic ||= isPublic;
    return wrong;
  }

  /** @param {Series} series @param {Pick<Numbered, 'index' | 'roll' | 'reveals'> & { known: string | undefined }} numbered */
  #wrong(series, { index, roll, reveals, known }) {
    if (known !== undefined) return known === roll ? '' : `number ${index} of its series is used twice`;
    if (series.unused.has(index)) return `number ${index} of its series was said to be unused`;
    return index < series.last && !reveals ? `number ${index} of its series is out of order` : '';
  }

  /** Whether all see the rolls of this series, or that they were made. @param {string} root */
  isPublic(root) {
    return this.#byRoot.get(root)?.isPublic === true;
  }

  /** Returns the numbers that are missing, by root. @returns {Map<string, number[]>} without complete series */
  gaps() {
    /** @type {Map<string, number[]>} */
    const gaps = new Map();
    for (const [root, { rolls, unused, hidden, last, isPublic }] of this.#byRoot) {
      const first = Math.min(...rolls.keys());
      const missing = Array.from({ length: last - first }, (_, step) => first + step)
        .filter((number) => !rolls.has(number) && !unused.has(number) && !hidden.has(number));
      if (isPublic && missing.length > 0) gaps.set(root, missing);
    }
    return gaps;
  }
}
