// @ts-check
/** Pictures that are drawn once, for textures. */

/**
 * Draws a picture.
 *
 * @param {number} width in pixels
 * @param {number} height in pixels
 * @param {(pen: CanvasRenderingContext2D) => void} draw
 * @returns {HTMLCanvasElement}
 * @throws {Error} without 2D graphics
 */
export const drawPicture = (width, height, draw) => {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const pen = canvas.getContext('2d');
  if (!pen) throw new Error('No canvas to draw on');
  draw(pen);
  return canvas;
};
