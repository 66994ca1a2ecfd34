// @ts-check
/** The dice on the tray: those of the last roll, or of a pending one. */

import { epochOf } from '../state/reach.js';
import { markOf, wordsOf } from '../roll/die-words.js';
import { diceOf } from '../roll/notation.js';
import { diceIn, isByHand, resultsOf } from '../roll/outcome.js';

/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {ReturnType<typeof import('../tray/tray.js').mountTray>} Tray */
/** @typedef {{ endThrow: (key: string) => void, clatter: (theme?: string) => void, land: () => void }} Actions `key` of the row */

/** The most dice that are shaken while a roll is pending. */
const MAX_HELD = 30;

/** The outcome waits no longer than this for the dice to be at rest. */
export const MAX_THROW_MS = 2500;

const PLAIN_COLOUR = '#f3f0e6';

/** Returns how the dice of a roll look: as its author likes them, with pips if the player here does. @param {Pick<Row, 'by' | 'mine'>} row @param {State['settings']} settings */
export const lookOf = ({ by, mine }, { colour, dice, pips }) => ({
  colour: (mine && colour) || by?.colour || PLAIN_COLOUR, theme: mine ? dice : by?.theme, pips,
});

/** Returns the dice of a roll as the tray draws them. @param {import('../roll/outcome.js').Outcome} outcome */
export const drawnDice = (outcome) =>
  diceIn(outcome).map((die) => ({ ...die, mark: markOf(die), words: wordsOf(die) }));

/** @param {Row} row */
const diceToThrow = ({ outcome, expr }) => {
  if (outcome === null) {
    return diceOf(expr, MAX_HELD).map(({ sides }) => ({ sides, value: 0, kept: true, hidden: true }));
  }
  return drawnDice(outcome);
};

/** The throw is the same on every screen at the table. @param {Row} row @param {State['table']} table */
const seedOf = ({ key, seq }, table) =>
  (seq === null || table === null ? key : `${epochOf(table.position)}-${seq}`);

/** Throws the dice of rows, and shakes those of a pending one. */
export class DiceView {
  #tray;
  #actions;
  /** The serial number of the last throw. */
  #serial = 0;
  /** @type {string | undefined} the key of the pending row whose dice are shaken */
  #held;
  #inMotion = false;
  /** How the shown dice look. */
  #look = '';

  /** @param {Tray} tray @param {Actions} actions */
  constructor(tray, actions) {
    this.#tray = tray;
    this.#actions = actions;
  }

  /** @param {State} state @param {Row | undefined} row the one thrown last */
  update(state, row) {
    const look = row ? JSON.stringify(lookOf(row, state.settings)) : '';
    if (state.diceThrow.serial !== this.#serial) {
      this.#serial = state.diceThrow.serial;
      this.#held = undefined;
      if (row) this.#throw(row, state);
    } else if (this.#inMotion) {
      return;
    } else {
      this.#hold(state, row);
      // The player sees at once what they have chosen.
      if (row && look !== this.#look && !this.isHolding) this.#show(row, state, true);
    }
    this.#look = look;
  }

  /** Whether the dice of a pending roll are shown. */
  get isHolding() {
    return this.#held !== undefined;
  }

  /** Brings the dice to rest. @returns {boolean} whether they were in motion */
  skip() {
    const wasInMotion = this.#inMotion;
    this.#tray.skip();
    return wasInMotion;
  }

  /** @param {Row} row @param {State} state @param {boolean} atOnce */
  #show(row, { table, settings }, atOnce) {
    const look = lookOf(row, settings);
    const sets = row.outcome === null ? [] : resultsOf(row.outcome).map(({ dice }) => dice.length);
    return this.#tray.throwDice({ seed: seedOf(row, table), dice: diceToThrow(row), look, sets, atOnce });
  }

  /** @param {Row} row @param {State} state */
  #throw(row, state) {
    // Real dice were thrown elsewhere.
    const byHand = isByHand(row.outcome);
    const atRest = this.#show(row, state, byHand || state.settings.reveal === 'at-once');
    if (!byHand) this.#actions.clatter(lookOf(row, state.settings).theme);
    this.#inMotion = true;
    const late = new Promise((resolve) => { setTimeout(resolve, MAX_THROW_MS); });
    Promise.race([atRest, late]).then(() => {
      this.#inMotion = false;
      if (row.mine && !byHand) this.#actions.land();
      this.#actions.endThrow(row.key);
    });
  }

  /**
   * Shakes the dice of a pending roll. If it ends without a result, the last result's dice are shown
   * again: a result stays until the next.
   *
   * @param {State} state
   * @param {Row | undefined} last
   */
  #hold(state, last) {
    const pending = state.rows.find(({ status }) => status === 'pending');
    if (pending?.key === this.#held) return;
    this.#held = pending?.key;
    const dice = pending ? diceOf(pending.expr, MAX_HELD) : [];
    if (pending && dice.length > 0) this.#tray.hold(dice, lookOf(pending, state.settings));
    else if (last) this.#show(last, state, true);
    else this.#tray.clear();
  }
}
