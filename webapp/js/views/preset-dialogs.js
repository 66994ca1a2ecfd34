// @ts-check
/** The dialogs on saved rolls: to share them, and to add those that somebody shared. */

import { presetText } from '../roll/presets.js';
import { element, makeButton, setText, typedText } from './dom.js';
import { makeDialog, statusLine } from './made-dialog.js';

/** @typedef {import('../roll/shared-presets.js').SharedRoll} SharedRoll */
/** @typedef {{ count: number, link: string | null, canInvite: boolean }} Sharing link null if it would be too long */

const TOO_LONG = 'These are too long for a link. Save them to a file.';

/**
 * @param {Document} document
 * @param {object} actions
 * @param {(invites: boolean) => Sharing} actions.read
 * @param {(text: string) => Promise<boolean>} actions.copy
 * @param {() => void} actions.save
 * @param {(file: File) => void} actions.openFile
 */
export const makeShareDialog = (document, actions) => {
  const what = element('p');
  const link = element('input');
  const name = element('label', '', 'Link');
  const invites = element('input');
  const invite = element('label', 'invites', invites, 'The link also invites to this table');
  const said = statusLine();
  const file = element('input');
  const open = makeButton('', 'Open file');
  const save = makeButton('', 'Save to file');
  const copy = makeButton('brass', 'Copy link');
  const close = makeButton('', 'Close');
  link.id = 'presets-link';
  link.readOnly = true;
  name.htmlFor = link.id;
  invites.type = 'checkbox';
  file.type = 'file';
  file.accept = '.json,application/json';
  file.hidden = true;
  const dialog = makeDialog(document, 'share-presets', 'Saved rolls', what, name, link, invite, said, file,
    element('div', 'buttons', open, save, close, copy));

  const update = () => {
    const { count, link: text, canInvite } = actions.read(invites.checked);
    setText(what, count === 0 ? 'You have no saved rolls. Save one with ☆ beside it.'
      : `You have ${count} saved ${count === 1 ? 'roll' : 'rolls'}. Whoever opens the link or the file is asked whether to add them.`);
    link.value = text ?? '';
    setText(said, text === null ? TOO_LONG : '');
    for (const each of [name, link, copy]) each.hidden = count === 0 || text === null;
    save.hidden = count === 0;
    invite.hidden = !canInvite || copy.hidden;
  };
  invites.addEventListener('change', update);
  copy.addEventListener('click', async () => {
    const copied = await actions.copy(link.value);
    if (!copied) link.select();
    setText(said, copied ? 'Copied.' : 'Copy it from the field, please.');
  });
  save.addEventListener('click', actions.save);
  open.addEventListener('click', () => file.click());
  close.addEventListener('click', () => dialog.close());
  file.addEventListener('change', () => {
    const [chosen] = file.files ?? [];
    // The same file may be opened again.
    if (chosen) actions.openFile(chosen);
    file.value = '';
  });

  return {
    open: () => {
      invites.checked = false;
      update();
      dialog.showModal();
    },
    update,
    /** @param {string} text */
    say: (text) => setText(said, text),
    isOpen: () => dialog.open,
  };
};

/** @param {Document} document */
export const makeOfferDialog = (document) => {
  const what = element('p');
  const list = element('ul', 'offered');
  const add = makeButton('brass', 'Add');
  const leave = makeButton('', 'Do not add');
  const dialog = makeDialog(document, 'offer-presets', 'Add these saved rolls?', what, list,
    element('div', 'buttons', leave, add));
  let accepted = false;
  list.tabIndex = 0;
  list.setAttribute('role', 'list');
  list.setAttribute('aria-label', 'Rolls to add');
  leave.addEventListener('click', () => dialog.close());
  add.addEventListener('click', () => {
    accepted = true;
    dialog.close();
  });

  /**
   * Asks whether to add rolls.
   *
   * @param {readonly SharedRoll[]} rolls
   * @param {string} text about those that cannot be added; may be empty
   * @returns {Promise<boolean>}
   */
  return (rolls, text) => new Promise((resolve) => {
    accepted = false;
    setText(what, text);
    what.hidden = text === '';
    setText(add, `Add ${rolls.length}`);
    list.replaceChildren(...rolls.map((roll) => element('li', '', typedText('', presetText(roll)))));
    dialog.addEventListener('close', () => resolve(accepted), { once: true });
    dialog.showModal();
    leave.focus();
  });
};
