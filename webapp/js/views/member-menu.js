// @ts-check
/** The dialog with what can be done with a member. Loaded when there is a table. */

import { element, makeButton, setText, typedText } from './dom.js';

/** @typedef {import('../state/host.js').Offer} Offer */
/** @typedef {import('../state/model.js').State} State */
/** @typedef {import('../net/table-frames.js').Member} Member */

/** @type {Readonly<Record<Offer, string>>} */
const NAMES = Object.freeze({
  whisper: 'Whisper…',
  gm: 'Make GM',
  player: 'Make player',
  watcher: 'Make watcher',
  hand_on: 'Hand over my role…',
  remove: 'Remove…',
});

const GONE = 'This member is not at the table any more.';

/**
 * Makes the menu; call `update` with each state.
 *
 * @param {Document} document
 * @param {object} actions
 * @param {(state: State, member: Member) => readonly Offer[]} actions.offers
 * @param {(member: Member, offer: Offer) => Promise<string> | string} actions.take returns what went wrong; empty if
 *   it is done, or asked for by another dialog
 * @param {(problem: string) => void} actions.report called if the menu was closed before that was known
 */
export const makeMemberMenu = (document, { offers, take, report }) => {
  const title = element('h2');
  const list = element('div', 'menu-items');
  const failure = element('p', 'failure');
  const close = makeButton('', 'Close');
  const dialog = element('dialog', 'made', title, list, failure, element('div', 'buttons', close));
  /** @type {Member | null} */
  let member = null;
  let shown = '';

  title.id = 'member-menu-title';
  dialog.id = 'member-menu';
  dialog.setAttribute('aria-labelledby', title.id);
  failure.setAttribute('role', 'alert');
  dialog.addEventListener('click', ({ target }) => { if (target === dialog) dialog.close(); });
  close.addEventListener('click', () => dialog.close());
  dialog.addEventListener('close', () => {
    // The event comes late: whoever is quick has opened the menu again.
    if (dialog.open) return;
    const closed = member;
    member = null;
    // The button may be another one than that which opened it.
    const buttons = document.querySelectorAll('#people button');
    const button = [...buttons].find((each) => each instanceof HTMLElement && each.dataset.member === closed?.id);
    if (button instanceof HTMLElement && !document.querySelector('dialog[open]')) button.focus();
  });
  document.body.append(dialog);

  /** @param {Offer} offer */
  const choose = async (offer) => {
    if (member === null || dialog.ariaBusy === 'true') return;
    const asked = member;
    dialog.ariaBusy = 'true';
    setText(failure, '');
    const problem = await take(asked, offer);
    dialog.ariaBusy = 'false';
    if (member?.id !== asked.id) {
      if (problem !== '') report(problem);
    } else if (problem === '') dialog.close();
    else setText(failure, problem);
  };

  /** @param {Offer} offer */
  const button = (offer) => {
    const made = makeButton(offer === 'remove' ? 'grave' : '', NAMES[offer]);
    made.addEventListener('click', () => choose(offer));
    return made;
  };

  /** @param {State} state */
  const update = (state) => {
    if (member === null) return;
    const { id } = member;
    const there = state.table?.status === 'refused' ? undefined : state.table?.members.find((each) => each.id === id);
    const offered = there ? offers(state, there) : [];
    const next = JSON.stringify([there ?? null, offered]);
    if (next === shown) return;
    shown = next;
    member = there ?? member;
    title.replaceChildren(typedText('', member.name));
    const had = list.contains(document.activeElement);
    list.replaceChildren(...offered.map(button));
    if (!there) setText(failure, GONE);
    if (had) (list.querySelector('button') ?? close).focus();
  };

  return {
    /** @param {State} state @param {string} id */
    open: (state, id) => {
      member = state.table?.members.find((each) => each.id === id) ?? null;
      if (member === null || dialog.open) return;
      shown = '';
      setText(failure, '');
      update(state);
      dialog.showModal();
    },
    update,
    close: () => dialog.close(),
  };
};
