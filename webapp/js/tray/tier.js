// @ts-check
/** The tier: how dice are drawn, as suits the device. */

/** @typedef {'3d' | 'flat' | 'text'} Tier */
/** @typedef {'auto' | Tier} Choice */
/**
 * The reason for a tier: chosen by the player; 3D is ready; the player saves data; there is only a
 * software renderer, or no renderer; throws were slow; the context was lost, or restored.
 *
 * @typedef {'chosen' | 'ready' | 'data' | 'software' | 'unavailable' | 'slow' | 'lost' | 'restored'} Reason
 */

/** @typedef {'hardware' | 'software' | 'none'} Graphics */

const SOFTWARE = /swiftshader|llvmpipe|softpipe|software|basic render/i;

/** Probes the 3D renderer, and releases it. @returns {Graphics} */
export const probeGraphics = () => {
  const gl = document.createElement('canvas').getContext('webgl2');
  if (!gl) return 'none';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name = String(gl.getParameter(info ? info.UNMASKED_RENDERER_WEBGL : gl.RENDERER));
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return SOFTWARE.test(name) ? 'software' : 'hardware';
};

/** Whether the player saves data. */
const savesData = () => Boolean(/** @type {any} */ (navigator).connection?.saveData);

/**
 * Returns the reason against 3D.
 *
 * @param {Choice} choice
 * @returns {'chosen' | 'unavailable' | 'software' | 'data' | null} null if there is none
 */
export const whyNotSolid = (choice) => {
  if (choice === 'flat' || choice === 'text') return 'chosen';
  if (choice === 'auto' && savesData()) return 'data';
  const graphics = probeGraphics();
  if (graphics === 'none') return 'unavailable';
  return graphics === 'software' && choice === 'auto' ? 'software' : null;
};
