// @ts-check
/** The tray: shows what was rolled, in the way that suits the device. It decides no value. */

import { mountFlat } from './flat.js';
import { loadSolid, whenIdle } from './load.js';
import { makeDisplay } from './display.js';
import { mountText } from './text.js';
import { whyNotSolid } from './tier.js';

/** @typedef {import('./layer.js').Layer} Layer */
/** @typedef {import('./tier.js').Tier} Tier */
/** @typedef {import('./tier.js').Choice} Choice */

/**
 * Why dice are shown as they are: chosen by hand; 3D is ready; little data is wanted; there is only
 * a software renderer, or no renderer; throws were slow; the context was lost, or came back.
 *
 * @typedef {'chosen' | 'ready' | 'data' | 'software' | 'unavailable' | 'slow' | 'lost' | 'restored'} Reason
 */

const IVORY = '#f3f0e6';

/**
 * Mounts the tray.
 *
 * @param {HTMLElement} host
 * @param {object} options
 * @param {Choice} options.tier
 * @param {() => boolean} options.reducedMotion
 * @param {(tier: Tier, reason: Reason) => void} options.onTier is told how dice are shown, and why
 */
export const mountTray = (host, { tier: firstChoice, reducedMotion, onTier }) => {
  host.classList.add('tray');
  const show = makeDisplay(host, mountFlat(host, 'tray-board'));
  /** @type {Tier} */
  let tier = 'flat';
  /** @type {Choice | null} */
  let choice = null;
  /** 3D dice that wait for the next roll, or for their context to come back. @type {Layer | null} */
  let standby = null;
  let isStandbyReady = false;
  host.dataset.tier = tier;

  /** @param {Tier} next @param {Layer} layer @param {Reason} reason @returns {Layer} the one left */
  const change = (next, layer, reason) => {
    tier = next;
    host.dataset.tier = next;
    const left = show.change(layer);
    onTier(next, reason);
    return left;
  };

  const dropStandby = () => {
    standby?.dispose();
    [standby, isStandbyReady] = [null, false];
  };

  /** @param {'flat' | 'text'} next @param {Reason} reason */
  const changeToPlain = (next, reason) => {
    dropStandby();
    if (next === tier) onTier(next, reason);
    else change(next, next === 'flat' ? mountFlat(host, 'tray-board') : mountText(host), reason).dispose();
  };

  /** @param {Reason} reason */
  const useStandby = (reason) => {
    if (standby === null) return;
    const solid = standby;
    [standby, isStandbyReady] = [null, false];
    change('3d', solid, reason).dispose();
  };

  const events = {
    lost: () => {
      // The canvas stays, for its context may come back.
      if (tier === '3d') standby = change('flat', mountFlat(host, 'tray-board'), 'lost');
      isStandbyReady = false;
    },
    back: () => useStandby('restored'),
    slow: () => {
      if (choice === 'auto' && tier === '3d') changeToPlain('flat', 'slow');
    },
  };

  /** @param {Choice} asked */
  const addSolid = async (asked) => {
    const against = whyNotSolid(asked);
    if (against !== null) {
      onTier(tier, against);
      return;
    }
    const solid = await loadSolid(host, events);
    if (choice !== asked || tier === '3d' || standby !== null) {
      solid.dispose();
      return;
    }
    standby = solid;
    // Dice that lie there already are not exchanged before the reader's eyes, unless asked for.
    if (asked === '3d' || show.isEmpty()) useStandby('ready');
    else isStandbyReady = true;
  };

  /** @param {Choice} asked */
  const tryToAddSolid = (asked) => {
    if (choice !== asked) return;
    addSolid(asked).catch((error) => {
      console.warn('No dice in 3D', error);
      onTier(tier, 'unavailable');
    });
  };

  /** @param {Choice} next */
  const choose = (next) => {
    if (next === choice) return;
    choice = next;
    if (next === 'flat' || next === 'text') {
      changeToPlain(next, 'chosen');
      return;
    }
    if (tier === 'text') changeToPlain('flat', 'chosen');
    if (tier === '3d') return;
    if (isStandbyReady) useStandby('ready');
    else if (next === '3d') tryToAddSolid(next);
    else whenIdle(() => tryToAddSolid(next));
  };

  const useReadyStandby = () => {
    if (isStandbyReady) useStandby('ready');
  };

  /** @param {import('./dice.js').Roll} roll @returns {Promise<void>} */
  const throwDice = (roll) => {
    useReadyStandby();
    if (roll.dice.length === 0) {
      show.clear();
      return Promise.resolve();
    }
    if (roll.atOnce || document.hidden) return show.put(roll, 'none');
    return show.put(roll, reducedMotion() ? 'fade' : 'throw');
  };

  /** @param {readonly import('./dice.js').Shape[]} shapes @param {string} [colour] `#rrggbb` */
  const hold = (shapes, colour = IVORY) => {
    useReadyStandby();
    if (shapes.length > 0) show.hold(shapes, colour, !reducedMotion());
    else show.clear();
  };

  new ResizeObserver(() => show.fit()).observe(host);
  document.addEventListener('visibilitychange', () => {
    // Nothing is drawn for a hidden page: what is in the air has to land by itself.
    if (document.hidden) show.skip();
  });
  choose(firstChoice);

  return { throwDice, hold, choose, skip: show.skip, clear: show.clear, tier: () => tier };
};
