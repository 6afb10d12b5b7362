import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { experiments } from "../../../src/experiments";
import { planRun } from "../../../src/experiments/plan";
import { residualInpainterBase } from "../../../src/experiments/residualInpainterBase";
import { checkResumable, listText, readSettings, train } from "../../../src/node/cli/train";
import { temporaryFolder } from "../../support/temporaryFolder";

const dataset = drawDeadLeaves({ trainCount: 50, testCount: 2 });
const planned = planRun(residualInpainterBase, dataset, { samples: 400 });

test("without a name, and with --list, it says which experiments there are", async (context) => {
  const said = context.mock.method(console, "log", () => undefined);
  assert.equal(await train({}), 0);
  assert.equal(await train({ experiment: "report-fixed", list: true }), 0);
  assert.deepEqual(
    said.mock.calls.map(({ arguments: [text] }) => text),
    [listText(), listText()],
  );
  for (const { name, title } of experiments)
    assert.ok(listText().includes(`  ${name}`) && listText().includes(title), name);
});

test("options without an experiment are no request for the list", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await train({ resume: true }), 1);
  assert.equal(await train({ set: ["epochs=2"] }), 1);
  const sentence = "Expected an experiment to train, but received none. npm run train -- --list shows them.";
  assert.deepEqual(
    said.mock.calls.map(({ arguments: [text] }) => text),
    [sentence, sentence],
  );
});

test("an unknown experiment is refused before anything is loaded", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await train({ experiment: "report-fixd" }), 1);
  const [[unknown]] = said.mock.calls.map((call) => call.arguments as string[]);
  assert.match(unknown, /^Expected the name of an experiment, but received "report-fixd"\. Use one of report-fixed, /);
});

test("without the native engine it says so instead of training for days", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  context.mock.method(console, "log", () => undefined);
  const engine = process.env.LAB_ENGINE;
  process.env.LAB_ENGINE = "none";
  try {
    assert.equal(await train({ experiment: "report-fixed" }), 1);
  } finally {
    if (engine === undefined) delete process.env.LAB_ENGINE;
    else process.env.LAB_ENGINE = engine;
  }
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /Expected the native TensorFlow engine, without which a training takes days, but it cannot be had here\. Read the recorded/,
  );
});

test("predictions of a network that fills no holes are refused", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await train({ experiment: "classifier", logPredictions: true }), 1);
  assert.equal(
    said.mock.calls[0].arguments[0],
    "Expected --log-predictions with an experiment that fills holes, but received classifier, which says what an image shows. " +
      "Leave it out.",
  );
});

test("settings are JSON or a word", () => {
  assert.deepEqual(
    readSettings(["epochs=3", "step.loss=meanAbsoluteError", "network.options.channels=[4,6]", "patience=null"]),
    { epochs: 3, "step.loss": "meanAbsoluteError", "network.options.channels": [4, 6], patience: null },
  );
});

test("without a run there is nothing to continue; one that is finished counts as one, if it was planned so", () => {
  const folder = temporaryFolder("lab-train-");
  assert.throws(
    () => checkResumable(folder, planned),
    /Expected a run to continue in .*, but there is none\. Leave --resume out\./,
  );
  mkdirSync(join(folder, "model"));
  writeFileSync(join(folder, "model", "model.json"), "{}");
  writeFileSync(join(folder, "config.json"), JSON.stringify({ ...planned, command: "another", parameters: 7 }));
  const rows = Array.from({ length: planned.epochs }, (_, index) => `${index + 1},0.5,0.6\n`);
  writeFileSync(join(folder, "log.csv"), `epoch,loss,valLoss\n${rows.join("")}`);
  assert.doesNotThrow(() => checkResumable(folder, planned));
  assert.throws(
    () => checkResumable(folder, { ...planned, epochs: 11, samples: 440 }),
    /Expected to continue the run in .* as it was planned, but received other settings \(epochs, samples\)\./,
  );
});

test("of an unfinished run nothing but the checkpoint counts, which the training reads", () => {
  const folder = temporaryFolder("lab-train-");
  writeFileSync(join(folder, "config.json"), "{");
  writeFileSync(join(folder, "checkpoint.safetensors"), "");
  assert.doesNotThrow(() => checkResumable(folder, planned));
});
