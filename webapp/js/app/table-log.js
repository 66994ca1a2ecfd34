// @ts-check
/** Reads all that the table keeps and this member may see, for a file. */

import { encodeHistory } from '../net/older-rolls.js';
import { epochOf } from '../state/reach.js';
import { PatientRequest } from './patient-request.js';

/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {{ entries: unknown[] } | { problem: string }} Reading entries as they were received, oldest first */

const OFFLINE = 'The log can be exported when the page is connected again.';
const CHANGED = 'The table\'s log was replaced meanwhile. Nothing was saved. Export it again.';
const STOPPED = 'Cancelled. Nothing was saved.';

/** @param {number} count @param {string} reason */
const brokenText = (count, reason) =>
  `${reason}${count > 0 ? ` after ${count.toLocaleString('en')} rolls` : ''}. Nothing was saved. Export the log again.`;

/** Whether the player is at a table, or about to be. @param {State} state */
export const isAtTable = ({ table }) => table !== null && table.status !== 'refused';

/** The table's log, as long as it is the same one; else null. @param {State} state */
const logIdOf = ({ table }) => (table?.position ? `${table.name} ${epochOf(table.position)}` : null);

/** The number of entries that the table has had. @param {State} state */
const sizeOf = ({ table }) => Number(table?.position.split(':')[1] ?? 0);

/** One reading at a time. Confined to the page's one thread. */
export class TableLog {
  #store;
  #request;
  #isStopped = false;

  /**
   * @param {object} parts
   * @param {import('../state/store.js').Store} parts.store
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {Pick<import('../net/socket.js').ReconnectingSocket, 'send'>} parts.socket
   * @param {import('../lib/timers.js').Timers} parts.timers
   */
  constructor({ store, ...parts }) {
    this.#store = store;
    this.#request = new PatientRequest(parts);
  }

  /**
   * Reads page by page from the newest entry back, each once. Rolls made meanwhile are not included.
   *
   * @param {(count: number) => void} onProgress called with the number of entries so far
   * @param {boolean} [proofs] whether entries have complete proofs, where the server sends them
   * @returns {Promise<Reading>}
   */
  async read(onProgress, proofs = false) {
    const { connection, table } = this.#store.state;
    if (connection.phase !== 'open' || table?.status !== 'at') return { problem: OFFLINE };
    this.#isStopped = false;
    const log = logIdOf(this.#store.state);
    /** @type {unknown[][]} the newest first */
    const pages = [];
    let count = 0;
    let size = sizeOf(this.#store.state);
    /** @type {number | null} */
    let before = null;
    do {
      /** @type {number | null} */
      const asked = before;
      const answer = await this.#request.ask((id) => encodeHistory(id, asked, proofs));
      if (this.#isStopped) return { problem: STOPPED };
      if (answer?.type !== 'history') return { problem: this.#reasonOf(answer, count) };
      // After a failover, the table may have lost its newest entries.
      const isSame = logIdOf(this.#store.state) === log && sizeOf(this.#store.state) >= size
        && answer.rolls.every(({ position }) => log?.endsWith(` ${epochOf(position)}`));
      if (!isSame) return { problem: CHANGED };
      size = sizeOf(this.#store.state);
      pages.push(answer.entries);
      count += answer.entries.length;
      onProgress(count);
      // A position that does not decrease would be asked for without end.
      before = answer.next !== null && answer.next < (asked ?? Infinity) ? answer.next : null;
    } while (before !== null);
    return { entries: pages.reverse().flat() };
  }

  /** Stops the reading. */
  stop() {
    this.#isStopped = true;
    this.#request.abandon();
  }

  /** @param {ServerMessage | null} answer @param {number} count of entries so far */
  #reasonOf(answer, count) {
    if (answer?.type === 'error') return `${answer.message} Nothing was saved.`;
    return brokenText(count, this.#store.state.connection.phase === 'open'
      ? 'The server did not answer' : 'The connection broke');
  }
}
