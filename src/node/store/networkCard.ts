// What a saved network says of itself: the card in its model.json or, of a network that was saved without one, what its layers
// tell. Three channels in are the image, four the image and its knownMask; a fixed height and width are the only ones it takes.
// Its folder's name says nothing.
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import * as v from "valibot";
import { savedCardSchema, type SavedCard } from "../../methods/networkCard";
import { readModelJson } from "./modelJson";

/** The card of the network in `folder`. Throws where there is none, the card makes no sense, or it is no network for images. */
export function readNetworkCard(folder: string): SavedCard {
  const { modelTopology, userDefinedMetadata } = readModelJson(folder);
  const card = userDefinedMetadata?.card;
  if (card === undefined) return { ...needsOf(modelTopology, `the one in ${folder}`), experiment: null };
  if (v.is(savedCardSchema, card)) return card;
  throw new Error(
    `Expected the card in ${join(folder, "model.json")} to name a known input and known sizes, but received ` +
      `${JSON.stringify(card)}. Restore the folder, or fill with the version of the project that saved it.`,
  );
}

/**
 * The card to save beside a network that an experiment made: its layers say what it is fed and which sizes it takes. One that has
 * learnt on crops of `cropSize` pixels a side knows wide holes: it fills those of a quarter of that width at full size. With
 * `photographs-partial` and holes of 20 to 60 % in four held-out photographs a margin of an eighth of the crops was better than a
 * quarter by .2 to .6 dB, than a half by 1.4 to 2.9 dB, and for eight within .15 dB of a sixteenth and of a thirty-second.
 */
export function networkCard(model: tf.LayersModel, experiment: string, cropSize: number | null = null): SavedCard {
  const { input, sizes } = needsOf(model.toJSON(null, false) as object, model.name);
  if (cropSize === null || sizes.kind !== "windows") return { input, sizes, experiment };
  return { input, sizes: { ...sizes, margin: Math.max(1, Math.floor(cropSize / 8)) }, experiment };
}

/** How many numbers the saved weights hold, without reading them. */
export function countSavedParameters(folder: string): number {
  const [{ weights }] = readModelJson(folder).weightsManifest;
  return weights.reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0);
}

interface Topology {
  readonly config?: { readonly layers?: readonly LayerEntry[] };
}

interface LayerEntry {
  readonly class_name: string;
  readonly config?: {
    readonly batch_input_shape?: readonly (number | null)[];
    readonly strides?: number | readonly number[];
    /** Of MirrorConvolution. */
    readonly kind?: string;
  };
}

/** `which`: for the error where it is no network for images. */
function needsOf(modelTopology: object, which: string): Omit<SavedCard, "experiment"> {
  const layers = (modelTopology as Topology).config?.layers ?? [];
  const shape = layers.map(({ config }) => config?.batch_input_shape).find((found) => found !== undefined) ?? [];
  const [, height, width, channels] = shape;
  if (shape.length !== 4 || (channels !== 3 && channels !== 4)) {
    throw new Error(
      `Expected a network for images [N,H,W,3], or [N,H,W,4] with the mask as fourth channel, but ${which} takes ` +
        `[${shape.map((side) => side ?? "any").join(",")}]. Take an inpainting network.`,
    );
  }
  const fixed = typeof height === "number" && typeof width === "number";
  return {
    input: channels === 4 ? "mask channel" : "black holes",
    sizes: fixed ? { kind: "one", height, width } : { kind: "windows", multiple: 2 ** layers.filter(halves).length },
  };
}

/** Each such layer needs even sides; layers side by side count as if they followed one another, which only asks for more. */
function halves({ class_name: layer, config: { strides, kind } = {} }: LayerEntry): boolean {
  return kind === "halve" || ([strides].flat()[0] === 2 && !layer.includes("Transpose"));
}
