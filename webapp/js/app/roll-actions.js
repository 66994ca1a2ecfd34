// @ts-check
/** Actions on the input and on saved rolls. */

import { addDie } from '../roll/edits.js';
import { presetText } from '../roll/presets.js';
import { makePresetActions } from './preset-actions.js';
import { saveTypedText } from './persistence.js';

/** @typedef {import('../net/encode.js').Audience} Audience */
/** @typedef {import('../state/model.js').Preset} Preset */
/** @typedef {import('../state/model.js').Row} Row */

/** @param {import('./actions.js').Parts} parts */
export const makeRollActions = ({ store, roller, storage }) => {
  /** @param {string} text */
  const write = (text) => store.dispatch({ type: 'edited', text });

  /** Changes the text as the pad does. @param {(text: string) => string} change */
  const edit = (change) => {
    const { text, extended } = store.state;
    store.dispatch({ type: 'edited', text: change(text), extended: extended && change(extended) });
  };

  /** Rolls the text of the input. @param {Audience} [to] by default, the player's choice */
  const rollInput = (to) => {
    const text = store.state.text.trim();
    if (text !== '') saveTypedText(storage, text);
    roller.roll(to);
  };

  /** Puts a text into the input, and rolls it. @param {string} text */
  const rollText = (text) => {
    write(text);
    rollInput();
  };

  /** Rolls another text in place of a row's, for the same players to see. @param {Row} row @param {string} expr */
  const rollInstead = (row, expr) => {
    const text = presetText({ expr, label: row.label });
    write(text);
    saveTypedText(storage, text);
    roller.again({ ...row, expr });
  };

  return {
    ...makePresetActions(store),
    write,
    rollInput,
    rollText,
    rollInstead,

    edit,
    /** Adds a die; to nothing if the text was rolled already, or is the first one. @param {number} sides */
    addDie: (sides) => {
      const { text, spent } = store.state;
      /** @param {string} before */
      const add = (before) => addDie(before, sides);
      if (spent && text.trim() !== '') store.dispatch({ type: 'edited', text: add(''), extended: add(text) });
      else edit(add);
    },
    /** Goes on with the roll that the first of the added dice has replaced. */
    extend: () => write(store.state.extended),

    /** Rolls for the GM and the player alone, where there is a GM. */
    rollPrivately: () => {
      const { table } = store.state;
      // A watcher rolls alone in any case.
      rollInput(table === null || table.you?.role === 'watcher' ? undefined : 'gm');
    },

    /** Returns the saved roll whose name begins with a text, as it is typed. @param {string} text */
    complete: (text) => {
      const typed = text.trim().toLowerCase();
      const found = typed && store.state.presets.find(({ label }) =>
        label.toLowerCase().startsWith(typed));
      return found ? presetText(found) : null;
    },

    /** @param {Preset} preset */
    rollPreset: (preset) => rollText(presetText(preset)),
  };
};
