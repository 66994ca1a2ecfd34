import { PLAIN_ROW } from '../../../../webapp/js/state/model.js';

export const mira = { id: 'm', name: 'Mira', colour: '#56b4e9', role: 'player' };
export const row = {
  ...PLAIN_ROW, key: 'k', by: mira, label: 'attack', expr: '2d20kh1+5', status: 'rolled', atMs: 0,
  outcome: {
    kind: 'dice', total: 22, diceCount: 2,
    dice: [{ sides: 20, value: 17, kept: true }, { sides: 20, value: 4, kept: false }],
  },
};
