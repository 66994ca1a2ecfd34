// @ts-check
/** Follows what GMs decide about the player's own seat: renewed keys, locked names. Loaded when there is a table. */

import { element } from '../views/dom.js';
import { ask } from '../views/question.js';

/** @typedef {import('./page.js').Parts} Parts */
/** @typedef {import('./page.js').Actions} Actions */
/** @typedef {import('../state/model.js').State} State */

/** Returns a view that saves keys when they change, and shows the new link in the address bar. @param {Parts} parts */
export const mountKeys = ({ store, membership, showAddress }) => {
  let keys = store.state.table?.keys;

  /** @param {State} state */
  return ({ table }) => {
    if (table?.status !== 'at' || table.you === null || table.keys === keys) return;
    ({ keys } = table);
    const { name, you } = table;
    membership.onJoined({ table: name, keys, you });
    showAddress(name, keys.player ?? keys.watcher);
  };
};

/**
 * Returns a view that asks for another name if a GM has locked the player's, and says if a locked one cannot be changed.
 *
 * @param {Document} document
 * @param {Parts} parts
 * @param {Actions} actions
 */
export const askForName = (document, { membership }, actions) => {
  /** The request for a seat that was dealt with. */
  let dealtWith = '';

  /** @param {State['table'] & {}} table */
  const askAgain = ({ name, message }) => {
    const input = element('input');
    const label = element('label', '', 'Your name');
    input.id = 'other-name';
    input.type = 'text';
    input.maxLength = 40;
    input.required = true;
    input.setAttribute('autocomplete', 'nickname');
    label.htmlFor = input.id;
    ask(document, {
      id: 'name-taken',
      title: 'Choose another name',
      children: [element('p', '', message), label, input],
      confirm: 'Join',
      report: actions.notify,
      act: () => {
        const typed = input.value.trim();
        if (typed === '') return 'Type a name.';
        actions.change({ name: typed });
        membership.join({ table: name, key: null });
        return '';
      },
    });
  };

  /** @param {State} state */
  return ({ table, settings }) => {
    if (table === null || table.joinId === dealtWith || table.status === 'joining') return;
    dealtWith = table.joinId;
    if (table.code === 'name_taken') askAgain(table);
    const { you, rules } = table;
    if (table.status === 'at' && rules.namesLocked === true && you !== null && you.name !== settings.name) {
      actions.notify(`A GM has locked the names: at this table you are ${you.name}.`);
    }
  };
};
