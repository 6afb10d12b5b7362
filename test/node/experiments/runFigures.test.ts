import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { startEngine } from "../../../src/node/engine/startEngine";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { inputFile, projectPath } from "../../../src/node/files/inputFile";
import { evaluateRun } from "../../../src/node/experiments/evaluateRun";
import { writeRunFigures } from "../../../src/node/experiments/runFigures";
import { planRun } from "../../../src/experiments/plan";
import { reportFixed } from "../../../src/experiments/reportFixed";
import { describeEnvironment } from "../../../src/node/store/runRecord";
import { runExperiment } from "../../../src/node/experiments/runExperiment";
import { temporaryFolder } from "../../support/temporaryFolder";

const drawnFrom: { [figure: string]: string[] | undefined } = {
  "labelled-images": undefined,
  "masked-images": ["config.json"],
  reconstructions: ["config.json", "model/weights.bin"],
  "loss-curve": ["log.csv"],
  network: ["model/weights.bin"],
};

test("a run is measured and drawn, and what comes from synthetic data says so", async () => {
  const folder = temporaryFolder("lab-figures-");
  const dataset = drawDeadLeaves({ trainCount: 200, testCount: 30 });
  const engine = await startEngine({ purpose: "training", quiet: true });
  const config = planRun(reportFixed, dataset, { settings: { epochs: 2 } });
  const { model } = await runExperiment({ folder, config, dataset, environment: describeEnvironment(engine) });
  model.dispose();
  const metrics = await evaluateRun(folder, config, dataset);
  assert.equal(metrics.images, 30);
  assert.equal(metrics.networkComposited.knownMse, 0);
  assert.equal(metrics.networkComposited.holeMse, metrics.network.holeMse);
  assert.ok(metrics.harmonic.pooledHolePsnrDb > metrics.mean.pooledHolePsnrDb);
  assert.ok(metrics.network.fullImageCrossentropy > metrics.entropyFloor);
  const names = await writeRunFigures(folder, config, dataset, join(folder, "figures"), "a test");
  const manifest = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual(
    manifest.map(({ name }) => name),
    [...names].sort(),
  );
  for (const entry of manifest) {
    assert.equal(entry.dataset, "synthetic data (dead leaves)");
    if (entry.name !== "network") assert.ok(entry.synthetic, entry.name);
    for (const { name } of entry.files) assert.ok(existsSync(join(folder, "figures", name)));
    const own = entry.inputs?.map(({ file }) => file.replace(`${projectPath(folder)}/`, ""));
    assert.deepEqual(own, drawnFrom[entry.name], entry.name);
    for (const [i, { file, sha256 }] of (entry.inputs ?? []).entries()) {
      assert.equal(inputFile(file, join(folder, own?.[i] ?? "")).sha256, sha256);
    }
  }
});
