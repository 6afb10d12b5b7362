// Masks by the name of a family or of a mixture: what settings, commands and records say.
import type { BatchShape, ImageBatch } from "../images/batch";
import type { Random } from "../random";
import { maskFamilies, maskMixtures, type DrawMasks } from "./index";
import { drawMixedMasks, type MaskMixture } from "./mixture";

/** knownMask uint8 [N,H,W,1] of a family or a mixture. Throws, naming all of them, where there is none of this name. */
export function drawNamedMasks(name: string, shape: BatchShape, random: Random): ImageBatch {
  const found = find(name);
  return typeof found === "function" ? found(shape, random) : drawMixedMasks(shape, random, found);
}

/**
 * What decides how masks of this name look, for the key of a cache: the family's function, or the mixture, drawMixedMasks and the
 * functions of its parts. Each is exported by the file that its code stands in.
 */
export function maskFunctions(name: string): (DrawMasks | MaskMixture | typeof drawMixedMasks)[] {
  const found = find(name);
  if (typeof found === "function") return [found];
  return [found, drawMixedMasks, ...found.parts.flatMap(({ family }) => maskFunctions(family))];
}

function find(name: string): DrawMasks | MaskMixture {
  if (Object.hasOwn(maskFamilies, name)) return maskFamilies[name].draw;
  if (Object.hasOwn(maskMixtures, name)) return maskMixtures[name];
  throw new Error(
    `Expected masks of a family among ${Object.keys(maskFamilies).join(", ")}, or of a mixture among ` +
      `${Object.keys(maskMixtures).join(", ")}, but received "${name}". Use one of these names.`,
  );
}
