import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { filesBelow } from "../../../src/node/files/filesBelow";
import { sumsFile, sumsOf, sumsText } from "../../../src/node/files/recordSums";
import { startEngine } from "../../../src/node/engine/startEngine";
import { loadModel, readModelMetadata, saveModel } from "../../../src/node/store/modelFiles";
import { readNetworkCard } from "../../../src/node/store/networkCard";
import { checkRecordable, fitWeights, recordRun } from "../../../src/node/store/promote";
import { writeLog, writeTiming } from "../../../src/node/store/runTables";
import { temporaryFolder } from "../../support/temporaryFolder";

before(async () => {
  await startEngine({ quiet: true });
});

const drawn = planRun(reportFixed, drawDeadLeaves({ trainCount: 20, testCount: 2 }));
const real = { ...drawn, synthetic: false, dataset: "CIFAR-10" };
const native = { native: true };

test("only CIFAR-10, all of it, on the native engine in float32 is recorded", () => {
  assert.doesNotThrow(() => checkRecordable(real, native));
  assert.throws(
    () => checkRecordable(drawn, native),
    /Expected CIFAR-10, all of it, and the native engine for --record, but received synthetic data \(dead leaves\)\./,
  );
  assert.throws(() => checkRecordable(real, { native: false }), /but received plain JavaScript\./);
  assert.throws(() => checkRecordable({ ...real, quick: true }, native), /but received a small run\./);
  assert.throws(
    () => checkRecordable({ ...real, convolutions: "bfloat16" }, native),
    /Expected float32 for --record, but received --bfloat16\. Leave one of the two out; recorded runs are float32\./,
  );
});

async function writeRun(folder: string): Promise<void> {
  for (const file of ["environment.json", "checkpoint.safetensors"]) writeFileSync(join(folder, file), file);
  writeFileSync(join(folder, "config.json"), JSON.stringify(drawn));
  await writeLog(folder, [{ epoch: 1, loss: 0.5, valLoss: 0.6 }]);
  await writeTiming(folder, [{ epoch: 1, seconds: 2, imagesPerSecond: 10 }]);
  await saveModel(buildReportAutoencoder(), join(folder, "model"));
}

test("a damaged run is not recorded, and the earlier record stays", async () => {
  const folder = temporaryFolder("lab-run-");
  const recorded = temporaryFolder("lab-recorded-");
  await writeRun(folder);
  const place = await recordRun(folder, drawn, recorded);
  const before = readFileSync(join(place, "log.csv"), "utf8");
  const damages: readonly [string, string][] = [
    ["log.csv", "x"],
    ["log.csv", "epoch,loss,valLoss\n"],
    ["model/model.json", "{}"],
    ["model/weights.bin", "short"],
    ["config.json", "{"],
  ];
  for (const [file, text] of damages) {
    await writeRun(folder);
    writeFileSync(join(folder, file), text);
    await assert.rejects(recordRun(folder, drawn, recorded), /^Error: Expected /, file);
    assert.equal(readFileSync(join(place, "log.csv"), "utf8"), before);
    assert.ok(!existsSync(`${place}.new`));
  }
});

test("a run is recorded under its name, in the place of an earlier one, without checkpoint and stamps", async () => {
  const folder = temporaryFolder("lab-run-");
  const recorded = temporaryFolder("lab-recorded-");
  await writeRun(folder);
  mkdirSync(join(folder, ".stages"));
  mkdirSync(join(recorded, drawn.id));
  writeFileSync(join(recorded, drawn.id, "old.csv"), "");
  const place = await recordRun(folder, drawn, recorded);
  assert.equal(place, join(recorded, drawn.id));
  for (const file of ["config.json", "log.csv", "model/weights.bin"]) assert.ok(existsSync(join(place, file)), file);
  for (const file of ["checkpoint.safetensors", ".stages", "old.csv", "metrics.json"])
    assert.ok(!existsSync(join(place, file)), file);
  const files = filesBelow(place).filter((file) => file !== sumsFile);
  const sums = sumsOf(
    place,
    files.map((file) => join(place, file)),
  );
  assert.equal(readFileSync(join(place, sumsFile), "utf8"), sumsText(sums));
  assert.equal(files.length, 6);
});

test("weights above the limit are recorded in half precision; what is still too large is refused", async () => {
  const folder = temporaryFolder("lab-weights-");
  const model = buildReportAutoencoder();
  const card = { input: "black holes", sizes: { kind: "one", height: 32, width: 32 }, experiment: "mine" } as const;
  await saveModel(model, folder, { run: "x" }, { card });
  const bytes = statSync(join(folder, "weights.bin")).size;
  await fitWeights(folder, bytes);
  assert.equal(statSync(join(folder, "weights.bin")).size, bytes);
  await assert.rejects(
    fitWeights(folder, bytes / 2 - 1),
    /Expected weights of at most .* MB to record, in half precision if need be,/,
  );
  await fitWeights(folder, bytes / 2);
  assert.equal(statSync(join(folder, "weights.bin")).size, bytes / 2);
  assert.equal(readModelMetadata(folder).run, "x");
  assert.deepEqual(readNetworkCard(folder), card);
  const half = await loadModel(folder);
  model.getWeights().forEach((weight, i) => {
    const furthest = tf.tidy(() => tf.max(tf.abs(tf.sub(weight, half.getWeights()[i]))).dataSync()[0]);
    assert.ok(furthest < 2 ** -11, `weight ${i}: ${furthest}`);
  });
});
