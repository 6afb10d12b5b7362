import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, mock, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { asLossRun } from "../../../src/figures/lossCurve";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import {
  check,
  checkMeasured,
  loadRun,
  loadTrainedNetwork,
  sampleSize,
  temporaryFolder,
  trainingSizes,
} from "../../../src/node/jupyter/lesson";
import { noteCircumstance, whyNotMeasured } from "../../../src/node/jupyter/circumstances";
import { codeRoot, projectRoot, recordedRunsFolder } from "../../../src/node/paths";
import { temporaryFolder as temporaryTestFolder } from "../../support/temporaryFolder";
import { trainLive } from "../../../src/node/jupyter/trainLive";
import { inNotebook } from "./fakeKernel";

before(async () => {
  await startEngine({ purpose: "training", quiet: true });
});

/** The lines that `run` prints. */
function printed(run: () => void): unknown[] {
  const log = mock.method(console, "log", () => undefined);
  try {
    run();
    return log.mock.calls.map(({ arguments: [line] }) => line as unknown);
  } finally {
    log.mock.restore();
  }
}

test("a check throws where the claim does not hold, unless it is about other data", () => {
  const lines = printed(() => {
    check("two and two is four", 2 + 2 === 4);
    assert.throws(() => check("the sky is green", false), /Expected this to hold, but it does not: the sky is green/);
    check("stated elsewhere", false, { unless: true });
    check("after three epochs", false, { unless: "the training was stopped" });
  });
  assert.deepEqual(lines, [
    "✓ two and two is four",
    "– stated elsewhere (stated for CIFAR-10 at full size, not checked here)",
    "– after three epochs (not checked: the training was stopped)",
  ]);
});

test("a measured claim is stated, with the reason, where a circumstance stands against it, and checked elsewhere", (context) => {
  context.after(() => noteCircumstance("training", null));
  const lines = printed(() => {
    checkMeasured("17 to 18 dB", true);
    assert.throws(() => checkMeasured("17 to 18 dB", false), /Expected this to hold, but it does not: 17 to 18 dB/);
    noteCircumstance("training", "the training was stopped");
    checkMeasured("17 to 18 dB", false);
    noteCircumstance("training", null);
    checkMeasured("17 to 18 dB", true);
  });
  assert.deepEqual(lines, ["✓ 17 to 18 dB", "– 17 to 18 dB (not checked: the training was stopped)", "✓ 17 to 18 dB"]);
});

test("a sample is as large as asked; in a quick run a twentieth of it, at least 50", () => {
  assert.deepEqual([10_000, 500, 20].map(sampleSize), [10_000, 500, 20]);
  const program = `
    const { checkMeasured, sampleSize } = require(${JSON.stringify(join(codeRoot, "node/jupyter/lesson"))});
    console.log([10_000, 500, 20].map(sampleSize).join());
    checkMeasured("17 to 18 dB", false);`;
  const { stdout } = spawnSync(process.execPath, ["--import", "tsx", "-e", program], {
    encoding: "utf8",
    env: { ...process.env, LAB_QUICK: "1" },
    cwd: projectRoot,
  });
  assert.equal(stdout, "500,50,20\n– 17 to 18 dB (not checked: this is a quick run)\n");
});

test("who reads a notebook sees what does not hold and goes on; a notebook that a command executes ends there", (context) => {
  inNotebook(context);
  assert.deepEqual(
    printed(() => check("the sky is green", false)),
    ["○ does not hold here: the sky is green"],
  );
  process.env.LAB_STRICT = "1";
  context.after(() => delete process.env.LAB_STRICT);
  assert.throws(() => check("the sky is green", false), /Expected this to hold/);
});

test("the recorded run and its network are there", async () => {
  const run = loadRun();
  assert.equal(whyNotMeasured(), null);
  assert.equal(run.log.length, 40);
  assert.equal(run.config.epochs, 40);
  assert.equal((await loadTrainedNetwork()).countParams(), 13_347);
  assert.deepEqual(asLossRun("x", run.log.slice(0, 2)).epochs, [1, 2]);
  assert.throws(
    () => loadRun("no-such-run"),
    /^Error: Expected the name of a recorded run, but received "no-such-run"\. Use one of .*report-fixed-seed1, report-fixed-seed2, .*two-hour-inpainter\.$/,
  );
  await assert.rejects(loadTrainedNetwork("two-hour-inpainter"), ({ message }: Error) => {
    assert.match(message, /^Expected the name of a recorded run with its network, but received "two-hour-inpainter"\./);
    assert.doesNotMatch(message, /Use one of.*two-hour/);
    return true;
  });
});

test("a reproduced run is shown in place of the recorded one, and says what it lacks; other runs are the recorded ones", (context) => {
  const folder = join(temporaryTestFolder("run-"), "made");
  cpSync(join(recordedRunsFolder, "report-fixed-seed1"), folder, { recursive: true });
  context.after(() => {
    delete process.env.LAB_RUN;
    noteCircumstance("run ", null);
  });
  process.env.LAB_RUN = folder;
  const config = JSON.parse(readFileSync(join(folder, "config.json"), "utf8")) as object;
  for (const [change, reason] of [
    [{}, null],
    [{ synthetic: true }, "the run shown was trained on synthetic data"],
    [{ quick: true }, "the run shown is a quick one"],
    [{ epochs: 60 }, "the run shown has 40 of 60 epochs"],
  ] as const) {
    writeFileSync(join(folder, "config.json"), JSON.stringify({ ...config, ...change }));
    rmSync(join(folder, "sha256sums.txt"), { force: true });
    loadRun();
    assert.equal(whyNotMeasured(), reason);
  }
  assert.equal(loadRun("report-fixed-seed2").config.id, "report-fixed-seed2");
});

test("trainings are small where the engine is slow", () => {
  const slow = { backend: "cpu", native: false, tensorflowVersion: null, threads: 1, note: "" } as const;
  const run = loadRun();
  assert.deepEqual(trainingSizes(run, slow), { epochs: 1, trainImages: 32, validationImages: 16, small: true });
  assert.equal(whyNotMeasured(), "the training is a small one");
  const full = trainingSizes(run, { ...slow, native: true, backend: "tensorflow" });
  assert.deepEqual([full.epochs, full.trainImages, full.small], [3, 50_000, false]);
  assert.equal(whyNotMeasured(), null);
});

test("a live training ends with its log, on as many images as there are, and leaves no tensor", async () => {
  const dataset = drawDeadLeaves({ trainCount: 150, testCount: 20 });
  const model = buildReportAutoencoder();
  const before = tf.memory().numTensors;
  const result = await trainLive(model, dataset, { epochs: 2, seed: 1, trainImages: 1000 });
  assert.equal(result.outcome, "finished");
  assert.deepEqual(
    result.log.map(({ epoch }) => epoch),
    [1, 2],
  );
  assert.equal(tf.memory().numTensors, before);
});

test("with a patience live training keeps the weights of the lowest validation loss, and says so", async (context) => {
  const lines: unknown[] = [];
  context.mock.method(console, "log", (line: unknown) => lines.push(line));
  const dataset = drawDeadLeaves({ trainCount: 150, testCount: 20 });
  const model = buildReportAutoencoder();
  const { outcome, state, log } = await trainLive(model, dataset, { epochs: 2, seed: 1, patience: 5 });
  assert.equal(outcome, "finished");
  const losses = log.map(({ valLoss }) => valLoss);
  const best = losses.indexOf(Math.min(...losses)) + 1;
  assert.equal(state.best?.epoch, best);
  assert.ok(
    lines.includes(`After 2 of 2 epochs the network holds the weights of epoch ${best}, its lowest loss.`),
    String(lines),
  );
  assert.deepEqual(Array.from(model.getWeights()[0].dataSync()), Array.from(state.best?.parameters[0].data ?? []));
});

test("a temporary folder is new and empty", () => {
  const folder = temporaryFolder();
  assert.ok(existsSync(folder));
  assert.notEqual(folder, temporaryFolder());
  rmSync(folder, { recursive: true });
});
