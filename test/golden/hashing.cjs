// What the guard hashes, whatever the interface of the checkout: the items, the images they take, and the hashes themselves.
// An adapter (reference.cjs, current.cjs) hands in a `lab`: functions that get these things from its checkout.
// Nothing here imports anything of the project.
const { createHash } = require("node:crypto");
const { mkdtempSync, rmSync, writeFileSync } = require("node:fs");
const { tmpdir } = require("node:os");
const { join } = require("node:path");

/** @typedef {{ data: Float32Array | Uint8Array, shape: readonly number[] }} Values A batch of images, masks, or one array. */
/** @typedef {{ [item: string]: string }} Hashes */
/** @typedef {(name: string, work: () => Promise<Hashes>) => Promise<void>} Job */

/**
 * One hash of shapes and bits, in this order; names are left out.
 * @param {readonly Values[]} arrays
 */
function hashArrays(arrays) {
  const hash = createHash("sha256");
  for (const { data, shape } of arrays) {
    hash.update(`${data.constructor.name} ${shape.join(",")};`);
    hash.update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
  }
  return hash.digest("hex");
}

/**
 * Numbers are written in full, so that no bit is lost.
 * @param {unknown} value
 */
function hashJson(value) {
  return createHash("sha256").update(JSON.stringify(value)).digest("hex");
}

/**
 * Tensors as arrays.
 * @param {readonly any[]} tensors
 * @returns {Values[]}
 */
function arraysOf(tensors) {
  return tensors.map((tensor) => ({ data: tensor.dataSync(), shape: tensor.shape }));
}

/**
 * @param {Values} images
 * @param {number} count
 * @returns {Values}
 */
function firstOf({ data, shape: [all, ...rest] }, count) {
  const size = data.length / all;
  return { data: data.subarray(0, count * size), shape: [count, ...rest] };
}

/**
 * A data set of the first so many images.
 * @param {any} dataset
 * @param {number} trainImages
 * @param {number} testImages
 */
function smallDataset(dataset, trainImages, testImages) {
  const { train, test } = dataset;
  return {
    ...dataset,
    train: { images: firstOf(train.images, trainImages), labels: train.labels.subarray(0, trainImages) },
    test: { images: firstOf(test.images, testImages), labels: test.labels.subarray(0, testImages) },
  };
}

/**
 * A folder for the length of one task.
 * @template Result
 * @param {(folder: string) => Promise<Result>} use
 */
async function withFolder(use) {
  const folder = mkdtempSync(join(tmpdir(), "golden-"));
  try {
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * What a training left behind, each hashed by itself.
 * @param {{ weights?: Values[], parameters?: Values[], optimizerState?: Values[], numbers?: { [name: string]: unknown } }} left
 */
function hashTraining({ weights, parameters, optimizerState, numbers = {} }) {
  /** @type {Hashes} */
  const hashes = {};
  if (weights) hashes.weights = hashArrays(weights);
  if (parameters) hashes.parameters = hashArrays(parameters);
  if (optimizerState) hashes["optimiser state"] = hashArrays(optimizerState);
  for (const [name, value] of Object.entries(numbers)) {
    hashes[name] = hashJson(value);
  }
  return hashes;
}

/**
 * Two epochs of the report's experiment on some of the images, and of the audit's two trainings.
 * @param {any} lab
 * @param {any} dataset
 * @param {Job} job
 */
async function reportPart(lab, dataset, job) {
  const runs = [
    { masks: "fixed", seed: 1, trainImages: 5_000, validationImages: 1_000 },
    { masks: "fresh", seed: 1, trainImages: 5_000, validationImages: 1_000 },
    { masks: "fixed", seed: 2, trainImages: 10_000, validationImages: 1_000 },
  ];
  for (const run of runs) {
    await job(`${run.masks} masks, seed ${run.seed}`, () =>
      withFolder(async (folder) => hashTraining(await lab.trainReport(dataset, { ...run, epochs: 2, folder }))),
    );
  }
  const small = smallDataset(dataset, 3_000, 1_000);
  for (const name of ["held-out", "squared-error"]) {
    await job(name, () =>
      withFolder(async (folder) => hashTraining(await lab.trainExtra(small, { name, epochs: 2, folder }))),
    );
  }
}

/**
 * The first 90 batches of the residual inpainter, from drawn weights and from the recorded ones.
 * @param {any} lab
 * @param {any} dataset
 * @param {Job} job
 */
async function inpainterPart(lab, dataset, job) {
  for (const fromRecorded of [false, true]) {
    await job(fromRecorded ? "from the recorded network" : "from drawn weights", () =>
      withFolder(async (folder) =>
        hashTraining(await lab.trainInpainter(dataset, { steps: 90, fromRecorded, folder })),
      ),
    );
  }
  await job("recorded network", async () => ({ "held-out PSNR": hashJson(await lab.heldOutPsnr(dataset, 100)) }));
}

/**
 * The first 16 batches of every rung, and how the last one fills.
 * @param {any} lab
 * @param {any} dataset
 * @param {Job} job
 */
async function ladderPart(lab, dataset, job) {
  const rungs = 7;
  for (let rung = 1; rung <= rungs; rung++) {
    await job(`rung ${rung}`, async () =>
      hashTraining(await lab.trainRung(dataset, { rung, steps: 16, measured: rung === rungs ? 200 : 0 })),
    );
  }
}

/** The mask families by title, which stays when a name in the code changes. */
const familyTitles = {
  square8: "8×8 square, the report's range",
  square8FullRange: "8×8 square, full range",
  rectangles4to12: "rectangle, sides 4 to 12",
  articleSquare: "the article's square",
  articleLines: "the article's lines",
  centreSquare: "centre square",
  rectangle28x14: "28×14 rectangle",
  overlappingBlocks: "overlapping blocks, up to ¼",
  independentPixels: "independent pixels, p = .5",
  everySecondRow: "every second row",
  superResolution2: "super-resolution ×2",
  outpainting: "outpainting frame",
  lostBlocks: "lost macroblocks",
  threeTechniques: "three techniques",
  randomWalk: "random walk",
  linesCirclesEllipses: "lines, circles, ellipses",
  overlappingRectangles: "overlapping rectangles",
  freeForm: "free-form strokes",
  blob: "object-shaped blob",
};

/**
 * @param {any} lab
 * @param {any} dataset
 * @param {Job} job
 */
async function masksPart(lab, dataset, job) {
  await job("benchmark", async () => hashEach(await lab.benchmarkMasks()));
  await job("ladder", async () => hashEach(lab.ladderMasks(dataset, 200)));
  await job("family", async () => {
    /** @type {{ [title: string]: Values }} */
    const drawn = lab.maskFamilies([10, 32, 32, 3], 1);
    return hashEach(Object.fromEntries(Object.entries(familyTitles).map(([name, title]) => [name, drawn[title]])));
  });
  const shape = [500, 32, 32, 3];
  await job("mixture", async () => hashEach(lab.mixtures(shape, "golden")));
  for (const setting of ["fixed", "fresh"]) {
    await job(`${setting} masks of a run`, async () =>
      hashEach({
        "training epoch 1": lab.trainingMasks(setting, shape, 1, 1),
        "training epoch 2": lab.trainingMasks(setting, shape, 1, 2),
        validation: lab.validationMasks(setting, shape, 1),
      }),
    );
  }
}

/**
 * What is not there has no hash, and counts as missing.
 * @param {{ [name: string]: Values | undefined }} batches
 */
function hashEach(batches) {
  /** @type {Hashes} */
  const hashes = {};
  for (const [name, batch] of Object.entries(batches)) {
    if (batch) hashes[name] = hashArrays([batch]);
  }
  return hashes;
}

/**
 * Every method of the benchmark on three mask sets.
 * @param {any} lab
 * @param {any} dataset
 * @param {Job} job
 */
async function methodsPart(lab, dataset, job) {
  const count = 500;
  const sets = await lab.benchmarkMasks();
  for (const { name, load } of lab.methods()) {
    await job(name, async () => {
      const { fill, dispose } = await load();
      /** @type {Hashes} */
      const hashes = {};
      for (const set of ["square8", "rectangle28x14", "pixels50"]) {
        const knownMask = firstOf(sets[set], count);
        const given = lab.paintHoles(firstOf(dataset.test.images, count), knownMask);
        hashes[set] = hashArrays([await fill(given, knownMask)]);
      }
      dispose();
      return hashes;
    });
  }
}

/**
 * @param {any} lab
 * @param {any} dataset
 * @param {Job} job
 */
async function classSeedPart(lab, dataset, job) {
  await job("seed 5", () =>
    withFolder(async (folder) => {
      const options = { seed: 5, epochs: 1, trainImages: 2_000, testImages: 500, folder };
      return { figures: hashJson(await lab.classSeed(dataset, options)) };
    }),
  );
}

/** @type {{ [part: string]: (lab: any, dataset: any, job: Job) => Promise<void> }} */
const parts = {
  report: reportPart,
  inpainter: inpainterPart,
  ladder: ladderPart,
  masks: masksPart,
  methods: methodsPart,
  "class-seed": classSeedPart,
};

/**
 * Runs an adapter: `node ADAPTER CHECKOUT_ROOT OUT.json [part,part]` writes { item: sha256 }. An item that fails is named and
 * left out, and the exit code is then 1.
 * @param {(root: string) => any} labOf
 */
async function main(labOf) {
  const [root, out, chosen = Object.keys(parts).join(",")] = process.argv.slice(2);
  const lab = labOf(root);
  const dataset = await lab.start();
  if (dataset.synthetic)
    throw new Error("Expected the real CIFAR-10, but it was not found. Name it in CIFAR10_ARCHIVE.");
  /** @type {Hashes} */
  const hashes = {};
  for (const part of chosen.split(",")) {
    await parts[part](lab, dataset, async (name, work) => {
      const started = performance.now();
      const found = await work().catch((error) => {
        console.log(`  ${part}/${name} failed: ${error.stack}`);
        process.exitCode = 1;
        return {};
      });
      for (const [kind, hash] of Object.entries(found)) {
        hashes[`${part}/${name}: ${kind}`] = hash;
      }
      const seconds = (performance.now() - started) / 1000;
      console.log(`  ${part}/${name} (${Object.keys(found).join(", ")}) ${seconds.toFixed(1)} s`);
    });
  }
  writeFileSync(out, `${JSON.stringify(hashes, null, 1)}\n`);
}

module.exports = { arraysOf, firstOf, main, partNames: Object.keys(parts) };
