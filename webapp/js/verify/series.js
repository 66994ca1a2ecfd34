// @ts-check
/** The numbers of each series in a log: rule 4 of src/docs/verify.md. Pure. */

/** @typedef {'all' | 'own' | 'some' | 'reveal'} Audience `all` and `own` account for each number before; `some` see this roll alone, or that it is hidden */
/**
 * @typedef {object} Numbered a roll with a number
 * @property {string} root
 * @property {number} index
 * @property {string} roll names it: a reveal has the name of the roll that it reveals
 * @property {Audience} audience
 * @property {string | null} expr null if the log does not have it
 * @property {string | null} seed the player's; null if the log does not have it
 * @property {readonly number[]} unused numbers of which no roll was made
 * @property {readonly number[]} hidden numbers whose rolls are hidden
 */
/**
 * @typedef {object} Series
 * @property {Map<number, Numbered>} rolls by number
 * @property {Set<number>} unused
 * @property {Set<number>} hidden
 * @property {{ table: number, own: number }} last number among the entries of the table, and among own results
 * @property {number} from the first number that is accounted for
 * @property {number} to the last one; -1 in a private series
 * @property {string | null} seed
 */

/** @returns {Series} */
const newSeries = () => ({
  rolls: new Map(), unused: new Set(), hidden: new Set(), last: { table: -1, own: -1 }, from: Infinity, to: -1, seed: null,
});

/** Whether two entries of one number are a roll and its reveal, or two reveals. @param {Numbered} a @param {Numbered} b */
const isSame = (a, b) => a.roll === b.roll && a.audience !== 'all' && (a.expr === null || b.expr === null || a.expr === b.expr);

/** Takes the rolls in the order of the log. */
export class SeriesLedger {
  /** @type {Map<string, Series>} */
  #byRoot = new Map();
  /** The number of each roll by its name: a reveal has that of the roll that it reveals. @type {Map<string, string>} */
  #numbers = new Map();

  /** Adds a roll. @param {Numbered} numbered @returns {string[]} what is wrong with its number */
  add(numbered) {
    const series = this.#byRoot.get(numbered.root) ?? newSeries();
    this.#byRoot.set(numbered.root, series);
    for (const number of numbered.unused) series.unused.add(number);
    for (const number of numbered.hidden) series.hidden.add(number);
    const wrong = [...this.#wrongNumbers(series, numbered), this.#wrongPlace(series, numbered)].filter((text) => text !== '');
    this.#keep(series, numbered);
    return wrong;
  }

  /** @param {Series} series @param {Numbered} numbered */
  #wrongNumbers(series, { index, seed, unused, hidden }) {
    const later = [...unused, ...hidden].filter((number) => number >= index);
    return [
      later.length > 0 ? `it accounts for numbers that are not before it: ${later.join(', ')}` : '',
      series.unused.has(index) ? `number ${index} of its series is said to be unused` : '',
      series.seed !== null && seed !== null && seed !== series.seed ? 'its player\'s seed is not that of its series' : '',
    ];
  }

  /** @param {Series} series @param {Numbered} numbered */
  #wrongPlace({ rolls, last }, numbered) {
    const { root, index, roll, audience } = numbered;
    const known = rolls.get(index);
    if (known !== undefined && !isSame(known, numbered)) return `number ${index} of its series is used twice`;
    const number = `${root} ${index}`;
    if ((this.#numbers.get(roll) ?? number) !== number) return 'it has another number than the roll that it reveals';
    const isOrdered = known !== undefined || audience === 'reveal' || index > last[audience === 'own' ? 'own' : 'table'];
    return isOrdered ? '' : `number ${index} of its series is out of order`;
  }

  /** @param {Series} series @param {Numbered} numbered */
  #keep(series, numbered) {
    const { root, index, roll, audience, seed } = numbered;
    const known = series.rolls.get(index);
    if (known === undefined || known.expr === null) series.rolls.set(index, numbered);
    if (!this.#numbers.has(roll)) this.#numbers.set(roll, `${root} ${index}`);
    series.seed ??= seed;
    if (audience === 'reveal') return;
    const kind = audience === 'own' ? 'own' : 'table';
    series.last[kind] = Math.max(series.last[kind], index);
    if (audience === 'some') return;
    series.from = Math.min(series.from, index);
    series.to = Math.max(series.to, index);
  }

  get isEmpty() {
    return this.#byRoot.size === 0;
  }

  /** Whether no roll of this series is for all. @param {string} root */
  isPrivate(root) {
    return (this.#byRoot.get(root)?.to ?? -1) < 0;
  }

  /**
   * Returns the numbers that are missing, by root. What came before the first roll for all may be older than the log,
   * and what comes behind the last one may be accounted for later.
   *
   * @param {ReadonlySet<string>} complete roots of series of which the log has all rolls
   * @returns {Map<string, number[]>} without series of which no number is missing
   */
  gaps(complete) {
    /** @type {Map<string, number[]>} */
    const gaps = new Map();
    for (const [root, { rolls, unused, hidden, from, to }] of this.#byRoot) {
      const first = complete.has(root) ? 0 : from;
      const missing = Array.from({ length: Math.max(0, to - first) }, (_, step) => first + step)
        .filter((number) => !rolls.has(number) && !unused.has(number) && !hidden.has(number));
      if (missing.length > 0) gaps.set(root, missing);
    }
    return gaps;
  }

  /** Returns how many numbers of each series have no roll, by root. */
  unused() {
    return new Map([...this.#byRoot].map(([root, { unused }]) => /** @type {[string, number]} */ ([root, unused.size]))
      .filter(([, count]) => count > 0));
  }

  /** Returns the last number of a series that the log accounts for. @param {string} root */
  last(root) {
    const { rolls, unused, hidden } = this.#byRoot.get(root) ?? newSeries();
    return Math.max(-1, ...rolls.keys(), ...unused, ...hidden);
  }
}
