// @ts-check
/** The dialog in which a GM decides about the table. Loaded when there is a table. */

import { textOrNull } from '../lib/json.js';
import { MAX_LABEL_CHARS } from '../lib/plain-text.js';
import { element, makeButton, setText } from './dom.js';
import { makeDialog, makeSelect, statusLine } from './made-dialog.js';

/** @typedef {import('../app/table-acts.js').DoAct} DoAct */
/** @typedef {import('../net/table-frames.js').Rules} Rules */
/** @typedef {'lock' | 'lock_names' | 'show_whispers'} Switch */

/** @type {readonly { act: Switch, rule: string, name: string, what: string }[]} */
const SWITCHES = [
  { act: 'lock', rule: 'locked', name: 'Lock the table', what: 'Nobody new can join.' },
  { act: 'lock_names', rule: 'namesLocked', name: 'Lock names', what: 'Nobody can take a name that is used here, or change theirs.' },
  { act: 'show_whispers', rule: 'whispersShown', name: 'Show whispers', what: 'Others see that something was whispered, not what and to whom.' },
];

/** @type {readonly ['all' | 'gm' | 'blind', string][]} */
const AUDIENCES = [['all', 'Everyone'], ['gm', 'The roller and the GM'], ['blind', 'The GM alone']];

/** @param {string} id @param {string} name @param {Element} field */
const labelled = (id, name, field) => {
  const label = element('label', '', name);
  field.id = id;
  label.htmlFor = id;
  return label;
};

/** @param {typeof SWITCHES[number]} each */
const makeSwitch = ({ act, name, what }) => {
  const box = element('input');
  const label = labelled(`table-${act}`, name, box);
  const hint = element('p', 'hint', what);
  box.type = 'checkbox';
  hint.id = `${box.id}-hint`;
  box.setAttribute('aria-describedby', hint.id);
  return { box, row: element('div', 'switch', box, label, hint) };
};

/** @param {string} name @param {() => void} run */
const makeAct = (name, run) => {
  const button = makeButton('', name);
  button.addEventListener('click', run);
  return button;
};

/**
 * Makes the dialog; call `update` with each state.
 *
 * @param {Document} document
 * @param {object} actions
 * @param {DoAct} actions.act
 * @param {() => void} actions.clear
 * @param {() => void} actions.renew
 * @param {() => void} actions.openWebhooks
 * @param {(problem: string) => void} actions.report called if the dialog was closed before it was known
 */
export const makeTableDialog = (document, { act, clear, renew, openWebhooks, report }) => {
  const title = element('input');
  const naming = element('form', 'naming', title, element('button', '', 'Set'));
  const audience = makeSelect(AUDIENCES);
  const switches = SWITCHES.map((each) => ({ ...each, ...makeSwitch(each) }));
  const said = statusLine();
  const webhooks = makeAct('Webhooks…', openWebhooks);
  const close = makeButton('brass', 'Close');
  const dialog = makeDialog(document, 'table-dialog', 'The table',
    labelled('table-title', 'Title', title), naming,
    ...switches.map(({ row }) => row),
    labelled('table-audience', 'Who sees rolls by default', audience), audience,
    element('div', 'grave-acts', makeAct('Clear the log…', clear), makeAct('Renew the links…', renew), webhooks), said, element('div', 'buttons', close));
  /** @type {Rules} */
  let rules = {};
  Object.assign(title, { type: 'text', maxLength: MAX_LABEL_CHARS, autocomplete: 'off' });

  const show = () => {
    for (const { box, rule } of switches) box.checked = rules[rule] === true;
    audience.value = textOrNull(rules.to) ?? 'all';
  };

  const showTitle = () => { title.value = textOrNull(rules.title) ?? ''; };

  /** Does one act at a time. @param {() => Promise<string>} run @param {string} done */
  const change = async (run, done) => {
    if (dialog.ariaBusy === 'true') {
      show();
      return;
    }
    dialog.ariaBusy = 'true';
    setText(said, '');
    const problem = await run();
    dialog.ariaBusy = 'false';
    setText(said, problem || done);
    // What the table has, also if the act was refused; a new rule follows as an act of the table.
    if (problem === '') return;
    show();
    if (!dialog.open) report(problem);
  };

  for (const each of switches) {
    each.box.addEventListener('change', () =>
      change(() => act(each.act, { on: each.box.checked }), `${each.name}: ${each.box.checked ? 'on' : 'off'}.`));
  }
  audience.addEventListener('change', () => {
    const [to] = AUDIENCES.find(([value]) => value === audience.value) ?? AUDIENCES[0];
    change(() => act('audience', { to }), 'Changed.');
  });
  naming.addEventListener('submit', (event) => {
    event.preventDefault();
    change(() => act('title', { title: title.value.trim() }), 'Title set.');
  });
  close.addEventListener('click', () => dialog.close());

  return {
    open: () => {
      setText(said, '');
      show();
      showTitle();
      dialog.showModal();
    },

    /**
     * @param {import('../state/model.js').State} state
     * @param {boolean} isHost
     * @param {boolean} hasWebhooks whether the player may set some
     */
    update: ({ table }, isHost, hasWebhooks) => {
      webhooks.hidden = !hasWebhooks;
      if (!isHost && dialog.open) dialog.close();
      if (table === null || table.rules === rules) return;
      const isTyping = document.activeElement === title;
      ({ rules } = table);
      if (dialog.open) show();
      if (!isTyping) showTitle();
    },

    /** @param {string} text */
    say: (text) => setText(said, text),
    close: () => dialog.close(),
  };
};
