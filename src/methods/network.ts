// A trained network as an inpainting method. What it is fed and which sizes it takes stands on its card, which its model.json
// holds; nothing is guessed from its name.
import type * as tf from "../tensorflow";
import type { FloatImageBatch, ImageBatch } from "../images/batch";
import { networkInputs } from "../training/networkInput";
import { fillWithModel } from "../training/predict";
import { refusal, type InpaintingMethod } from "./inpaintingMethod";
import type { NetworkCard } from "./networkCard";

/** A network that is ready to fill. */
export interface NetworkMethod extends InpaintingMethod {
  /** Its raw output at known pixels too; for images as they are, hide nothing: fill(images, nothingHidden(images)). */
  readonly fill: (images: ImageBatch, knownMask: ImageBatch) => FloatImageBatch;
  /** For measurements that look inside. */
  readonly model: tf.LayersModel;
  readonly card: NetworkCard;
  /** Frees the network. */
  readonly dispose: () => void;
}

export interface NetworkMethodOptions {
  /** Runs the network over a batch; default: fillWithModel, a part of 500 images at a time. */
  readonly predict?: typeof fillWithModel;
}

/** The method of a network, which it takes over: dispose() frees it. `fill` throws on a size that the card does not name. */
export function networkMethod(
  model: tf.LayersModel,
  card: NetworkCard,
  { predict = fillWithModel }: NetworkMethodOptions = {},
): NetworkMethod {
  const { name, title, sizes, input } = card;
  return {
    name,
    title,
    sizes,
    parameters: model.countParams(),
    model,
    card,
    fill: (images, knownMask) => {
      checkSize(card, images);
      return predict(model, images, knownMask, { prepareInput: networkInputs[input] });
    },
    dispose: () => void model.dispose(),
  };
}

/** Whether the method is a network whose model can be looked at. */
export function isNetworkMethod(method: InpaintingMethod): method is NetworkMethod {
  return "model" in method;
}

function checkSize(card: NetworkCard, { shape: [, height, width] }: ImageBatch): void {
  const refused = refusal(card, height, width);
  if (refused !== null) throw new Error(refused);
  const { name, sizes } = card;
  if (sizes.kind !== "windows" || (height % sizes.multiple === 0 && width % sizes.multiple === 0)) return;
  throw new Error(
    `Expected sides that are multiples of ${sizes.multiple} for ${name}, but received ${width}×${height}. ` +
      `Let windows fill it: fillOneImage(method, image, knownMask).`,
  );
}
