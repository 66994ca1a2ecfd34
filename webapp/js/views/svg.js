// @ts-check
/** SVG: geometry by attributes, colours by class. */

const SVG = 'http://www.w3.org/2000/svg';

/**
 * Makes an element.
 *
 * @param {string} tag
 * @param {string} className
 * @param {Record<string, string | number>} [attributes]
 * @param {...(Node | string)} children
 */
export const svgElement = (tag, className, attributes = {}, ...children) => {
  const made = document.createElementNS(SVG, tag);
  if (className) made.setAttribute('class', className);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, String(value));
  made.append(...children);
  return made;
};

/** Makes an image that fills its container, without a scale of its own. @param {string} className */
export const picture = (className) => {
  const made = svgElement('svg', className);
  // Text beside it says the same.
  made.setAttribute('aria-hidden', 'true');
  return made;
};

/**
 * Makes a box.
 *
 * @param {string} className
 * @param {import('../odds/geometry.js').Box} box in percent
 */
export const boxElement = (className, { x, y, width, height }) => svgElement(
  'rect', className, { x: `${x}%`, y: `${y}%`, width: `${width}%`, height: `${height}%` });

/**
 * Makes a small shape around a point.
 *
 * @param {string} className
 * @param {string} path around 0, 0
 * @param {number} x in percent
 * @param {number} y in percent
 */
export const shapeAt = (className, path, x, y) => svgElement(
  'svg', 'point', { x: `${x}%`, y: `${y}%`, width: 1, height: 1, overflow: 'visible' },
  svgElement('path', className, { d: path }));
