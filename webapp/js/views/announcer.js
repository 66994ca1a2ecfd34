// @ts-check
/**
 * Says to screen readers what has just happened: own rolls and the connection at once, the rolls of
 * others gathered, with pauses, for bursts get lost or interrupt each other.
 */

import { othersPhrase } from './others-phrase.js';
import { element, find } from './dom.js';

/** So long rolls of others are gathered into one phrase. */
export const GATHER_MS = 500;

/** The least time between what was said and a phrase about others. */
export const PAUSE_MS = 700;

/** @typedef {{ name: string, total: string }} Entry */
/** @typedef {(text: string, own: boolean) => void} Say */

/**
 * Decides what is said when.
 *
 * @param {import('../lib/timers.js').Timers} timers
 * @param {Say} say
 */
export const makeSpeaker = (timers, say) => {
  /** @type {Entry[]} */
  let gathered = [];
  let due = false;
  let saidMs = -Infinity;
  let ownSerial = 0;
  let othersSerial = 0;

  /** @param {string} text @param {boolean} own */
  const speak = (text, own) => {
    saidMs = timers.nowMs();
    say(text, own);
  };

  const speakOthers = () => {
    const restMs = saidMs + PAUSE_MS - timers.nowMs();
    if (restMs > 0) {
      timers.set(speakOthers, restMs);
      return;
    }
    due = false;
    if (gathered.length > 0) speak(othersPhrase(gathered), false);
    gathered = [];
  };

  /** @param {readonly Entry[]} entries */
  const gather = (entries) => {
    gathered.push(...entries);
    if (due) return;
    due = true;
    timers.set(speakOthers, GATHER_MS);
  };

  /** @param {import('../state/model.js').State} state */
  return ({ announcement, others, settings: { spoken } }) => {
    if (announcement.serial !== ownSerial) {
      ownSerial = announcement.serial;
      if (spoken !== 'off') speak(announcement.text, true);
    }
    if (spoken !== 'all') gathered = [];
    if (others.serial !== othersSerial) {
      othersSerial = others.serial;
      if (spoken === 'all') gather(others.entries);
    }
  };
};

/**
 * Mounts the two live regions.
 *
 * @param {ParentNode} page
 * @param {import('../lib/timers.js').Timers} timers
 */
export const mountAnnouncer = (page, timers) => {
  const own = find(page, '#announcer', HTMLElement);
  const others = find(page, '#announcer-others', HTMLElement);
  return makeSpeaker(timers, (text, isOwn) => {
    // A new element is read even when its text is that of the last one.
    (isOwn ? own : others).replaceChildren(element('p', '', text));
  });
};
