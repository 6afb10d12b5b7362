// A method's predictions as files that others can measure without this project: images, masks and predictions in NumPy's format, the
// project's own figures, and a short Python program that computes them anew.
import { readFileSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { Benchmark, BenchmarkFigure, BenchmarkMaskSet } from "../../benchmarks/benchmark";
import { drawBenchmarkMasks } from "../../benchmarks/benchmarkMasks";
import { firstImages, joinImages, toFloat, type FillFunction } from "../../images/batch";
import { fillBatch } from "../../methods/fillBatch";
import type { InpaintingMethod } from "../../methods/inpaintingMethod";
import { errorFigure } from "../../metrics/errorFigures";
import { measureMethod } from "../../metrics/measureMethod";
import { npyOfBytes, npyOfFloats } from "../files/npy";
import { pathKind, wrongKind } from "../files/regularFile";
import { writeError, writeFileSafely } from "../files/safeWrite";
import { projectRoot } from "../paths";
import { writeJson } from "../store/runRecord";
import type { BenchmarkImages } from "./loadBenchmarkImages";

/** The figures that the Python program computes too; PROTOCOL.md defines them. */
export const verifiedFigures = [
  "pooledHolePsnrDb",
  "meanPerImageHolePsnrDb",
  "pooledHoleL1",
  "pooledCompositePsnrDb",
  "meanPerImageCompositeSsim",
] as const satisfies readonly BenchmarkFigure[];

export interface VerifiablePlan {
  /** One whose images have all the same size. */
  readonly benchmark: Benchmark;
  readonly data: BenchmarkImages;
  readonly method: Pick<InpaintingMethod, "name" | "title" | "sizes" | "fill">;
  readonly maskSets: readonly BenchmarkMaskSet[];
  /** At most so many images, from the first on. */
  readonly limit: number;
  /** Told what is being filled and how many images are done. */
  readonly onProgress?: (text: string) => void;
  /** Asked before each part of the images; true ends the work with MeasurementStopped, before anything is written. */
  readonly shouldStop?: () => boolean;
}

export type VerifiedFigures = { readonly [figure in (typeof verifiedFigures)[number]]: number };

/** What figures.json holds, besides the names of benchmark, data and method. */
export interface VerifiableFigures {
  /** How many images, from the first on. */
  readonly images: number;
  /** In the order of masks.npy and predictions.npy. */
  readonly maskSets: readonly {
    readonly name: string;
    readonly sha256: string;
    readonly figures: VerifiedFigures;
  }[];
}

const program = "verify.py";
const figuresFile = "figures.json";
const imagesPerPart = 100;

/**
 * Fills the images under each mask set and writes images.npy uint8 [N,H,W,C], masks.npy uint8 [S,N,H,W], 1 = known, predictions.npy
 * float32 [S,N,H,W,C], figures.json and verify.py into the folder, over earlier ones. figures.json comes last, and an earlier one
 * goes first: where it is, the files belong together. Throws where something else than a folder is in its place, before it fills.
 */
export async function writeVerifiable(folder: string, plan: VerifiablePlan): Promise<VerifiableFigures> {
  const { benchmark, data, method, maskSets } = plan;
  checkFolder(folder);
  const images = firstImages(joinImages(data.batches), Math.min(plan.limit, benchmark.images));
  const [count, height, width, channels] = images.shape;
  const imageFile = npyOfBytes(images.shape);
  imageFile.values.set(images.data);
  const maskFile = npyOfBytes([maskSets.length, count, height, width]);
  const predictionFile = npyOfFloats([maskSets.length, count, height, width, channels]);
  const measured = [];
  let at = 0;
  for (const [index, set] of maskSets.entries()) {
    const known = firstImages(await drawBenchmarkMasks(set, benchmark), count);
    maskFile.values.set(known.data, index * known.data.length);
    const keep: FillFunction = async (given, mask) => {
      await new Promise(setImmediate); // a signal arrives here
      const filled = await fillBatch(method, given, mask);
      predictionFile.values.set(toFloat(filled).data, at);
      at += filled.data.length;
      return filled;
    };
    const { errors } = await measureMethod(keep, images, known, {
      batchSize: imagesPerPart,
      shouldStop: plan.shouldStop,
      onProgress: (done) => plan.onProgress?.(`${method.title}, ${set.title}: ${done} of ${count} images`),
    });
    const figures = Object.fromEntries(verifiedFigures.map((name) => [name, errorFigure(errors, name)]));
    measured.push({ name: set.name, sha256: set.sha256, figures: figures as VerifiedFigures });
  }
  const figuresPath = join(folder, figuresFile);
  await rm(figuresPath, { force: true }).catch((error: unknown) => {
    throw writeError(error, figuresPath);
  });
  await writeFileSafely(join(folder, "images.npy"), imageFile.bytes);
  await writeFileSafely(join(folder, "masks.npy"), maskFile.bytes);
  await writeFileSafely(join(folder, "predictions.npy"), predictionFile.bytes);
  await writeFileSafely(join(folder, program), readFileSync(join(projectRoot, "src/benchmarks", program)));
  const result: VerifiableFigures = { images: count, maskSets: measured };
  await writeJson(figuresPath, {
    benchmark: benchmark.name,
    dataset: data.title,
    method: method.name,
    title: method.title,
    ...result,
  });
  return result;
}

function checkFolder(folder: string): void {
  const kind = pathKind(folder);
  if (kind === null || kind === "folder") return;
  throw wrongKind(folder, kind, { what: "a folder for the files", wayOut: "Move it away or name another folder." });
}
