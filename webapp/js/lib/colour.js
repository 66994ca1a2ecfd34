// @ts-check
/** How light a colour is. Pure. */

/** Above this relative luminance, dark text has the better contrast: WCAG 2.2, "contrast ratio". */
const MIDDLE_LUMINANCE = 0.195;

/** @param {string} pair two hexadecimal digits @returns {number} linear, from 0 to 1 */
const linear = (pair) => {
  const value = Number.parseInt(pair, 16) / 255;
  return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
};

/** Whether dark text is more readable than light text on a colour. @param {string} colour `#rrggbb` */
export const needsDarkText = (colour) => {
  const [red, green, blue] = [1, 3, 5].map((from) => linear(colour.slice(from, from + 2)));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > MIDDLE_LUMINANCE;
};
