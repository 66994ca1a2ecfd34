// @ts-check
/** The material of dice: a body under a clear coat, which reflects the room the more, the flatter it is seen. */

import { THREE } from '../../three.js';

/** The lamps of the room are brighter than its picture can be. */
const LAMP_BRIGHTNESS = '2.2';
const REFLECTION = 'envColor.xyz * specularStrength * reflectivity';

/** Fresnel's law as Schlick approximated it, in "An Inexpensive BRDF Model for Physically-based Rendering" (1994). */
const COAT = `
#ifdef USE_ENVMAP
  float facing = saturate(dot(normalize(vViewPosition), normal));
  float coat = ${LAMP_BRIGHTNESS} * (reflectivity + (1.0 - reflectivity) * pow(1.0 - facing, 5.0));
#endif
`;

/** @param {boolean} metal */
const patched = (metal) => (/** @type {any} */ shader) => {
  const own = metal ? 'envColor.xyz * diffuseColor.rgb * coat' : 'envColor.xyz * coat';
  shader.fragmentShader = shader.fragmentShader.replace('#include <envmap_fragment>',
    COAT + THREE.ShaderChunk.envmap_fragment.replaceAll(REFLECTION, own));
};

/**
 * Makes a material.
 *
 * @param {any} colour
 * @param {import('./finish.js').Finish} finish
 * @param {number} opacity of the whole die, from 0 to 1
 * @param {any} environment
 */
export const makeCoated = (colour, { gloss, metal, opacity: own, edge }, opacity, environment) => {
  const material = new THREE.MeshPhongMaterial({
    color: colour, vertexColors: edge !== 1,
    envMap: gloss > 0 ? environment : null, combine: THREE.AddOperation, reflectivity: gloss,
    specular: 0xffffff, shininess: 90,
    transparent: own * opacity < 1, opacity: own * opacity,
  });
  material.specular.multiplyScalar(Math.min(.5, gloss * 3));
  if (metal) material.color.multiplyScalar(.72);
  material.onBeforeCompile = patched(metal);
  material.customProgramCacheKey = () => `coat ${metal}`;
  return material;
};
