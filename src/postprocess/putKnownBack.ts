// The simplest postprocess, and the first of every other: known pixels as they were, the hole as it was filled.
import { composite } from "../images/holes";
import type { Postprocess } from "./postprocess";

/** Known pixels are put back, so that only the hole is the method's. */
export const putKnownBack: Postprocess = {
  name: "composite",
  title: "composited",
  apply: (filled, images, knownMask) => composite(images, filled, knownMask),
};
