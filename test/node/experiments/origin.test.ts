import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import type * as tf from "../../support/tensorflow";
import { planRun, type RunConfig } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { buildNamedModel } from "../../../src/models";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { readOrigin, startFromOrigin } from "../../../src/node/experiments/origin";
import { saveModel } from "../../../src/node/store/modelFiles";
import { writeJson } from "../../../src/node/store/runRecord";
import { writeLog, writeTiming } from "../../../src/node/store/runTables";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallDataset } from "./smallExperiment";

before(async () => {
  await startEngine({ quiet: true });
});

const rows = [1, 2, 3].map((epoch) => ({ epoch, samples: 80 * epoch, loss: 1 / epoch, valLoss: 2 / epoch }));
const timing = rows.map(({ epoch }) => ({ epoch, seconds: 2, imagesPerSecond: 40 }));

/** A folder of recorded runs with one of them, "first". */
async function recordedFolder(model: tf.LayersModel): Promise<string> {
  const root = temporaryFolder("lab-origin-");
  const folder = join(root, "first");
  await writeJson(join(folder, "config.json"), { ...planRun(reportFixed, smallDataset, { seed: 4 }), samples: 240 });
  await writeLog(folder, rows);
  await writeTiming(folder, timing);
  await saveModel(model, join(folder, "model"));
  return root;
}

function values(model: tf.LayersModel): number[] {
  return model.getWeights().flatMap((weight) => Array.from(weight.dataSync()));
}

test("a run that starts from a recorded one takes its weights and the rows of its tables", async () => {
  const earlier = buildReportAutoencoder({ seed: 1 });
  const root = await recordedFolder(earlier);
  const origin = readOrigin("first", root);
  assert.deepEqual([origin.run, origin.samples, origin.epochs, origin.seed], ["first", 240, 3, 4]);
  assert.match(origin.weightsSha256, /^[0-9a-f]{64}$/);
  const config: RunConfig = planRun(reportFixed, smallDataset, { origin });
  const model = buildReportAutoencoder({ seed: 2 });
  assert.notDeepEqual(values(model), values(earlier));
  const tables = await startFromOrigin(config, model, root);
  assert.deepEqual(values(model), values(earlier));
  assert.deepEqual(tables, { log: rows, timing });
  // Rows that the recorded run got later are not this run's.
  const shorter = await startFromOrigin({ ...config, origin: { ...origin, epochs: 2 } }, model, root);
  assert.deepEqual(shorter?.log, rows.slice(0, 2));
});

test("weights go by name: a second phase with a frozen encoder takes those of the first", async () => {
  const options = { levels: 4, width: 1 / 32, seed: 1 };
  const earlier = buildNamedModel("partialUNet", options);
  const root = await recordedFolder(earlier);
  const config = planRun(reportFixed, smallDataset, { origin: readOrigin("first", root) });
  const frozen = buildNamedModel("partialUNet", { ...options, frozenEncoder: true, seed: 2 });
  await startFromOrigin(config, frozen, root);
  const byName = (model: tf.LayersModel): object =>
    Object.fromEntries(model.weights.map((weight) => [weight.originalName, Array.from(weight.read().dataSync())]));
  assert.deepEqual(byName(frozen), byName(earlier));
});

test("a network of another form is refused in one sentence", async () => {
  const root = await recordedFolder(buildReportAutoencoder());
  const config = planRun(reportFixed, smallDataset, { origin: readOrigin("first", root) });
  const other = buildNamedModel("unet", { seed: 1 });
  await assert.rejects(
    startFromOrigin(config, other, root),
    /^Error: Expected a network like that of first, from whose [\d,]+ weights the run starts, but received another one, of [\d,]+\. Leave/,
  );
});

test("one that starts from drawn weights keeps them", async () => {
  const model = buildReportAutoencoder({ seed: 2 });
  const before = values(model);
  assert.equal(await startFromOrigin(planRun(reportFixed, smallDataset), model), null);
  assert.deepEqual(values(model), before);
});

test("a recorded run that is missing, or whose network is another one by now, is refused", async () => {
  const root = await recordedFolder(buildReportAutoencoder({ seed: 1 }));
  assert.throws(
    () => readOrigin("residual-inpainter-base", root),
    /config\.json is missing or damaged\. Make it again: npm run train -- residual-inpainter-base --record\./,
  );
  const config = planRun(reportFixed, smallDataset, {
    origin: { ...readOrigin("first", root), weightsSha256: "0".repeat(64) },
  });
  await assert.rejects(
    startFromOrigin(config, buildReportAutoencoder(), root),
    /Expected the network that the run starts from, with weights 00000000, in .*first, but received \w{8}\. Start from the/,
  );
});
