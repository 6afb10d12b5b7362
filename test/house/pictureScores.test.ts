// The PSNR below single pictures of two of the report's figures is recorded in the figures' manifest, in their alternative text:
// the recorded network gives it again.
import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { drawBenchmarkMasks } from "../../src/benchmarks/benchmarkMasks";
import { benchmarkMaskSets } from "../../src/benchmarks/cifar10InpaintingV1";
import { firstImages, type ImageBatch } from "../../src/images/batch";
import { nothingHidden, paintHoles } from "../../src/images/holes";
import { eachHolePsnrDb } from "../../src/metrics/hole";
import { startEngine } from "../../src/node/engine/startEngine";
import { validationSetOf } from "../../src/node/experiments/evaluateRun";
import { readFigureManifest } from "../../src/node/figures/writeFigure";
import { figuresFolder, recordedRunsFolder } from "../../src/node/paths";
import { readRunConfig } from "../../src/node/store/runRecord";
import { loadStudyMethod } from "../../src/node/studies/methods";
import { paints } from "../../src/studies/paint";
import { network } from "../../src/studies/reportMethods";
import { sharedDataset } from "../support/dataset";
import { inputFile } from "../support/inputs";

before(() => startEngine({ quiet: true }));

/** The scores of single pictures that a figure's words give, row by row; those of a whole set are left out. */
async function scoresOf(figure: string): Promise<number[][]> {
  const entry = (await readFigureManifest(figuresFolder)).find(({ name }) => name === figure);
  const [, words] = entry?.alt.split("PSNR in the hole: ") ?? [];
  assert.ok(words, `${figure} gives its scores in words`);
  return words
    .split("; ")
    .map((row) => [...row.matchAll(/([\d.]+) dB(?! in all)/g)].map(([, decibels]) => Number(decibels)));
}

/** In tenths of a decibel, as they are printed; a tenth more or less on another machine. */
function assertScores(found: readonly number[], printed: readonly number[]): void {
  assert.equal(found.length, printed.length);
  found.forEach((value, i) => assert.ok(Math.abs(value - printed[i]) < 0.06, `${value}, printed ${printed[i]}`));
}

test("reconstructions: ten fills by the network", async () => {
  if (inputFile("CIFAR10_ARCHIVE", "the scores below the reconstructions") === undefined) return;
  const config = readRunConfig(join(recordedRunsFolder, network.method));
  const set = validationSetOf(config, await sharedDataset());
  const [images, knownMask] = [firstImages(set.images, 10), firstImages(set.knownMask, 10)];
  const given = paintHoles(images, knownMask);
  const method = await loadStudyMethod(network.method);
  const filled = await method.fill(given, knownMask);
  method.dispose();
  const printed = await scoresOf("reconstructions");
  assert.equal(printed.length, 1);
  assertScores(eachHolePsnrDb(images, filled, knownMask), printed[0]);
});

test("paint-test: eight fills for every paint", async () => {
  if (inputFile("CIFAR10_ARCHIVE", "the scores below the paint test") === undefined) return;
  const images: ImageBatch = firstImages((await sharedDataset()).test.images, 8);
  const knownMask = firstImages(await drawBenchmarkMasks(benchmarkMaskSets[0]), 8);
  const printed = await scoresOf("paint-test");
  assert.equal(printed.length, paints.length);
  const method = await loadStudyMethod(network.method);
  for (const [i, { value }] of paints.entries()) {
    const painted = paintHoles(images, knownMask, value);
    assertScores(eachHolePsnrDb(images, await method.fill(painted, nothingHidden(painted)), knownMask), printed[i]);
  }
  method.dispose();
});
