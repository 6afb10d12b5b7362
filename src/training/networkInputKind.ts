// The names of what a network can be fed: what makes it of images and masks stands in networkInput.ts.
import * as v from "valibot";

/**
 * "black holes": the image with 0 in its holes, [N,H,W,3]; "mask channel": the same with its knownMask, [N,H,W,4]; "whole image": the
 * undamaged image, [N,H,W,3], for a network that says what it shows.
 */
export type NetworkInput = "black holes" | "mask channel" | "whole image";

export const networkInputSchema: v.GenericSchema<NetworkInput> = v.picklist([
  "black holes",
  "mask channel",
  "whole image",
]);
