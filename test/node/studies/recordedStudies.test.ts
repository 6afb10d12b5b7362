// The recorded studies: what their records rest on is what is committed, and a sample of their values comes out again.
import assert from "node:assert/strict";
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { drawBenchmarkMasks } from "../../../src/benchmarks/benchmarkMasks";
import { benchmarkMaskSets } from "../../../src/benchmarks/cifar10InpaintingV1";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { takeImages, takeMasks } from "../../../src/images/batch";
import { eachHolePsnrDb } from "../../../src/metrics/hole";
import { studies } from "../../../src/studies";
import type { StudyName } from "../../../src/studies/records";
import { recordedRunOf } from "../../../src/node/studies/experimentRuns";
import { loadStudyMethod } from "../../../src/node/studies/methods";
import { readStudyRecord, recordedAuditFolder } from "../../../src/node/studies/record";
import { findRecordedRuns } from "../../../src/node/studies/recordedRuns";
import { experimentsOf, inputsOf } from "../../../src/node/studies/runStudy";
import { projectRoot } from "../../../src/node/paths";
import { startEngine } from "../../../src/node/engine/startEngine";
import { sharedDataset } from "../../support/dataset";
import { inputFile } from "../../support/inputs";
import { near } from "../../metrics/near";

/** What plans of runs are made for; its images have no say. */
const drawn = drawDeadLeaves({ trainCount: 10, testCount: 1 });
const files = readdirSync(recordedAuditFolder).filter((file) => file.endsWith(".json"));
const recorded = studies.filter(({ name }) => files.includes(`${name}.json`));

test("every record is of CIFAR-10, or of photographs, and of the files that are committed", () => {
  assert.equal(recorded.length, files.length);
  for (const study of recorded) {
    const { name, methods, photographs } = study;
    const data = photographs === undefined ? "CIFAR-10" : "BSDS500, training and validation photographs";
    const record = readStudyRecord(recordedAuditFolder, name as StudyName);
    assert.deepEqual([record.name, record.dataset, record.synthetic, record.seed], [name, data, false, 1]);
    const runs = Object.fromEntries(
      experimentsOf(study, methods).map((run) => [run, join(projectRoot, recordedRunOf(run))]),
    );
    assert.deepEqual(
      record.inputs,
      inputsOf({ study, methods, runs, recorded: findRecordedRuns(study, drawn) }),
      `${name} is stale: ${record.command}`,
    );
  }
});

test("records are small: without the networks below 300 kB, and the one with hundreds of rows below 1.2 MB", () => {
  const bytesOf = (chosen: readonly string[]): number =>
    chosen.reduce((sum, file) => sum + statSync(join(recordedAuditFolder, file)).size, 0);
  const large = "after-the-fill.json";
  const bytes = bytesOf(files.filter((file) => file !== large));
  assert.ok(bytes > 0 && bytes < 300_000, `${bytes} bytes`);
  assert.ok(bytesOf(files.filter((file) => file === large)) < 1_200_000, large);
});

test("loss parts add up, and share the floor of the test images", () => {
  const { methods } = readStudyRecord(recordedAuditFolder, "loss-parts").values;
  for (const { floor, knownExcess, holeExcess, crossentropy } of Object.values(methods)) {
    near(floor + knownExcess + holeExcess, crossentropy, 1e-15);
    near(floor, 0.5474350249874443, 1e-7, "metrics.json of the shown run");
  }
});

test("the ranked fills come out as recorded", async () => {
  if (inputFile("CIFAR10_ARCHIVE", "the recorded ranked fills") === undefined) return;
  await startEngine({ quiet: true });
  const { ranks } = readStudyRecord(recordedAuditFolder, "ranked-fills").values;
  const positions = ranks.map(({ position }) => position);
  const {
    test: { images },
  } = await sharedDataset();
  const truth = takeImages(images, positions);
  const known = takeMasks(await drawBenchmarkMasks(benchmarkMaskSets[0]), positions);
  const network = await loadStudyMethod("report-fixed-seed1");
  const found = eachHolePsnrDb(truth, await network.fill(truth, known), known);
  network.dispose();
  for (const [i, { holePsnrDb }] of ranks.entries()) near(found[i], holePsnrDb, 1e-3);
});
