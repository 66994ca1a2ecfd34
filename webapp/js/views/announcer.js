// @ts-check
/**
 * Announces events to screen readers: own rolls and the connection at once; the rolls of others
 * together and with pauses, since screen readers drop or interrupt bursts.
 */

import { othersPhrase } from './others-phrase.js';
import { element, find } from './dom.js';

/** Rolls of others within this time become one phrase. */
export const GATHER_MS = 500;

/** The minimum pause before a phrase about others. */
export const PAUSE_MS = 700;

/** @typedef {{ name: string, total: string }} Entry */
/** @typedef {(text: string, own: boolean) => void} Say */

/**
 * Schedules the announcements.
 *
 * @param {import('../lib/timers.js').Timers} timers
 * @param {Say} say
 */
export const makeSpeaker = (timers, say) => {
  /** @type {Entry[]} */
  let gathered = [];
  let due = false;
  let spokenMs = -Infinity;
  let ownSerial = 0;
  let othersSerial = 0;

  /** @param {string} text @param {boolean} own */
  const speak = (text, own) => {
    spokenMs = timers.nowMs();
    say(text, own);
  };

  const speakOthers = () => {
    const restMs = spokenMs + PAUSE_MS - timers.nowMs();
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
