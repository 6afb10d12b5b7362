// paint: the same hole in black, nearly black, dark grey, grey and white through networks that were trained on black holes. One
// that looks for the hole fills it whatever its colour; one that looks for black takes another colour for a part of the
// picture. A method is told that nothing is hidden: what it fills, it has found by itself.
import * as v from "valibot";
import type { FillFunction, ImageBatch } from "../images/batch";
import { nothingHidden, paintHoles } from "../images/holes";
import { bootstrapIntervalSchema } from "../metrics/bootstrap";
import { holeSquares, joinSquares } from "../metrics/holeSquares";
import { imageParts, type OnPart } from "../metrics/imageParts";
import { benchmarkHoles, methodPartOf } from "./holes";
import { pooledPsnrOf, studyInterval } from "./interval";
import type { Interval } from "./records";
import { authors, network } from "./reportMethods";
import { fillsOf, keysOf, measureByKey, type Fills, type OnMethodPart, type Study } from "./study";

export interface Paint {
  readonly name: string;
  /** The grey, in [0,1]. */
  readonly value: number;
}

/** Pooled hole PSNR in dB with the hole painted in each grey before the method sees it: one interval per paint. */
export type PaintValues<Key extends string = "network" | "authors"> = { readonly paints: readonly Paint[] } & {
  readonly [key in Key]: readonly Interval[];
};

export const paintValuesSchema: v.GenericSchema<PaintValues> = v.looseObject({
  paints: v.array(v.looseObject({ name: v.string(), value: v.number() })),
  network: v.array(bootstrapIntervalSchema),
  authors: v.array(bootstrapIntervalSchema),
});

export const paints: readonly Paint[] = [
  { name: "black", value: 0 },
  { name: "nearly black", value: 0.1 },
  { name: "dark grey", value: 0.25 },
  { name: "grey", value: 0.5 },
  { name: "white", value: 1 },
];

export const paintStudy: Study<{ readonly paints: readonly Paint[] }> = {
  name: "paint",
  title: "the same hole painted black, nearly black, dark grey, grey and white",
  methods: [network, authors],
  measure: async (context) => {
    const { images, knownMask } = await benchmarkHoles(context);
    const figures = await measurePaints(fillsOf(context), images, knownMask, methodPartOf(context, "paint", images));
    return { images: images.shape[0], values: { paints, ...figures } };
  },
};

/** Pooled hole PSNR in dB over all images [N,H,W,C], for each method one interval per paint. */
export async function measurePaints<Key extends string>(
  fills: Fills<Key>,
  images: ImageBatch,
  knownMask: ImageBatch,
  onPart: OnMethodPart = () => undefined,
): Promise<{ readonly [key in Key]: Interval[] }> {
  return measureByKey(keysOf(fills), (key) => measureOne(fills[key], images, knownMask, (done) => onPart(done, key)));
}

async function measureOne(
  fill: FillFunction,
  images: ImageBatch,
  knownMask: ImageBatch,
  onPart: OnPart,
): Promise<Interval[]> {
  const parts = paints.map((): ReturnType<typeof holeSquares>[] => []);
  for (const { done, truth, known } of imageParts(images, knownMask)) {
    for (const [i, { value }] of paints.entries()) {
      const painted = paintHoles(truth, known, value);
      parts[i].push(holeSquares(truth, await fill(painted, nothingHidden(painted)), known));
    }
    await onPart(done);
  }
  return parts.map((own, i) => studyInterval(pooledPsnrOf(`hole PSNR, ${paints[i].name}`, joinSquares(own))));
}
