// @ts-check
/** A QR code as a picture; the first one loads the library. */

/** Width and height in pixels: sharp on most screens. */
const SIZE_PX = 528;

/** The quiet zone, in modules: ISO/IEC 18004, 5.3.8. */
const QUIET = 4;

/** @param {string} text @returns {Promise<HTMLCanvasElement>} */
export const qrCode = async (text) => {
  const { QrCreator } = await import('../qr-creator.js');
  const canvas = document.createElement('canvas');
  canvas.width = SIZE_PX;
  canvas.height = SIZE_PX;
  canvas.setAttribute('role', 'img');
  canvas.setAttribute('aria-label', 'QR code of the link');
  QrCreator.render({
    text, ecLevel: 'M', radius: 0, fill: '#000', background: '#fff', size: SIZE_PX, quiet: QUIET,
  }, canvas);
  return canvas;
};
