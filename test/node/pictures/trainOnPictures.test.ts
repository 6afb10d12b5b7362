// A training on a folder of pictures through the one runner: stopped and continued, with workers and without, it ends with the same
// bits.
import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import type { Experiment } from "../../../src/experiments/experiment";
import type { ExperimentData } from "../../../src/experiments/experimentData";
import { photographsUNet } from "../../../src/experiments/photographsUNet";
import { planRun } from "../../../src/experiments/plan";
import { photographsInMemory, type Photographs } from "../../../src/datasets/photographs";
import { startEngine } from "../../../src/node/engine/startEngine";
import { runExperiment } from "../../../src/node/experiments/runExperiment";
import { train } from "../../../src/node/cli/train";
import { findPictures } from "../../../src/node/pictures/findPictures";
import { openExperimentData } from "../../../src/node/pictures/openExperimentData";
import { openPhotographs } from "../../../src/node/pictures/openPhotographs";
import { drawPictures } from "../experiments/drawnPhotographs";
import { temporaryFolder } from "../../support/temporaryFolder";

const folder = temporaryFolder("train-pictures-");
const pictures = drawPictures(10);
const { crops } = photographsUNet;
assert.ok(crops !== undefined);
const small: Experiment = {
  ...photographsUNet,
  crops: { ...crops, size: 16, shorterSide: null, perPicture: 3 },
  network: { name: "articleUNet", options: { width: 0.0625, maskChannel: true, imageSize: [16, 16] } },
  batchSize: 8,
  epochs: 2,
};
const smallCrops = small.crops ?? crops;

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
  for (const [i, { data, shape }] of pictures.entries()) {
    const raw = { height: shape[1], width: shape[2], channels: 3 } as const;
    writeFileSync(join(folder, `${i}.png`), await sharp(data, { raw }).png().toBuffer());
  }
});

/** Log and weights of the run, trained in parts of so many steps. */
async function bitsOf(data: ExperimentData, stepsPerPart = Infinity): Promise<string[]> {
  const into = temporaryFolder("train-pictures-run-");
  const config = planRun(small, data);
  for (;;) {
    let steps = 0;
    const { outcome, model } = await runExperiment({
      config,
      dataset: data,
      folder: into,
      shouldStop: () => ++steps >= stepsPerPart,
    });
    model.dispose();
    if (outcome === "finished") break;
  }
  return [readFileSync(join(into, "log.csv"), "utf8"), readFileSync(join(into, "model/weights.bin")).toString("hex")];
}

test("with workers, with pictures decoded again and again, in parts: the same bits as in memory", async () => {
  const { title } = { title: "test" };
  const { files } = findPictures(folder);
  const opened = await openPhotographs(files, smallCrops, { title, workers: 2 });
  const inMemory: Photographs = photographsInMemory(pictures, smallCrops, { title, fingerprint: opened.fingerprint });
  const uncached = await openPhotographs(files, smallCrops, { title, workers: 2, cacheBytes: 40_000 });
  try {
    const expected = await bitsOf(inMemory);
    assert.deepEqual(await bitsOf(opened), expected);
    assert.deepEqual(await bitsOf(opened, 3), expected);
    assert.deepEqual(await bitsOf(uncached, 2), expected);
  } finally {
    await opened.close();
    await uncached.close();
  }
});

test("an experiment's data: a folder in place of its photographs, and none where it has no use for one", async () => {
  const { data, close } = await openExperimentData(small, folder);
  await close();
  assert.equal(planRun(small, data).dataset, `pictures of the folder ${folder.split("/").at(-1)}`);
  const { crops: _, ...withoutCrops } = small;
  await assert.rejects(
    openExperimentData(withoutCrops, folder),
    /Expected photographs-unet to say how images are cut from photographs, but it has no crops\. Give it a size/,
  );
});

test("npm run train: --images only for photographs, never with --record; an empty folder", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  const empty = temporaryFolder("train-nothing-");
  assert.equal(await train({ experiment: "report-fixed", images: folder }), 1);
  assert.equal(await train({ experiment: "photographs-unet", images: folder, record: true }), 1);
  assert.equal(await train({ experiment: "photographs-unet", images: empty }), 1);
  const sentences = said.mock.calls.map(({ arguments: [text] }) => String(text));
  assert.match(
    sentences[0],
    /^Expected an experiment on photographs with --images, but received report-fixed, .* Use photographs-unet or .*, or leave/,
  );
  assert.match(
    sentences[1],
    /^Expected --record without --images, since others do not have these pictures, but received both\. Leave/,
  );
  assert.match(sentences[2], /^Expected pictures in .*, but received none\. Name a folder/);
});
