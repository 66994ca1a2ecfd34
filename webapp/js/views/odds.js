// @ts-check
/** The tab with the odds of a roll. */

import { rolledExprs } from '../odds/observed.js';
import { readAnswer } from '../odds/read-answer.js';
import { element, makeButton, setText } from './dom.js';

/** @typedef {import('../state/model.js').OddsState} OddsState */
/** @typedef {import('../odds/read-answer.js').AnsweredOdds} AnsweredOdds */
/** @typedef {import('../state/model.js').Row} Row */
/** @typedef {typeof import('./odds-results.js')} ResultModule */
/** @typedef {{ odds: AnsweredOdds, rows: readonly Row[], expr?: string }} OddsInput `expr`: of the text in the input */

/** The charts are a good part of the page's code, which rolling does not need. */
const loadResult = () => import('./odds-results.js');

/** The most rolls that are offered. */
const MAX_OFFERS = 5;

/** The newest rows, whose rolls are offered; looked through for every typed character. */
const OFFERED_ROWS = 200;

/** Longer texts do not fit on a button. */
const MAX_OFFER_CHARS = 40;

/** @param {AnsweredOdds} state */
const stateText = ({ status, expr, message, odds }) => {
  switch (status) {
    case 'none': return 'How likely is which total? Ask for the odds of a roll.';
    case 'asking': return `Counting the odds of ${expr}…`;
    case 'failed': return `No odds of ${expr}. ${message ?? ''}`.trim();
    case 'ready': return `These are the odds of ${odds?.expr || expr}.`;
  }
};

/** The rolls that are offered. @param {OddsInput} input */
const offersOf = ({ odds, rows, expr = '' }) => {
  const shown = new Set([odds.expr, odds.odds?.expr]);
  return [...new Set([expr, ...rolledExprs(rows.slice(0, OFFERED_ROWS), MAX_OFFERS)])]
    .filter((each) => each !== '' && each.length <= MAX_OFFER_CHARS && !shown.has(each))
    .slice(0, MAX_OFFERS);
};

/**
 * Returns a function that loads the rest of the tab, once.
 *
 * @param {typeof loadResult} load
 * @param {(odds: ResultModule) => void} onLoaded
 * @param {() => void} onFailed
 */
const lazily = (load, onLoaded, onFailed) => {
  let under = false;
  return () => {
    if (under) return;
    under = true;
    load().then(onLoaded, () => {
      under = false;
      onFailed();
    });
  };
};

/**
 * Mounts the tab.
 *
 * @param {HTMLElement} section
 * @param {object} actions
 * @param {(expr: string) => void} actions.ask
 * @param {(odds: import('../odds/read-odds.js').Odds) => void} actions.learn called with each result of each answer
 * @param {typeof loadResult} [load]
 */
export const mountOdds = (section, actions, load = loadResult) => {
  const status = element('p', 'odds-status');
  const again = makeButton('ask-again', 'Ask again');
  const offers = element('div', 'offers');
  /** @type {ReturnType<ResultModule['makeOddsResults']> | null} */
  let result = null;
  /** @type {OddsInput | null} */
  let shown = null;
  /** What was read last, and what of. @type {OddsState | null} */
  let read = null;
  /** Whether an offer was taken that is below its answer: on a phone, the answer would be out of sight. */
  let isAnswerWanted = false;

  status.setAttribute('role', 'status');
  offers.setAttribute('role', 'group');
  offers.setAttribute('aria-label', 'Odds of another roll');
  again.addEventListener('click', () => { if (shown !== null) actions.ask(shown.odds.expr); });
  section.classList.add('odds');
  section.append(status, again, offers);

  /** @param {string} text @param {boolean} failed */
  const say = (text, failed) => {
    setText(status, text);
    status.classList.toggle('failed-odds', failed);
    again.hidden = !failed;
  };

  /** @param {OddsInput} state */
  const updateResult = ({ odds, rows }) => {
    if (odds.status !== 'none') want();
    if (result === null) return;
    const stale = odds.status === 'asking' && odds.odds !== null;
    // The old chart stays until the new one is ready, except on failures.
    result.root.hidden = odds.odds === null || (odds.status !== 'ready' && !stale);
    result.root.classList.toggle('stale', stale);
    result.root.setAttribute('aria-busy', String(stale));
    if (odds.odds !== null) result.update(odds.odds, rows, odds.expr);
    if (isAnswerWanted && odds.status === 'ready') {
      isAnswerWanted = false;
      section.scrollTop = 0;
      result.root.scrollIntoView({ block: 'nearest' });
    }
  };

  const want = lazily(load, ({ makeOddsResults }) => {
    result = makeOddsResults();
    offers.before(result.root);
    if (shown !== null) updateResult(shown);
  }, () => {
    status.classList.remove('spoken');
    say('The chart could not be loaded. Check the connection to the server.', true);
  });

  /** @param {OddsInput} state */
  const updateOffers = (state) => {
    const exprs = offersOf(state);
    offers.hidden = exprs.length === 0;
    // Equal offers stay: a button must not vanish under a finger.
    if (exprs.join('\n') === offers.dataset.exprs) return;
    offers.dataset.exprs = exprs.join('\n');
    offers.replaceChildren(element('p', 'offers-title', 'Odds of'), ...exprs.map((expr) => {
      const offer = makeButton('offer', element('code', '', expr));
      offer.addEventListener('click', () => {
        isAnswerWanted = true;
        actions.ask(expr);
      });
      return offer;
    }));
  };

  /** @param {Omit<OddsInput, 'odds'> & { odds: OddsState }} state */
  return ({ odds: asked, rows, expr }) => {
    const sameOdds = read === asked && shown?.rows === rows;
    if (sameOdds && shown?.expr === expr) return;
    const odds = read === asked && shown !== null ? shown.odds : readAnswer(asked);
    if (read !== asked) odds.odds?.results.forEach(actions.learn);
    [read, shown] = [asked, { odds, rows, expr }];
    updateOffers(shown);
    if (sameOdds) return;
    say(stateText(odds), odds.status === 'failed');
    // The chart has a title of its own.
    status.classList.toggle('spoken', odds.status === 'ready');
    updateResult(shown);
  };
};
