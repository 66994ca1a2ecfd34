// @ts-check
/** Mounts all views of the page, and gives each its actions. */

import { addDie } from './kit/edits.js';
import { makeSounds } from './kit/sound.js';
import { mountKeeper } from './keep.js';
import { tableLink } from './link.js';
import { mountAnnouncer } from './views/announcer.js';
import { mountAudience } from './views/audience.js';
import { mountComposer } from './views/composer.js';
import { mountConnection } from './views/connection.js';
import { mountDialogs, openDialog } from './views/dialogs.js';
import { find } from './views/dom.js';
import { mountFairness } from './views/fairness.js';
import { mountInvite } from './views/invite.js';
import { mountJoin } from './views/join.js';
import { mountKeys } from './views/keys.js';
import { mountLog } from './views/log.js';
import { mountNotice } from './views/notice.js';
import { mountOdds } from './views/odds.js';
import { mountPad } from './views/pad.js';
import { mountPeople } from './views/people.js';
import { mountPresets } from './views/presets.js';
import { qrCode } from './views/qr.js';
import { mountSettings } from './views/settings.js';
import { mountStage } from './views/stage.js';
import { mountTabs } from './views/tabs.js';
import { makeDeeds } from './deeds.js';

/** @typedef {import('./deeds.js').Parts} Parts */
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
 * @param {Parts & { timers: import('./requests.js').Timers }} parts
 */
export const mountPage = (document, parts) => {
  const { store, roller, seating, storage, timers, root } = parts;
  const deeds = makeDeeds(document, parts);
  const sounds = makeSounds(globalThis);

  const stage = mountStage(document, {
    land: (key) => store.dispatch({ type: 'landed', key }),
    roll: deeds.rollText,
    tell: deeds.tell,
    prefer: (tier) => deeds.change({ tier }),
    clatter: () => { if (store.state.settings.sound) sounds.clatter(); },
  });
  const composer = mountComposer(document, {
    edit: deeds.write,
    roll: () => deeds.rollInput(),
    rollPrivately: deeds.rollPrivately,
    complete: deeds.complete,
    skip: stage.skip,
    typed: () => storage.get('texts') ?? [],
  });
  const share = () => {
    deeds.openTable();
    openDialog(document, 'invite');
  };
  const remedies = {
    practise: deeds.practise, 'come-back': deeds.comeBack, share, none: () => {},
  };
  const announce = mountAnnouncer(document, timers);
  const showFairness = mountFairness(find(document, '#fairness', HTMLDialogElement));

  mountDialogs(document, OPENERS);
  mountKeys(document, {
    focus: composer.focus,
    add: (sides) => deeds.edit((text) => addDie(text, sides)),
    help: () => openDialog(document, 'help'),
    skip: stage.skip,
  });
  find(document, '#save-csv', HTMLButtonElement).addEventListener('click', deeds.saveCsv);
  find(document, '#save-json', HTMLButtonElement).addEventListener('click', deeds.saveJson);

  store.show(
    composer.update,
    stage.update,
    mountConnection(document),
    mountAudience(document, { choose: (to) => store.dispatch({ type: 'audience', to }) }),
    mountPad(document, { edit: deeds.edit }),
    mountPresets(document, {
      roll: deeds.rollKept, keep: deeds.keepRoll, drop: deeds.dropRoll,
    }),
    mountLog(document, {
      again: (row) => roller.again(row),
      retry: (row) => {
        roller.retry(row);
        composer.focus();
      },
      cancel: (row) => roller.cancel(row),
      copy: deeds.copyRow,
      odds: ({ expr }) => deeds.showOdds(expr),
      reveal: ({ seq }) => { if (seq !== null) seating.reveal(seq); },
    }),
    mountOdds(find(document, '#odds', HTMLElement), { ask: deeds.showOdds }),
    showFairness,
    mountPeople(document, { share }),
    mountInvite(document, {
      link: (table, key) => tableLink(root, table, key),
      copy: deeds.copy,
      code: qrCode,
      leave: deeds.leaveTable,
    }),
    mountNotice(document, {
      act: (remedy) => remedies[remedy](),
      dismiss: () => deeds.tell(''),
    }),
    mountTabs(document, { choose: deeds.chooseTab }),
    mountSettings(document, { change: deeds.change, practise: deeds.practise }),
    announce,
    mountKeeper(storage),
  );

  /** Somebody came by a link: they say their name, unless they did before. @param {Place} place */
  const arrive = (place) => {
    const { name } = store.state.settings;
    if (name !== '') {
      seating.sit(place);
      return;
    }
    mountJoin(document, {
      join: (told) => {
        deeds.change({ name: told });
        seating.sit(place);
      },
    })(place.table);
  };

  return { arrive, start: composer.start };
};
