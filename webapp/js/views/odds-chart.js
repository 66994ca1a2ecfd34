// @ts-check
/** The bars of odds, with the rolls so far as outlines over them. */

import { barsOf, countBins, heightOf, linesOf, middleOf, outlinesOf, ticksOf }
  from '../odds/geometry.js';
import { formatNumber } from '../odds/format.js';
import { element } from './dom.js';
import { boxElement, picture, shapeAt, svgElement } from './svg.js';

/** @typedef {import('../odds/bins.js').Bins} Bins */
/** @typedef {import('../odds/chance.js').Mode} Mode */
/** @typedef {import('../odds/geometry.js').Mark} Mark */
/** @typedef {import('../odds/geometry.js').Outline} Outline */
/**
 * @typedef {object} Drawing
 * @property {Bins} drawn
 * @property {import('../odds/observed.js').Observed} observed
 * @property {Mode} mode
 * @property {number} threshold
 */

const HANDLE = 'M0 1l7 9h-14z';
const DIAMOND = 'M0-5l5 5-5 5-5-5z';

/** Names of totals this close to an edge, in percent, are aligned to it. */
const EDGE = 4;

/** @param {Mark} mark */
const line = ({ at, value }) => [
  svgElement('line', 'grid-line', { x1: '0', x2: '100%', y1: `${at}%`, y2: `${at}%` }),
  svgElement('text', 'grid-name', { x: -6, y: `${at}%`, dy: 4, 'text-anchor': 'end' },
    `${formatNumber(Number((value * 100).toPrecision(1)))} %`),
];

/** @param {Mark} mark */
const tick = ({ at, value }) => {
  const anchor = at < EDGE ? 'start' : at > 100 - EDGE ? 'end' : 'middle';
  const x = { start: 0, middle: at, end: 100 }[anchor];
  return svgElement('text', 'tick', { x: `${x}%`, y: '100%', dy: -4, 'text-anchor': anchor },
    formatNumber(value));
};

/** An outline that is higher than the plot has no upper edge. @param {Outline} outline @param {string} className */
const outlineLines = ({ box, cut }, className) => {
  if (!cut) return [boxElement(className, box)];
  return [box.x, box.x + box.width].map((x) => svgElement('line', className,
    { x1: `${x}%`, x2: `${x}%`, y1: '0', y2: '100%' }));
};

/** A halo makes an outline visible on bars of any colour. @param {Outline} made */
const outline = (made) => [...outlineLines(made, 'rolled-halo'), ...outlineLines(made, 'rolled-bar')];

/** @param {Drawing} drawing */
const sharesOf = ({ drawn, observed }) => {
  const rolls = observed.totals.length;
  return countBins(drawn, observed.totals).map((count) => (rolls === 0 ? 0 : count / rolls));
};

/** Makes the bars themselves. @param {Drawing} drawing */
const drawBars = (drawing) => {
  const { drawn, mode, threshold } = drawing;
  const shares = sharesOf(drawing);
  const height = heightOf(drawn, shares);
  return [
    ...linesOf(height).flatMap(line),
    ...barsOf(drawn, height, mode, threshold)
      .map(({ box, meant }) => boxElement(meant ? 'bar meant' : 'bar', box)),
    ...outlinesOf(shares, height).flatMap(outline),
    svgElement('line', 'ground', { x1: '0', x2: '100%', y1: '100%', y2: '100%' }),
  ];
};

/**
 * Makes a pointer to a total at the edge of the plot, if the total has a bar.
 *
 * @param {Bins} drawn
 * @param {number} total
 * @param {string} className
 * @param {string} path
 */
const pointer = ({ bins, indexOf }, total, className, path) => {
  const index = indexOf(total);
  return index === null ? [] : [shapeAt(className, path, middleOf(index, bins.length), 0)];
};

/** Makes the chart, which shows the last drawing. */
export const makeChart = () => {
  const plot = picture('plot');
  const axis = picture('axis');
  const root = element('div', 'chart');
  root.append(plot, axis);

  /** @param {Drawing} drawing */
  const draw = (drawing) => {
    const { observed, threshold, drawn } = drawing;
    const last = observed.last === null ? []
      : pointer(drawn, observed.last.total, 'last-roll', DIAMOND);
    plot.replaceChildren(...drawBars(drawing), ...last);
    axis.replaceChildren(...pointer(drawn, threshold, 'handle', HANDLE), ...ticksOf(drawn).map(tick));
  };

  return { root, plot, draw };
};
