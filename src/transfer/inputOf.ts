// How a classifier made of an encoder is fed: with a mask channel where its network takes four channels.
import type * as tf from "../tensorflow";
import { networkInputs } from "../training/networkInput";
import type { PrepareInput } from "../training/step";

/** Of images and masks: the image with 0 in the holes, and the mask behind it for a network of four channels. */
export function inputOf({ inputs }: tf.LayersModel): PrepareInput {
  return networkInputs[inputs[0].shape[3] === 4 ? "mask channel" : "black holes"];
}
