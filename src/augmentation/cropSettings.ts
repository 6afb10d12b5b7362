// How training images are cut from pictures of any size, as plain values that fit into JSON.
import * as v from "valibot";

export interface CropSettings {
  /** Height and width of the crops in pixels. */
  readonly size: number;
  /** Crops of each picture in an epoch. */
  readonly perPicture: number;
  /** Pictures whose shorter side is longer are resized to it before anything is cut; null: they stay as they are. */
  readonly shorterSide: number | null;
  /** Pixels of the crop per pixel of the picture, drawn between these two; [1, 1] keeps the size. */
  readonly scale: readonly [number, number];
  /** Crops are turned by at most so many degrees to either side, 0 to 45. */
  readonly rotation: number;
  /** Each with probability 1/2. */
  readonly flips: readonly ("horizontal" | "vertical")[];
  /** As colourJitter takes it. */
  readonly hue: number;
  /** As colourJitter takes it. */
  readonly saturation: number;
}

export const cropSettingsSchema: v.GenericSchema<CropSettings> = v.looseObject({
  size: v.number(),
  perPicture: v.number(),
  shorterSide: v.nullable(v.number()),
  scale: v.tuple([v.number(), v.number()]),
  rotation: v.number(),
  flips: v.array(v.picklist(["horizontal", "vertical"])),
  hue: v.number(),
  saturation: v.number(),
});

/** One crop of each picture, its place drawn, nothing else changed. */
export const plainCrops: Omit<CropSettings, "size"> = {
  perPicture: 1,
  shorterSide: null,
  scale: [1, 1],
  rotation: 0,
  flips: [],
  hue: 0,
  saturation: 0,
};

/**
 * What the project viv66/image-inpainting (ICME 2019 challenge) names as its augmentation: pictures resized to 256, random crop,
 * both flips, rotation by up to 20 degrees, hue and saturation jittered by .05. Its notebook
 * (Inpainting_Partial_Convolution-2.ipynb, class Places2Data) composes these transforms once, with a crop of size None, and never
 * applies them: what it trains on is only turned into a tensor and normalised. Scaling by .5 to 1 is ours. It keeps the
 * proportions, where the notebook's Resize((256, 256)) would not.
 */
export const fullAugmentation: Omit<CropSettings, "size" | "perPicture"> = {
  shorterSide: 256,
  scale: [0.5, 1],
  rotation: 20,
  flips: ["horizontal", "vertical"],
  hue: 0.05,
  saturation: 0.05,
};

/** Throws, naming the setting, where a value makes no sense. */
export function checkCropSettings(crops: CropSettings): void {
  const { size, perPicture, shorterSide, scale, rotation, flips, hue, saturation } = crops;
  const whole = (value: number): boolean => Number.isInteger(value) && value >= 1;
  if (!whole(size)) fail("size", "a whole number of pixels from 1 up", size, 64);
  if (!whole(perPicture)) fail("perPicture", "a whole number from 1 up", perPicture, 4);
  if (shorterSide !== null && !(whole(shorterSide) && shorterSide >= size)) {
    fail("shorterSide", `a whole number of pixels from crops.size, ${size}, up, or null`, shorterSide, size);
  }
  const inOrder = Array.isArray(scale) && scale.length === 2 && scale[0] > 0 && scale[0] <= scale[1] && scale[1] <= 4;
  if (!inOrder) fail("scale", "two numbers above 0 and up to 4, the smaller one first", scale, [0.5, 1]);
  if (!(rotation >= 0 && rotation <= 45)) fail("rotation", "from 0 to 45 degrees", rotation, 20);
  if (!Array.isArray(flips) || flips.some((flip) => flip !== "horizontal" && flip !== "vertical")) {
    fail("flips", 'a list of "horizontal" and "vertical"', flips, ["horizontal"]);
  }
  if (!(hue >= 0 && hue <= 0.5)) fail("hue", "from 0 to .5", hue, 0.05);
  if (!(saturation >= 0 && saturation <= 1)) fail("saturation", "from 0 to 1", saturation, 0.05);
}

function fail(setting: string, expected: string, received: unknown, example: unknown): never {
  throw new Error(
    `Expected crops.${setting} to be ${expected}, but received ${JSON.stringify(received)}. ` +
      `Write for example crops.${setting}=${JSON.stringify(example)}.`,
  );
}
