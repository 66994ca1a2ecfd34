// @ts-check
/** Series and logs as an honest server makes them, with the hash functions of node: they share no code with the page's. */
import { createHash, createHmac } from 'node:crypto';

const hash = (...parts) => createHash('sha256').update(Buffer.concat(parts)).digest();
const keyed = (key, ...parts) => createHmac('sha256', key).update(Buffer.concat(parts)).digest();
const uint32 = (number) => {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(number);
  return bytes;
};
const one = (byte) => Buffer.of(byte);

/** The faces of plain dice with at most 256 sides. */
const facesOf = (seed, count, sides) => {
  const faces = [];
  const limit = 256 - (256 % sides);
  for (let block = 0; faces.length < count; block += 1) {
    for (const byte of keyed(seed, uint32(block))) {
      if (byte < limit && faces.length < count) faces.push((byte % sides) + 1);
    }
  }
  return faces;
};

/** @param {Buffer} secret @param {number} [size] a power of two */
export const makeSeries = (secret, size = 64) => {
  const keys = Array.from({ length: size }, (_, index) => hash(one(2), secret, uint32(index)));
  const levels = [keys.map((key) => hash(one(0), key))];
  while (levels.at(-1).length > 1) {
    const below = levels.at(-1);
    levels.push(below.filter((_, index) => index % 2 === 0)
      .map((left, pair) => hash(one(1), left, below[pair * 2 + 1])));
  }
  const root = levels.at(-1)[0];
  const rollSeed = (index, seed, expr) => keyed(keys[index],
    Buffer.from('dicegate roll'), one(0), root, uint32(index), Buffer.from(seed), one(0), Buffer.from(expr));
  const place = (index) => ({ root: root.toString('hex'), index });
  return {
    root: root.toString('hex'),
    rollSeed,
    place,
    proof: (index, seed, expr) => ({
      ...place(index), key: keys[index].toString('hex'), seed, expr,
      path: levels.slice(0, -1).map((level, height) => level[(index >> height) ^ 1].toString('hex')),
    }),
    /** A roll of `COUNTdSIDES`. */
    roll: (index, seed, expr) => {
      const [count, sides] = expr.match(/\d+/g).map(Number);
      const faces = facesOf(rollSeed(index, seed, expr), count, sides);
      return {
        expr, total: faces.reduce((sum, face) => sum + face), drawn: faces.map((face) => [sides, face]),
        dice: faces.map((value) => ({ sides, value, kept: true })),
      };
    },
  };
};

/** The secret of the known answer in src/docs/verify.md, and others like it. @param {number} [first] */
export const secret = (first = 0) => Buffer.from(Array.from({ length: 32 }, (_, index) => (index + first) % 256));

export const ANA = { id: 'a', name: 'Ana', colour: '#56b4e9', role: 'player' };

/** An entry of a table's log. @param {ReturnType<typeof makeSeries>} series @param {number} seq @param {number} index @param {object} [more] */
export const entry = (series, seq, index, { proof = {}, ...more } = {}) => ({
  type: 'rolled', seq, position: `e:${seq}:t`, by: ANA, to: 'all', at: seq,
  roll: series.roll(index, 'Würfel', '3d6'),
  proof: { ...series.proof(index, 'Würfel', '3d6'), ...proof }, ...more,
});

/** @param {readonly unknown[]} entries @param {readonly unknown[]} [commitments] */
export const logOf = (entries, commitments) =>
  ({ dicegate: 'log', version: 1, table: 't', entries, ...(commitments && { commitments }) });
