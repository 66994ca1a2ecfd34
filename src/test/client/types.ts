/** Checked by tsc and never run: what a program may write with the client's types, and what not. */

import { connect, DiceError } from '../../../webapp/client.js';
import type { Rolled, Roll } from '../../../webapp/client.js';

const dice = connect(new URL('https://dice.example'), { WebSocket });

export const attack = async (): Promise<number | undefined> => {
  try {
    const { roll, seq } = await dice.roll('d20+@str', { label: 'attack', to: 'gm', vars: { str: 3 } });
    const place: number | undefined = seq;
    return place === undefined ? undefined : roll?.total;
  } catch (error) {
    if (error instanceof DiceError && error.temporary) {
      await dice.roll('d20', { id: error.id });
      return error.retryAfterMs;
    }
    throw error;
  }
};

export const follow = async (show: (rolled: Rolled) => void): Promise<string> => {
  dice.addEventListener('rolled', ({ detail }) => show(detail));
  dice.addEventListener('closed', ({ detail: { reason } }) => reason.length);
  dice.addEventListener('another', (event) => event.type);
  const { token, keys } = await dice.join({ table: 'amber-owl-42', name: 'Ana' });
  const key: string | undefined = keys.player;
  await dice.leave();
  return token + key;
};

export const chances = async (): Promise<[number, number][] | undefined> =>
  (await dice.odds('3d6', { vars: {} })).odds.outcomes;

// @ts-expect-error an audience that does not exist
dice.roll('3d6', { to: 'everyone' });
// @ts-expect-error a seat without a name
dice.join({ table: 'amber-owl-42' });
// @ts-expect-error a member that a roll does not have
export const unknown = (roll: Roll) => roll.sum;
// @ts-expect-error no such option
connect('https://dice.example', { timeout: 1 });
