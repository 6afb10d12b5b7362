// undamaged: what is lost without any hole. Whole pictures through a network whose bottleneck holds a third as many numbers,
// beside the plainest way to keep fewer, the mean of each 2×2 pixels, which keeps a quarter.
import * as v from "valibot";
import { imageBatch, type FillFunction, type FloatImageBatch, type ImageBatch } from "../images/batch";
import { nothingHidden } from "../images/holes";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { errorRatio } from "../metrics/errorFigures";
import { concatImageErrors, measureImages } from "../metrics/imageErrors";
import { imageParts, type OnPart } from "../metrics/imageParts";
import { methodPartOf, partOf } from "./holes";
import { studyInterval } from "./interval";
import type { Interval } from "./records";
import { authors, network } from "./reportMethods";
import { fillsOf, keysOf, measureByKey, type Fills, type OnMethodPart, type Study } from "./study";

export interface PooledValues {
  /** The image averaged over 2×2 pixels, four times fewer numbers, and enlarged again. */
  readonly meanPooled: Interval;
  readonly numbersIn: number;
  /** Of the report's network. */
  readonly numbersBottleneck: number;
  readonly numbersPooled: number;
}

/** Pooled PSNR in dB of whole images without any hole. */
export type UndamagedValues<Key extends string = "network" | "authors"> = {
  readonly [key in Key]: Interval;
} & PooledValues;

export const undamagedValuesSchema: v.GenericSchema<UndamagedValues> = v.looseObject({
  network: bootstrapIntervalSchema,
  authors: bootstrapIntervalSchema,
  meanPooled: bootstrapIntervalSchema,
  numbersIn: v.number(),
  numbersBottleneck: v.number(),
  numbersPooled: v.number(),
});

/** The numbers of the report's bottleneck, 8×8 pixels of 16 channels. */
const numbersBottleneck = 8 * 8 * 16;

export const undamagedStudy: Study<PooledValues> = {
  name: "undamaged",
  title: "whole pictures without a hole, beside the mean of each 2×2 pixels",
  methods: [network, authors],
  measure: async (context) => {
    const { images } = context.dataset.test;
    const [count, height, width, channels] = images.shape;
    const figures = await measureUndamaged(fillsOf(context), images, methodPartOf(context, "undamaged", images));
    const meanPooled = await wholeImagePsnr(poolAndEnlarge, images, partOf(context, "undamaged, 2×2 means", images));
    const numbersIn = height * width * channels;
    const numbersPooled = numbersIn / 4;
    return { images: count, values: { ...figures, meanPooled, numbersIn, numbersBottleneck, numbersPooled } };
  },
};

/** Pooled whole-image PSNR in dB of what each method makes of undamaged images [N,H,W,C]. */
export async function measureUndamaged<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  onPart: OnMethodPart = () => undefined,
): Promise<{ readonly [key in Key]: Interval }> {
  return measureByKey(keysOf(fills), (key) => wholeImagePsnr(fills[key], images, (done) => onPart(done, key)));
}

async function wholeImagePsnr(fill: FillFunction, images: ImageBatch, onPart: OnPart): Promise<Interval> {
  const parts = [];
  for (const { done, truth, known } of imageParts(images, nothingHidden(images))) {
    parts.push(measureImages(truth, await fill(truth, known), known));
    await onPart(done);
  }
  return studyInterval(errorRatio(concatImageErrors(parts), "pooledFullPsnrDb"));
}

/** Every 2×2 pixels become their mean, channel by channel. Throws for odd sides. */
export function poolAndEnlarge(images: FloatImageBatch): FloatImageBatch {
  const [count, height, width, channels] = images.shape;
  const { data } = images;
  const row = width * channels;
  if (height % 2 !== 0 || width % 2 !== 0) {
    throw new Error(
      `Expected images with even sides to pool by 2×2, but received ${height}×${width}. Crop a row or a column.`,
    );
  }
  const pooled = new Float32Array(data.length);
  for (let y = 0; y < count * height; y += 2) {
    for (let x = 0; x < width; x += 2) {
      for (let c = 0; c < channels; c++) {
        const k = y * row + x * channels + c;
        const corners = [k, k + channels, k + row, k + row + channels];
        const mean = corners.reduce((sum, at) => sum + data[at], 0) / 4;
        for (const at of corners) pooled[at] = mean;
      }
    }
  }
  return imageBatch(pooled, images.shape);
}
