// A method and what is done to its output afterwards, as one method. Each such step sees what the method saw and what it made
// of it: blending at the hole's edge, sharpening, or merely the known pixels put back (src/postprocess).
import type { Postprocess } from "../postprocess/postprocess";
import type { InpaintingMethod } from "./inpaintingMethod";

/** The method with `postprocess` after it: "harmonic+composite". Sizes, parameters and dispose() stay the method's. */
export function followedBy(method: InpaintingMethod, postprocess: Postprocess): InpaintingMethod {
  return {
    ...method,
    name: `${method.name}+${postprocess.name}`,
    title: `${method.title}, ${postprocess.title}`,
    fill: async (images, knownMask) => postprocess.apply(await method.fill(images, knownMask), images, knownMask),
  };
}
