// @ts-check
/** The dialog in which a GM has the table's rolls sent elsewhere. Loaded when there is a table. */

import { readList } from '../lib/json.js';
import { readWebhook, shapeOf } from '../state/webhooks.js';
import { element, makeButton, setText, typedText } from './dom.js';
import { makeDialog, makeSelect, statusLine } from './made-dialog.js';

/** @typedef {import('../app/table-acts.js').DoAct} DoAct */
/** @typedef {import('../state/webhooks.js').Shape} Shape */
/** @typedef {import('../state/webhooks.js').Webhook} Webhook */

/** The most of one table, and of the characters of an address, see Webhooks in src/docs/tables.md. */
const MAX_WEBHOOKS = 4;
const MAX_URL_CHARS = 1024;

/** @type {readonly [Shape, string][]} */
const SHAPES = [['discord', 'Discord'], ['slack', 'Slack'], ['json', 'A program (JSON)']];

const WHAT = 'Rolls that everyone sees, and what GMs do, are sent to this address from now on; hidden and whispered rolls never.';
const FULL = 'A table has four at most. Remove one to add another.';

/** @param {Shape} shape */
const nameOf = (shape) => SHAPES.find(([each]) => each === shape)?.[1] ?? shape;

/** @param {Webhook} webhook @param {(id: string) => void} remove */
const makeRow = ({ id, host, shape, by }, remove) => {
  const button = makeButton('grave', 'Remove');
  button.setAttribute('aria-label', `Remove ${host}`);
  button.addEventListener('click', () => remove(id));
  return element('li', '', element('span', 'host', typedText('', host)),
    element('span', 'hint', `${nameOf(shape)}, set by `, typedText('', by)), button);
};

/** @param {(text: string) => void} say @param {(text: string) => Promise<boolean>} copy */
const makeSecret = (say, copy) => {
  const text = element('input');
  const label = element('label', '', 'Secret of its signatures, shown this once');
  const button = makeButton('', 'Copy');
  const field = element('div', 'secret', label, text, button);
  Object.assign(text, { id: 'webhook-secret', type: 'text', readOnly: true });
  label.htmlFor = text.id;
  button.addEventListener('click', async () =>
    say(await copy(text.value) ? 'Copied.' : 'This browser does not allow copying.'));
  return {
    field,
    /** @param {string} secret empty to hide it */
    show: (secret) => {
      text.value = secret;
      field.hidden = secret === '';
    },
  };
};

/**
 * Makes the dialog; call `update` with each state.
 *
 * @param {Document} document
 * @param {object} actions
 * @param {DoAct} actions.act
 * @param {(text: string) => Promise<boolean>} actions.copy
 * @param {(problem: string) => void} actions.report called if the dialog was closed before it was known
 */
export const makeWebhooksDialog = (document, { act, copy, report }) => {
  const list = element('ul', 'webhooks');
  const url = element('input');
  const urlLabel = element('label', '', 'Address');
  const shape = makeSelect(SHAPES);
  const shapeLabel = element('label', '', 'For');
  const add = element('button', '', 'Add');
  const form = element('form', 'adding', urlLabel, url, shapeLabel, shape, add);
  const secret = makeSecret((text) => setText(said, text), copy);
  const full = element('p', 'hint', FULL);
  const said = statusLine();
  const close = makeButton('brass', 'Close');
  const dialog = makeDialog(document, 'webhooks-dialog', 'Webhooks',
    element('p', 'hint', WHAT), list, form, full, secret.field, said, element('div', 'buttons', close));
  /** The rule that is shown; null before the first. @type {unknown} */
  let rule = null;

  Object.assign(url, { id: 'webhook-url', type: 'url', required: true, maxLength: MAX_URL_CHARS, autocomplete: 'off', placeholder: 'https://' });
  urlLabel.htmlFor = url.id;
  shape.id = 'webhook-shape';
  shapeLabel.htmlFor = shape.id;

  /** Does one act at a time. @param {() => Promise<string>} run @param {string} done */
  const change = async (run, done) => {
    if (dialog.ariaBusy === 'true') return false;
    dialog.ariaBusy = 'true';
    setText(said, '');
    const problem = await run();
    dialog.ariaBusy = 'false';
    setText(said, problem || done);
    if (problem !== '' && !dialog.open) report(problem);
    return problem === '';
  };

  /** @param {string} id */
  const remove = async (id) => {
    if (await change(() => act('webhook_off', { webhook: id }), 'Removed.')) url.focus();
  };

  url.addEventListener('input', () => { shape.value = shapeOf(url.value); });
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    secret.show('');
    const of = /** @type {Shape} */ (shape.value);
    const isDone = await change(
      () => act('webhook', { url: url.value.trim(), shape: of }, (answer) => secret.show(of === 'json' ? answer.secret : '')),
      'Added: the next roll is sent.');
    if (isDone) url.value = '';
  });
  close.addEventListener('click', () => dialog.close());
  // Whoever opens it later must not read it.
  dialog.addEventListener('close', () => secret.show(''));

  return {
    open: () => {
      setText(said, '');
      secret.show('');
      dialog.showModal();
    },

    /** @param {import('../state/model.js').State} state @param {boolean} isHost */
    update: ({ table }, isHost) => {
      if (!isHost && dialog.open) dialog.close();
      if (table === null || table.rules.webhooks === rule) return;
      rule = table.rules.webhooks;
      const webhooks = readList(rule, readWebhook);
      list.replaceChildren(...webhooks.map((each) => makeRow(each, remove)));
      list.hidden = webhooks.length === 0;
      form.hidden = webhooks.length >= MAX_WEBHOOKS;
      full.hidden = !form.hidden;
    },
  };
};
