// What one student of the class experiment hands in: one training, told apart from the others' by its seed alone, as a small
// JSON file. Every network fills the same holes (the benchmark's first mask set), so that results differ by the training and
// not by the task. A checksum over the numbers notices a file that broke off or was changed.
import * as v from "valibot";
import type { BenchmarkMaskSet } from "../benchmarks/benchmark";
import { sha256Of } from "../benchmarks/benchmarkMasks";
import { benchmarkMaskSets } from "../benchmarks/cifar10InpaintingV1";
import { fitting } from "../schema";

/** The holes that every seed is measured on. */
export const seedMaskSet: BenchmarkMaskSet = benchmarkMaskSets[0];

/** What must agree before seeds may be compared. */
export interface SeedSettings {
  readonly network: string;
  readonly dataset: string;
  /** Identifies the data: see Dataset. */
  readonly fingerprint: string;
  readonly masks: string;
  readonly trainImages: number;
  readonly epochs: number;
  readonly batchSize: number;
  readonly maskSet: string;
  readonly testImages: number;
}

export interface SeedFigures {
  readonly holePsnrDb: number;
  /** In nats, over the whole image. */
  readonly crossentropy: number;
  /** Of the harmonic fill in the same holes: it has no seed. */
  readonly harmonicHolePsnrDb: number;
}

export interface SeedResult {
  readonly format: string;
  readonly seed: number;
  readonly settings: SeedSettings;
  readonly figures: SeedFigures;
  /** Of the training, and on what. */
  readonly seconds: number;
  readonly engine: string;
  /** SHA-256 of everything above. */
  readonly checksum: string;
}

const format = "inpainting-lab seed result 2";
const resultSchema: v.GenericSchema<SeedResult> = v.looseObject({
  format: v.literal(format),
  seed: v.number(),
  settings: v.looseObject({
    network: v.string(),
    dataset: v.string(),
    fingerprint: v.string(),
    masks: v.string(),
    trainImages: v.number(),
    epochs: v.number(),
    batchSize: v.number(),
    maskSet: v.string(),
    testImages: v.number(),
  }),
  figures: v.looseObject({ holePsnrDb: v.number(), crossentropy: v.number(), harmonicHolePsnrDb: v.number() }),
  seconds: v.number(),
  engine: v.string(),
  checksum: v.string(),
});

/** The result with its format and checksum. */
export async function sealSeedResult(result: Omit<SeedResult, "format" | "checksum">): Promise<SeedResult> {
  const { seed, settings, figures, seconds, engine } = result;
  const whole = { format, seed, settings, figures, seconds, engine };
  return { ...whole, checksum: await checksumOf(whole) };
}

/** The result in a file's text. Throws, in half a sentence, what is wrong with the text. */
export async function readSeedResult(text: string): Promise<SeedResult> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Error(text.trim() === "" ? "it is empty" : "it is no whole JSON");
  }
  const result = fitting(value, resultSchema, ({ place, expected, received }) =>
    place === "" || place === "format"
      ? new Error(`it is no result of a seed (its format is not "${format}")`)
      : new Error(`its ${place} is ${received} instead of ${expected}`),
  );
  const { checksum, ...rest } = result;
  if (checksum !== (await checksumOf(rest))) throw new Error("its checksum does not fit: it was changed");
  return result;
}

/** What differs between two settings, as "epochs 3 instead of 5"; "" if nothing. */
export function settingsDifference(theirs: SeedSettings, ours: SeedSettings): string {
  const names = Object.keys(ours) as (keyof SeedSettings)[];
  return names
    .filter((name) => theirs[name] !== ours[name])
    .map((name) => `${name} ${theirs[name]} instead of ${ours[name]}`)
    .join(", ");
}

function checksumOf(result: object): Promise<string> {
  return sha256Of(new TextEncoder().encode(JSON.stringify(result)));
}
