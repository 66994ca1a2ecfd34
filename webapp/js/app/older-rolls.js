// @ts-check
/** Reads back the rolls that the table keeps, one page at a time. */

import { encodeHistory } from '../net/older-rolls.js';
import { isFiltering, matching } from '../state/filter.js';
import { AT_END, canReadOlder, cursorAfter, cursorOf, isAtEnd, rollsOf } from '../state/older.js';
import { PatientRequest } from './patient-request.js';

/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('../state/model.js').Browsing} Browsing */
/** @typedef {'read' | 'changed' | 'failed' | 'stopped'} Outcome `changed`: the log is another one meanwhile */

/** The most pages that one search reads. */
export const MAX_PAGES = 20;

const OFFLINE = 'Older rolls can be read when the page is connected again.';
const FAILED = 'The older rolls could not be read. Try again.';
const STOPPED = 'The search was stopped.';
const SEARCHING = 'Searching older rolls…';

/** @param {number} count @param {string} what */
const counted = (count, what) => `${count.toLocaleString('en')} ${what}${count === 1 ? '' : 's'}`;

/** @param {number} count */
const foundText = (count) => (count === 0 ? 'No match' : counted(count, 'matching roll'));

/** One reading at a time. Confined to the page's one thread. */
export class OlderRolls {
  #store;
  #request;
  #isStopped = false;

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store with browsing in its state
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {Pick<import('../net/socket.js').ReconnectingSocket, 'send'>} parts.socket
   * @param {import('../lib/timers.js').Timers} parts.timers
   */
  constructor({ store, ...parts }) {
    this.#store = store;
    this.#request = new PatientRequest(parts);
  }

  /** Reads the next page. */
  async read() {
    if (!this.#isReady()) return;
    const before = this.#state.rows.length;
    this.#start('reading', '');
    if (await this.#readPage() === 'read') {
      this.#change({ said: this.#withEnd(`${counted(this.#state.rows.length - before, 'older roll')}.`) });
    }
    this.#change({ status: 'idle' });
  }

  /** Reads pages until rolls match the filter, at most {@link MAX_PAGES}. */
  async search() {
    if (!this.#isReady() || !isFiltering(this.#browsing.filter)) return;
    const { oldest } = cursorOf(this.#state);
    this.#start('searching', SEARCHING);
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const outcome = await this.#readPage();
      if (outcome === 'failed' || outcome === 'stopped') break;
      const read = this.#state.rows.filter(({ seq }) => seq !== null && seq < (oldest ?? Infinity));
      const found = matching(read, this.#browsing.filter).length;
      const isDone = found > 0 || outcome === 'changed' || page === MAX_PAGES || !canReadOlder(this.#state);
      const sum = `${foundText(found)} in ${counted(read.length, 'older roll')}.`;
      this.#change({ message: isDone ? this.#withEnd(sum) : `${SEARCHING} ${sum}` });
      if (isDone) break;
    }
    this.#change({ status: 'idle' });
  }

  /** Stops a search. */
  stop() {
    if (this.#browsing.status !== 'searching') return;
    this.#isStopped = true;
    this.#request.abandon();
  }

  /** Reads a page into the log; on failure, its reason into the message. @returns {Promise<Outcome>} */
  async #readPage() {
    const asked = cursorOf(this.#state);
    const answer = await this.#request.ask((id) => encodeHistory(id, asked.next));
    if (this.#isStopped || answer?.type !== 'history') {
      this.#change({ message: this.#isStopped ? STOPPED : this.#reasonOf(answer) });
      return this.#isStopped ? 'stopped' : 'failed';
    }
    const now = cursorOf(this.#state);
    if (now.epoch !== asked.epoch || now.oldest !== asked.oldest) return 'changed';
    this.#store.dispatch({ type: 'older', rolls: rollsOf(asked, answer) });
    this.#change({ cursor: cursorAfter(this.#state, asked, answer) });
    return 'read';
  }

  /** @param {ServerMessage | null} answer */
  #reasonOf(answer) {
    if (answer?.type === 'error') return answer.message;
    return this.#state.connection.phase === 'open' ? FAILED : OFFLINE;
  }

  /** Whether a page can be read now. Reports it if only the connection is missing. */
  #isReady() {
    if (this.#browsing.status !== 'idle' || !canReadOlder(this.#state)) return false;
    const isOpen = this.#state.connection.phase === 'open';
    if (!isOpen) this.#change({ message: OFFLINE });
    return isOpen;
  }

  /** @param {'reading' | 'searching'} status @param {string} message */
  #start(status, message) {
    this.#isStopped = false;
    this.#change({ status, message, said: '' });
  }

  /** @param {string} sum */
  #withEnd(sum) {
    return isAtEnd(this.#state) ? `${sum} ${AT_END}` : sum;
  }

  get #state() {
    return this.#store.state;
  }

  /** @returns {Browsing} */
  get #browsing() {
    const { browsing } = this.#state;
    if (browsing === null) throw new Error('The log is not browsed.');
    return browsing;
  }

  /** @param {Partial<Browsing>} change */
  #change(change) {
    this.#store.dispatch({ type: 'browsed', browsing: { ...this.#browsing, ...change } });
  }
}
