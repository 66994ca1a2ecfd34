// @ts-check
/** Mounts all views of the page, and gives each its actions. */

import { addDie } from '../roll/edits.js';
import { makeSounds } from '../lib/sound.js';
import { mountPersistence } from './persistence.js';
import { tableLink } from './link.js';
import { mountAnnouncer } from '../views/announcer.js';
import { mountAudience } from '../views/audience.js';
import { mountComposer } from '../views/composer.js';
import { mountConnection } from '../views/connection.js';
import { mountDialogs, openDialog } from '../views/dialogs.js';
import { find } from '../views/dom.js';
import { mountFairness } from '../views/fairness.js';
import { mountInvite } from '../views/invite.js';
import { mountJoin } from '../views/join.js';
import { mountShortcuts } from '../views/shortcuts.js';
import { mountLog } from '../views/log.js';
import { mountNotice } from '../views/notice.js';
import { mountOdds } from '../views/odds.js';
import { mountPad } from '../views/pad.js';
import { mountMembers } from '../views/members.js';
import { mountPresets } from '../views/presets.js';
import { qrCode } from '../views/qr.js';
import { mountSettings } from '../views/settings.js';
import { mountResultView } from '../views/result-view.js';
import { mountTabs } from '../views/tabs.js';
import { makeActions } from './actions.js';

/** @typedef {import('./actions.js').Parts} Parts */
/** @typedef {import('./link.js').Place} Place */

/** The buttons that open a dialog. */
const OPENERS = Object.freeze({
  'open-help': 'help',
  'open-settings': 'settings',
  more: 'more-dialog',
  'open-fairness': 'fairness',
});

/**
 * Mounts the page.
 *
 * @param {Document} document
 * @param {Parts & { timers: import('../net/requests.js').Timers }} parts
 */
export const mountPage = (document, parts) => {
  const { store, roller, membership, storage, timers, root } = parts;
  const actions = makeActions(document, parts);
  const sounds = makeSounds(globalThis);

  const resultView = mountResultView(document, {
    land: (key) => store.dispatch({ type: 'throwEnded', key }),
    roll: actions.rollText,
    report: actions.notify,
    prefer: (tier) => actions.change({ tier }),
    clatter: () => { if (store.state.settings.sound) sounds.clatter(); },
  });
  const composer = mountComposer(document, {
    edit: actions.write,
    roll: () => actions.rollInput(),
    rollPrivately: actions.rollPrivately,
    complete: actions.complete,
    skip: resultView.skip,
    typed: () => storage.get('texts') ?? [],
  });
  const share = () => {
    actions.openTable();
    openDialog(document, 'invite');
  };
  const offers = {
    practise: actions.practise, 'reconnect': actions.reconnect, share, none: () => {},
  };
  const announce = mountAnnouncer(document, timers);
  const showFairness = mountFairness(find(document, '#fairness', HTMLDialogElement));

  mountDialogs(document, OPENERS);
  mountShortcuts(document, {
    focus: composer.focus,
    add: (sides) => actions.edit((text) => addDie(text, sides)),
    help: () => openDialog(document, 'help'),
    skip: resultView.skip,
  });
  find(document, '#save-csv', HTMLButtonElement).addEventListener('click', actions.saveCsv);
  find(document, '#save-json', HTMLButtonElement).addEventListener('click', actions.saveJson);

  store.subscribe(
    composer.update,
    resultView.update,
    mountConnection(document),
    mountAudience(document, { choose: (to) => store.dispatch({ type: 'audience', to }) }),
    mountPad(document, { edit: actions.edit }),
    mountPresets(document, {
      roll: actions.rollKept, keep: actions.keepRoll, drop: actions.dropRoll,
    }),
    mountLog(document, {
      again: (row) => roller.again(row),
      retry: (row) => {
        roller.retry(row);
        composer.focus();
      },
      cancel: (row) => roller.cancel(row),
      copy: actions.copyRow,
      odds: ({ expr }) => actions.showOdds(expr),
      reveal: ({ seq }) => { if (seq !== null) membership.reveal(seq); },
    }),
    mountOdds(find(document, '#odds', HTMLElement), { ask: actions.showOdds }),
    showFairness,
    mountMembers(document, { share }),
    mountInvite(document, {
      link: (table, key) => tableLink(root, table, key),
      copy: actions.copy,
      code: qrCode,
      leave: actions.leaveTable,
    }),
    mountNotice(document, {
      act: (offer) => offers[offer](),
      dismiss: () => actions.notify(''),
    }),
    mountTabs(document, { choose: actions.chooseTab }),
    mountSettings(document, { change: actions.change, practise: actions.practise }),
    announce,
    mountPersistence(storage),
  );

  /** Somebody came by a link: they say their name, unless they did before. @param {Place} place */
  const arrive = (place) => {
    const { name } = store.state.settings;
    if (name !== '') {
      membership.join(place);
      return;
    }
    mountJoin(document, {
      join: (entered) => {
        actions.change({ name: entered });
        membership.join(place);
      },
    })(place.table);
  };

  return { arrive, start: composer.start };
};
