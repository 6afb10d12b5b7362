import assert from "node:assert/strict";
import { existsSync, rmSync } from "node:fs";
import { before, mock, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { asLossRun } from "../../../src/figures/lossCurve";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { check, loadRun, loadTrainedNetwork, temporaryFolder, trainingSizes } from "../../../src/node/jupyter/lesson";
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
  assert.equal(run.log.length, 40);
  assert.equal(run.config.epochs, 40);
  assert.equal((await loadTrainedNetwork()).countParams(), 13_347);
  assert.deepEqual(asLossRun("x", run.log.slice(0, 2)).epochs, [1, 2]);
  assert.throws(
    () => loadRun("no-such-run"),
    /^Error: Expected the name of a recorded run, but received "no-such-run"\. Use one of report-fixed-seed1, report-fixed-seed2, .*two-hour-inpainter\.$/,
  );
  await assert.rejects(loadTrainedNetwork("two-hour-inpainter"), ({ message }: Error) => {
    assert.match(message, /^Expected the name of a recorded run with its network, but received "two-hour-inpainter"\./);
    assert.doesNotMatch(message, /Use one of.*two-hour/);
    return true;
  });
});

test("trainings are small where the engine is slow", () => {
  const slow = { backend: "cpu", native: false, tensorflowVersion: null, threads: 1, note: "" } as const;
  const run = loadRun();
  assert.deepEqual(trainingSizes(run, slow), { epochs: 1, trainImages: 32, validationImages: 16, small: true });
  const full = trainingSizes(run, { ...slow, native: true, backend: "tensorflow" });
  assert.deepEqual([full.epochs, full.trainImages, full.small], [3, 50_000, false]);
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

test("a temporary folder is new and empty", () => {
  const folder = temporaryFolder();
  assert.ok(existsSync(folder));
  assert.notEqual(folder, temporaryFolder());
  rmSync(folder, { recursive: true });
});
