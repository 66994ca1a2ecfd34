// @ts-check
/** What a player can do on the page, in terms of the page's parts. */

import { copyText, rollAsText } from '../roll/copy.js';
import { addPreset, presetText, removePreset } from '../roll/presets.js';
import { randomInt } from '../lib/random.js';
import { logAsCsv, logAsJson, saveText } from '../roll/export.js';
import { makeSlug } from '../lib/slug.js';
import { splitLabel } from '../roll/notation.js';
import { saveTypedText } from './persistence.js';

/** @typedef {import('../net/encode.js').Audience} Audience */
/** @typedef {import('./link.js').Place} Place */
/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/model.js').Row} Row */

/**
 * @typedef {object} Parts
 * @property {import('../state/store.js').Store} store
 * @property {import('./roller.js').Roller} roller
 * @property {import('./table-membership.js').TableMembership} membership
 * @property {import('../net/socket.js').ReconnectingSocket} socket
 * @property {import('../lib/storage.js').Storage} storage
 * @property {string} root where the page's files lie
 */

/** By which spreadsheets know that a file is UTF-8. */
const BYTE_ORDER_MARK = '\ufeff';

/** Makes the deeds. @param {Document} document @param {Parts} parts */
export const makeActions = (document, { store, roller, membership, socket, storage, root }) => {
  /** @param {import('../state/model.js').Event} event */
  const dispatch = (event) => store.dispatch(event);
  /** @param {string} text */
  const write = (text) => dispatch({ type: 'edited', text });
  /** @param {string} text */
  const notify = (text) => dispatch({ type: 'noticed', text });
  /** @param {string} text @returns {Promise<boolean>} whether the browser let it */
  const copy = (text) => copyText(text, document, navigator);

  /** Rolls what stands in the input. @param {Audience} [to] if not as chosen */
  const rollInput = (to) => {
    const text = store.state.text.trim();
    if (text !== '') saveTypedText(storage, text);
    roller.roll(to);
  };

  /** @param {string} text */
  const rollLine = (text) => {
    write(text);
    rollInput();
  };

  /** @param {string} expr */
  const showOdds = (expr) => {
    dispatch({ type: 'tab', tab: 'odds' });
    roller.askOdds(expr);
  };

  return {
    write,
    notify,
    copy,
    rollInput,
    rollText: rollLine,
    showOdds,

    /** @param {(text: string) => string} change */
    edit: (change) => write(change(store.state.text)),

    /** Rolls for the GM and the player alone, where there is a GM. */
    rollPrivately: () => rollInput(store.state.table === null ? undefined : 'gm'),

    /** Returns the kept roll whose name begins with a text. @param {string} text */
    complete: (text) => {
      const typed = text.trim().toLowerCase();
      const kept = typed && store.state.presets.find(({ label }) =>
        label.toLowerCase().startsWith(typed));
      return kept ? presetText(kept) : null;
    },

    /** @param {string} text */
    keepRoll: (text) => dispatch(
      { type: 'presets', presets: addPreset(store.state.presets, splitLabel(text)) }),
    /** @param {Preset} preset */
    dropRoll: ({ id }) => dispatch(
      { type: 'presets', presets: removePreset(store.state.presets, id) }),
    /** @param {Preset} preset */
    rollKept: (preset) => rollLine(presetText(preset)),

    /** @param {Row} row */
    copyRow: async (row) => {
      const copied = await copy(rollAsText(row));
      notify(copied ? 'Copied.' : 'This browser lets no page copy.');
    },
    saveCsv: () =>
      saveText(document, 'dicegate.csv', 'text/csv', BYTE_ORDER_MARK + logAsCsv(store.state.rows)),
    saveJson: () =>
      saveText(document, 'dicegate.json', 'application/json', logAsJson(store.state.rows)),

    /** Opens a table, if the player sits at none. */
    openTable: () => {
      const { table, settings } = store.state;
      if (table !== null && table.status !== 'refused') return;
      if (settings.name === '') {
        dispatch({ type: 'settings', settings: { name: `Player ${randomInt(900) + 100}` } });
      }
      membership.join({ table: makeSlug(randomInt), key: null });
    },
    leaveTable: () => {
      membership.leave();
      history.replaceState(null, '', root);
    },
    /** @param {Partial<import('../state/model.js').Settings>} settings */
    change: (settings) => {
      dispatch({ type: 'settings', settings });
      if ('name' in settings || 'colour' in settings) membership.rejoin();
    },

    practise: () => dispatch({ type: 'practice', on: !store.state.practice }),
    reconnect: () => socket.start(),

    /** @param {import('../state/model.js').Tab} tab */
    chooseTab: (tab) => {
      dispatch({ type: 'tab', tab });
      const { expr } = splitLabel(store.state.text.trim());
      if (tab === 'odds' && expr !== '' && store.state.odds.status === 'none') roller.askOdds(expr);
    },
  };
};
