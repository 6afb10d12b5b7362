import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fillMean } from "../../src/classical/mean";
import { imageBatch, range, takeImages, toFloat } from "../../src/images/batch";
import { repeatMask } from "../../src/images/holes";
import {
  countImages,
  errorFigure,
  errorFigureNames,
  perfectImagePsnrDb,
  type ErrorFigureName,
} from "../../src/metrics/errorFigures";
import { pooledHolePsnrDb, pooledL1, pooledMse, psnrDb } from "../../src/metrics/hole";
import { concatImageErrors, measureImages, selectImageErrors } from "../../src/metrics/imageErrors";
import { sharedDataset } from "../support/dataset";
import { randomStream } from "../../src/random";
import { inputFile } from "../support/inputs";
import { formulaPictures } from "./formulaPictures";
import { near } from "./near";
import { noisyImages, randomImages, randomMasks } from "./samples";

const random = randomStream(1, "error figures");
const shape = [40, 12, 17, 3] as const;
const truth = randomImages(shape, random);
const filled = noisyImages(truth, random);
const knownMask = randomMasks(shape, random, 0.02);
(knownMask.data as Uint8Array).fill(1, 0, 12 * 17).fill(0, 12 * 17, 2 * 12 * 17);
const errors = measureImages(truth, filled, knownMask);

test("every name says averaging, region and measure", () => {
  assert.equal(errorFigureNames.length, 28);
  assert.equal(new Set(errorFigureNames).size, 28);
  for (const name of errorFigureNames) assert.ok(Number.isFinite(errorFigure(errors, name)), name);
});

test("one image: figures equal scikit-image's and numpy's, pooled and per image alike", () => {
  for (const { name, truth, filled, knownMask, measured } of formulaPictures) {
    const one = measureImages(truth, filled, knownMask);
    for (const averaging of ["pooled", "meanPerImage"] as const) {
      near(errorFigure(one, `${averaging}HoleMse`), measured.holeMse, 1e-14, name);
      near(errorFigure(one, `${averaging}HoleL1`), measured.holeL1, 1e-14, name);
      near(errorFigure(one, `${averaging}KnownMse`), measured.knownMse, 1e-14, name);
      near(errorFigure(one, `${averaging}FullPsnrDb`), measured.fullPsnrDb, 1e-11, name);
      near(errorFigure(one, `${averaging}CompositeMse`), measured.compositeMse, 1e-14, name);
      near(errorFigure(one, `${averaging}CompositePsnrDb`), measured.compositePsnrDb, 1e-11, name);
      near(errorFigure(one, `${averaging}HoleSsim`), measured.holeSsim, 1e-12, name);
    }
    near(errorFigure(one, "meanPerImageCompositeSsim"), measured.compositeSsim, 1e-12, name);
    const share = (): number => errorFigure(one, "pooledHoleGradientShare");
    if (measured.holePairs === 0)
      assert.throws(share, /^Error: Expected something to measure for pooledHoleGradientShare/);
    else near(share(), measured.holeGradientEnergy / measured.truthHoleGradientEnergy, 1e-9, name);
  }
});

test("pooled figures equal those taken straight from the pixels", () => {
  for (const region of ["hole", "known", "full"] as const) {
    const name = { hole: "Hole", known: "Known", full: "Full" }[region] as "Hole" | "Known" | "Full";
    near(errorFigure(errors, `pooled${name}Mse`), pooledMse(truth, filled, knownMask, region), 1e-14);
    near(errorFigure(errors, `pooled${name}L1`), pooledL1(truth, filled, knownMask, region), 1e-14);
  }
  near(errorFigure(errors, "pooledHolePsnrDb"), pooledHolePsnrDb(truth, filled, knownMask), 1e-10);
});

test("pooled is the mean of per-image errors weighted by pixels; the mean of PSNRs is another number, never below", () => {
  let weighted = 0;
  let mean = 0;
  let images = 0;
  const { holePixels } = countImages(errors);
  for (let i = 0; i < 40; i++) {
    if (errors.holePixels[i] === 0) continue;
    const mse = errors.holeSquared[i] / (3 * errors.holePixels[i]);
    weighted += (mse * errors.holePixels[i]) / holePixels;
    mean += psnrDb(mse);
    images++;
  }
  near(errorFigure(errors, "pooledHoleMse"), weighted, 1e-14);
  near(errorFigure(errors, "meanPerImageHolePsnrDb"), mean / images, 1e-10);
  const equalWeights = selectImageErrors(errors, range(38, 2));
  assert.ok(errorFigure(equalWeights, "meanPerImageFullPsnrDb") >= errorFigure(equalWeights, "pooledFullPsnrDb"));
});

test("the full image is the composite plus what is wrong in known pixels", () => {
  const share = countImages(errors).knownPixels / (40 * 12 * 17);
  const inKnown = share * errorFigure(errors, "pooledKnownMse");
  near(errorFigure(errors, "pooledFullMse"), errorFigure(errors, "pooledCompositeMse") + inKnown);
  near(errorFigure(errors, "pooledCompositeMse"), (1 - share) * errorFigure(errors, "pooledHoleMse"));
});

test("merged parts give the figures of the whole", () => {
  const parts = concatImageErrors([selectImageErrors(errors, range(13)), selectImageErrors(errors, range(27, 13))]);
  for (const name of errorFigureNames) assert.equal(errorFigure(parts, name), errorFigure(errors, name));
});

test("a perfect fill: pooled PSNR is infinite, the mean of per-image PSNRs takes 100 dB for a perfect image", () => {
  const perfect = measureImages(truth, toFloat(truth), knownMask);
  assert.equal(errorFigure(perfect, "pooledHolePsnrDb"), Infinity);
  assert.equal(errorFigure(perfect, "meanPerImageHolePsnrDb"), perfectImagePsnrDb);
  assert.equal(errorFigure(perfect, "pooledHoleGradientShare"), 1);
  const other = selectImageErrors(errors, [3]);
  const both = concatImageErrors([selectImageErrors(perfect, [3]), other]);
  near(errorFigure(both, "meanPerImageHolePsnrDb"), (100 + errorFigure(other, "pooledHolePsnrDb")) / 2, 1e-12);
});

test("errors above 1 are no PSNR: their means are left as they are", () => {
  const black = imageBatch(new Uint8Array(12 * 17), [1, 12, 17, 1]);
  const wild = imageBatch(new Float32Array(12 * 17).fill(50), black.shape);
  const figures = measureImages(black, wild, black);
  assert.equal(errorFigure(figures, "meanPerImageHoleMse"), 2500);
});

test("images without such pixels are left out and counted", () => {
  assert.deepEqual(countImages(errors), {
    images: 40,
    withHole: 39,
    withKnown: 39,
    holePixels: Array.from(knownMask.data).filter((known) => known === 0).length,
    knownPixels: Array.from(knownMask.data).filter((known) => known === 1).length,
  });
  const withHole = selectImageErrors(errors, range(39, 1));
  for (const name of [
    "pooledHoleMse",
    "meanPerImageHolePsnrDb",
    "meanPerImageHoleSsim",
    "pooledHoleGradientShare",
  ] as const) {
    assert.equal(errorFigure(withHole, name), errorFigure(errors, name));
  }
});

test("a figure that nothing supports is an error, not NaN", () => {
  const noHole = selectImageErrors(errors, [0]);
  const allHole = selectImageErrors(errors, [1, 1]);
  assert.throws(() => errorFigure(noHole, "pooledHoleMse"), {
    message:
      "Expected something to measure for pooledHoleMse, but none of the 1 images has any. " +
      "Leave the figure out for these masks, or draw masks with a hole and a rim.",
  });
  const failing = (one: typeof errors): string[] =>
    errorFigureNames.filter((name) => {
      try {
        return Number.isNaN(errorFigure(one, name));
      } catch (error) {
        return (error as Error).message.startsWith("Expected something to measure");
      }
    });
  assert.deepEqual(
    failing(noHole),
    errorFigureNames.filter((name) => name.includes("Hole")),
  );
  assert.deepEqual(
    failing(allHole),
    errorFigureNames.filter((name) => name.includes("Known")),
  );
  assert.equal(errorFigure(noHole, "pooledCompositePsnrDb"), Infinity);
});

test("an unknown name is answered with the list", () => {
  assert.throws(
    () => errorFigure(errors, "psnr" as ErrorFigureName),
    /^Error: Expected one of the figures pooledHoleMse, .*pooledHoleGradientShare, but received "psnr"\. Choose one of these\.$/,
  );
});

test("CIFAR-10, centre 16×16 filled with the mean colour: scikit-image's figures", async () => {
  if (!inputFile("CIFAR10_ARCHIVE", "figures of the mean fill beside scikit-image's")) return;
  const { meanFill } = JSON.parse(readFileSync(join(__dirname, "../fixtures/cifar10-metrics.json"), "utf8")) as {
    readonly meanFill: { readonly images: number } & { readonly [name in ErrorFigureName]: number };
  };
  const images = takeImages((await sharedDataset()).test.images, range(meanFill.images));
  const known = new Uint8Array(1024).fill(1);
  for (let y = 8; y < 24; y++) known.fill(0, 32 * y + 8, 32 * y + 24);
  const mask = repeatMask(imageBatch(known, [1, 32, 32, 1]), meanFill.images);
  const found = measureImages(images, fillMean(images, mask), mask);
  for (const name of [
    "pooledHoleMse",
    "pooledHolePsnrDb",
    "meanPerImageHolePsnrDb",
    "meanPerImageCompositePsnrDb",
    "meanPerImageCompositeSsim",
    "pooledHoleSsim",
  ] as const)
    near(errorFigure(found, name), meanFill[name], 1e-6, name);
});
