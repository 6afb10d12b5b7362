// The one runner at tiny size: parts end with the bits of the whole, the record is complete, what is measured stands in the log, a
// run starts from another one's weights, and without a folder nothing is written.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import files from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { benchmarkMaskSets } from "../../../src/benchmarks/cifar10InpaintingV1";
import { experimentImages } from "../../../src/experiments/images";
import { planRun, type RunConfig } from "../../../src/experiments/plan";
import { reportHeldOut } from "../../../src/experiments/reportHeldOut";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { residualInpainter } from "../../../src/experiments/residualInpainter";
import { residualInpainterBase } from "../../../src/experiments/residualInpainterBase";
import { buildNetwork } from "../../../src/experiments/trainingOf";
import { measureHeldOut } from "../../../src/node/experiments/measurements";
import { startEngine, type Engine } from "../../../src/node/engine/startEngine";
import { SetLoss } from "../../../src/node/engine/setLoss";
import { readOrigin } from "../../../src/node/experiments/origin";
import { runExperiment, type RunExperimentOptions } from "../../../src/node/experiments/runExperiment";
import { checkpointPath, hasUnfinishedRun, readCheckpoint, writeCheckpoint } from "../../../src/node/store/checkpoint";
import { loadModel, readModelMetadata } from "../../../src/node/store/modelFiles";
import { readNetworkCard } from "../../../src/node/store/networkCard";
import { describeEnvironment, readRunConfig } from "../../../src/node/store/runRecord";
import { readLog, readTiming, type RunLogRow } from "../../../src/node/store/runTables";
import { validationMasks } from "../../../src/masks/plan";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallDataset as dataset } from "./smallExperiment";

const small = {
  "network.options.channels": [4, 6],
  "network.options.blocksDown": [0, 1],
  "network.options.blocksUp": [0],
  batchSize: 32,
  "step.averageDecay": 0.9,
  measurements: [{ what: "held-out hole PSNR", everyEpochs: 2 }],
};
const config = planRun(residualInpainterBase, dataset, { samples: 240, settings: small });
let engine: Engine;
before(async () => {
  engine = await startEngine({ purpose: "training", quiet: true });
});

type Given = Partial<RunExperimentOptions> & Pick<RunExperimentOptions, "folder" | "config">;

/** Trains in parts of so many steps until the end. */
async function run(given: Given, stepsPerPart = Infinity): Promise<{ parts: number; rows: RunLogRow[] }> {
  const rows: RunLogRow[] = [];
  for (let parts = 1; ; parts++) {
    let steps = 0;
    const { outcome, model } = await runExperiment({
      dataset,
      environment: describeEnvironment(engine),
      shouldStop: () => ++steps >= stepsPerPart,
      onEpoch: (row) => {
        rows.push(row);
      },
      ...given,
    });
    model.dispose();
    if (outcome === "finished") return { parts, rows };
    assert.ok(given.folder !== null && hasUnfinishedRun(given.folder));
  }
}

function bits(folder: string): string[] {
  return [
    readFileSync(join(folder, "log.csv"), "utf8"),
    readFileSync(join(folder, "model", "weights.bin")).toString("hex"),
  ];
}

/** The largest difference between the trained weights of two runs. */
async function furthestWeights(one: string, other: string): Promise<number> {
  const [ours, theirs] = await Promise.all([one, other].map((folder) => loadModel(join(folder, "model"))));
  return Math.max(
    ...ours.trainableWeights.map((weight, i) =>
      tf.tidy(() => tf.max(tf.abs(tf.sub(weight.read(), theirs.trainableWeights[i].read()))).dataSync()[0]),
    ),
  );
}

test("an epoch in two parts has the seconds of both", async () => {
  const folder = temporaryFolder("lab-seconds-");
  const part = async (steps: number): Promise<void> => {
    let done = 0;
    const { model } = await runExperiment({ dataset, config, folder, shouldStop: () => ++done >= steps });
    model.dispose();
  };
  await part(1);
  const checkpoint = checkpointPath(folder);
  const saved = readCheckpoint(checkpoint);
  assert.ok(saved !== null && saved.state.step > 0 && saved.seconds > 0);
  await writeCheckpoint(checkpoint, { ...saved, seconds: 1000 });
  await part(Infinity);
  const [first, second] = readTiming(folder);
  assert.ok(first.seconds > 1000 && second.seconds < 1000);
});

test("what listens to the training takes no time of an epoch", async (context) => {
  const folder = temporaryFolder("lab-listening-");
  let slept = 0;
  const now = performance.now.bind(performance);
  context.mock.method(performance, "now", () => now() + slept);
  const onEpoch = (): void => void (slept += 1_000_000);
  const { model } = await runExperiment({ dataset, config, folder, callbacks: () => ({ onEpoch }) });
  model.dispose();
  assert.ok(slept >= 2_000_000);
  for (const { seconds } of readTiming(folder)) assert.ok(seconds < 1000, `${seconds}`);
});

test("a checkpoint within an epoch is due by the clock: none in two minutes' first steps, one after each step if so asked", async () => {
  for (const [every, written] of [
    [undefined, [false, false, false]],
    [0, [false, true, true]],
  ] as const) {
    const folder = temporaryFolder("lab-clock-");
    const there: boolean[] = [];
    const onStep = (): void => void there.push(hasUnfinishedRun(folder));
    const { model } = await runExperiment({
      dataset,
      config,
      folder,
      checkpointEvery: every,
      onStep,
      shouldStop: () => there.length === 3,
    });
    model.dispose();
    assert.deepEqual(there, written);
  }
});

test("trained in parts it ends with the bits of one that was not interrupted, leaves no tensor, and its record is whole", async () => {
  const whole = temporaryFolder("lab-whole-");
  const parts = temporaryFolder("lab-parts-");
  const tensors = tf.memory().numTensors;
  const one = await run({ folder: whole, config });
  const several = await run({ folder: parts, config }, 4);
  assert.equal(tf.memory().numTensors, tensors);
  assert.deepEqual([one.parts, several.parts], [1, 3]);
  assert.deepEqual(bits(parts), bits(whole));
  assert.ok(!hasUnfinishedRun(whole));
  const names = benchmarkMaskSets.map(({ name }) => name);
  const [header, ...lines] = readFileSync(join(whole, "log.csv"), "utf8")
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  assert.deepEqual(header, ["epoch", "samples", "loss", "valLoss", ...names]);
  assert.deepEqual(
    lines.map(([epoch, samples]) => [epoch, samples]),
    [
      ["1", "80"],
      ["2", "160"],
      ["3", "240"],
    ],
  );
  assert.deepEqual(
    one.rows.map(({ measured }) => measured === null),
    [true, false, false],
    "after every second and the last",
  );
  for (const value of lines[2].slice(4).map(Number)) assert.ok(value > 5 && value < 40, String(value));
  assert.ok(Number(lines[2][2]) < Number(lines[0][2]), "the loss falls");
  assert.equal(readTiming(whole).length, 3);
  const { parameters, ...settings } = readRunConfig(whole);
  assert.deepEqual(settings, config);
  const model = await loadModel(join(whole, "model"));
  assert.equal(model.countParams(), parameters);
  const { samples, run: id } = readModelMetadata(join(whole, "model"));
  assert.deepEqual([samples, id], [240, config.id]);
  assert.deepEqual(readNetworkCard(join(whole, "model")), {
    input: "mask channel",
    sizes: { kind: "windows", multiple: 2 },
    experiment: "residual-inpainter-base",
  });
  assert.ok(existsSync(join(whole, "environment.json")));
  const { heldOut } = experimentImages(config, dataset);
  const again = await measureHeldOut(model, heldOut.images, config.seed, "mask channel");
  for (const name of names) assert.ok(Math.abs(again[name] - (one.rows[2].measured?.[name] ?? NaN)) < 1e-6, name);
  model.dispose();
});

test("the loss on the test images is measured as training validates, and nothing is chosen by it", async () => {
  const folder = temporaryFolder("lab-held-out-");
  const heldOut = planRun(reportHeldOut, dataset, { settings: { epochs: 2, batchSize: 32 } });
  await run({ folder, config: heldOut });
  const rows = readLog(folder);
  assert.deepEqual(
    rows.map(({ epoch, samples }) => [epoch, samples]),
    [
      [1, 80],
      [2, 160],
    ],
  );
  const model = await loadModel(join(folder, "model"));
  const { images } = dataset.test;
  const setLoss = new SetLoss(model, images, validationMasks(heldOut.validationMasks, images.shape, heldOut.seed));
  assert.equal(await setLoss.mean(), rows[1].measured?.testLoss);
  setLoss.dispose();
  model.dispose();
  assert.ok(rows.every(({ valLoss, measured }) => valLoss !== measured?.testLoss));
  const plain = temporaryFolder("lab-not-measured-");
  await run({ folder: plain, config: { ...heldOut, measurements: [] } });
  assert.equal(await furthestWeights(folder, plain), 0);
});

test("a run that starts from a recorded one goes on with its weights and tables, with a fresh optimiser; in parts too", async () => {
  const recordedFolder = temporaryFolder("lab-recorded-");
  const first = join(recordedFolder, "first");
  await run({ folder: first, config });
  const origin = readOrigin("first", recordedFolder);
  assert.deepEqual([origin.samples, origin.epochs, origin.seed], [240, 3, 1]);
  const further: RunConfig = planRun({ ...residualInpainter, from: "first" }, dataset, {
    samples: 160,
    settings: small,
    origin,
  });
  assert.deepEqual([further.samples, further.epochs], [400, 2]);
  const [whole, parts, still] = ["whole", "parts", "still"].map((name) => temporaryFolder(`lab-further-${name}-`));
  await run({ folder: whole, config: further, recordedFolder });
  await run({ folder: parts, config: further, recordedFolder }, 4);
  assert.deepEqual(bits(parts), bits(whole));
  const [before, after] = [first, whole].map(readLog);
  assert.deepEqual(after.slice(0, 3), before);
  assert.deepEqual(
    after.slice(3).map(({ epoch, samples }) => [epoch, samples]),
    [
      [4, 320],
      [5, 400],
    ],
  );
  assert.equal(readTiming(whole).length, 5);
  const optimizer = { ...further.step.optimizer, learningRate: 1e-12 } as RunConfig["step"]["optimizer"];
  await run({ folder: still, config: { ...further, step: { ...further.step, optimizer } }, recordedFolder });
  assert.ok((await furthestWeights(first, still)) < 1e-7, "it begins with the weights of the first");
  assert.ok((await furthestWeights(first, whole)) > 1e-4, "and changes them");
  assert.equal(readModelMetadata(join(whole, "model")).samples, 400);
  const other = { ...further, origin: { ...origin, weightsSha256: "0".repeat(64) } };
  await assert.rejects(
    run({ folder: temporaryFolder("lab-other-"), config: other, recordedFolder }),
    /Expected the network that the run starts from, with weights 00000000, in .*, but received \w{8}\. Start from the beginning,/,
  );
  assert.throws(
    () => readOrigin("absent", recordedFolder),
    /Expected a record in JSON, but .*absent.*config\.json is missing/,
  );
});

test("a run goes on from its checkpoint alone: other files that are damaged or gone are written anew, with the same bits", async () => {
  const whole = temporaryFolder("lab-whole-");
  await run({ folder: whole, config });
  const folder = temporaryFolder("lab-damaged-");
  let steps = 0;
  const { model } = await runExperiment({ dataset, config, folder, shouldStop: () => ++steps === 8 });
  model.dispose();
  const log = readFileSync(join(folder, "log.csv"), "utf8");
  assert.equal(log.trim().split("\n").length, 3, "two epochs, of which the second was measured");
  writeFileSync(
    join(folder, "log.csv"),
    log.replace(/\d(?=\n)/g, (digit) => String((Number(digit) + 1) % 10)),
  );
  writeFileSync(join(folder, "config.json"), '{"epochs": 1}');
  rmSync(join(folder, "timing.csv"));
  await run({ folder, config });
  assert.deepEqual(bits(folder), bits(whole));
  assert.deepEqual(readRunConfig(folder), readRunConfig(whole));
  assert.equal(readTiming(folder).length, 3);
});

test("a full disk while a checkpoint is written ends in one sentence; the earlier checkpoint stays, and the run goes on from it", async (context) => {
  const folder = temporaryFolder("lab-full-");
  const whole = temporaryFolder("lab-whole-");
  const checkpoint = checkpointPath(folder);
  let steps = 0;
  const { model } = await runExperiment({ dataset, config, folder, shouldStop: () => ++steps === 2 });
  model.dispose();
  const earlier = readFileSync(checkpoint);
  const { open } = files;
  const full = context.mock.method(files, "open", async (...args: Parameters<typeof open>) => {
    const handle = await open(...args);
    const { writeFile } = handle;
    handle.writeFile = async (data) => {
      if (typeof data === "string") return writeFile.call(handle, data);
      await handle.write("half of it");
      throw Object.assign(new Error("no space left"), { code: "ENOSPC" });
    };
    return handle;
  });
  for (const how of [{ checkpointEvery: 0 }, { shouldStop: () => true }, {}])
    await assert.rejects(runExperiment({ dataset, config, folder, ...how }), {
      message:
        `Expected room on the disk to write ${checkpoint}, but received ENOSPC. ` +
        "Free some space and run the command again.",
    });
  full.mock.restore();
  assert.deepEqual(readFileSync(checkpoint), earlier);
  assert.deepEqual(
    readdirSync(folder).filter((name) => name.endsWith(".tmp")),
    [],
  );
  await run({ folder, config });
  await run({ folder: whole, config });
  assert.deepEqual(bits(folder), bits(whole));
});

test("a fault before the first step leaves no tensor: neither of the network nor of a measurement that was open", async () => {
  const heldOut = planRun(reportHeldOut, dataset, { settings: { epochs: 1, batchSize: 32 } });
  const measurements: RunConfig["measurements"] = [...heldOut.measurements, { what: "accuracy", everyEpochs: 1 }];
  const tensors = tf.memory().numTensors;
  await assert.rejects(
    runExperiment({ dataset, config: { ...heldOut, measurements }, folder: null }),
    /Expected a classification with held-out images to measure "accuracy"/,
  );
  assert.equal(tf.memory().numTensors, tensors);
  const model = buildNetwork(heldOut);
  const makeRoom = async (): Promise<void> => {
    throw new Error("no room");
  };
  await assert.rejects(runExperiment({ dataset, config: heldOut, folder: null, model, makeRoom }), /no room/);
  assert.ok(!model.getWeights()[0].isDisposed, "a network of the caller's stays");
  model.dispose();
  assert.equal(tf.memory().numTensors, tensors);
});

test("without a folder nothing is written, and a network of the caller's is trained in place", async () => {
  const here = planRun(reportFixed, dataset, { settings: { epochs: 1, batchSize: 32 } });
  const model = buildNetwork(here);
  const folder = temporaryFolder("lab-with-folder-");
  const { model: trained } = await runExperiment({ config: here, dataset, folder: null, model });
  assert.equal(trained, model);
  await run({ folder, config: here });
  const saved = await loadModel(join(folder, "model"));
  const values = (network: tf.LayersModel): number[] =>
    network.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
  assert.deepEqual(values(model), values(saved));
});
