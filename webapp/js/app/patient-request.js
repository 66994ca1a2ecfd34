// @ts-check
/** A request whose answer is awaited, and which is repeated if the server refuses it for a moment. */

/** @typedef {import('../net/protocol.js').ServerMessage} ServerMessage */

/** How often a request is made. */
export const MAX_TRIES = 4;

/** The shortest pause before it is made again. */
export const RETRY_MS = 500;

/** One request at a time. Confined to the page's one thread. */
export class PatientRequest {
  #requests;
  #socket;
  #timers;
  #isAbandoned = false;
  /** Ends the wait for an answer, or for the next try. */
  #endWait = () => {};

  /**
   * @param {object} parts
   * @param {import('../net/requests.js').Requests} parts.requests
   * @param {Pick<import('../net/socket.js').ReconnectingSocket, 'send'>} parts.socket
   * @param {import('../lib/timers.js').Timers} parts.timers
   */
  constructor({ requests, socket, timers }) {
    this.#requests = requests;
    this.#socket = socket;
    this.#timers = timers;
  }

  /**
   * @param {(id: string) => string} encode
   * @returns {Promise<ServerMessage | null>} null without an answer
   */
  async ask(encode) {
    this.#isAbandoned = false;
    for (let tries = 1; ; tries += 1) {
      const answer = await this.#send(encode);
      if (this.#isAbandoned) return null;
      if (answer?.type !== 'error' || !answer.temporary || tries === MAX_TRIES) return answer;
      await this.#pause(Math.max(answer.retryAfterMs, RETRY_MS));
      if (this.#isAbandoned) return null;
    }
  }

  /** Ends the request without an answer; one that still comes is ignored. */
  abandon() {
    this.#isAbandoned = true;
    this.#endWait();
  }

  /** @param {(id: string) => string} encode @returns {Promise<ServerMessage | null>} */
  #send(encode) {
    const id = this.#requests.nextId();
    const message = encode(id);
    this.#endWait = () => { this.#requests.complete(id); };
    return new Promise((resolve) => {
      this.#requests.open(id, message, resolve);
      this.#socket.send(message);
    });
  }

  /** @param {number} delayMs @returns {Promise<void>} */
  #pause(delayMs) {
    return new Promise((resolve) => {
      const timer = this.#timers.set(resolve, delayMs);
      this.#endWait = () => {
        this.#timers.clear(timer);
        resolve();
      };
    });
  }
}
