// What records mean for the ledger; and the ledger itself beside everything that is recorded now.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { benchmarks } from "../../../src/benchmarks";
import { experiments } from "../../../src/experiments";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { inpaintingMethods } from "../../../src/methods";
import { benchmarkId, readBenchmark } from "../../../src/node/benchmarks/record";
import {
  addMeasurements,
  readLedger,
  testSetLedgerPath,
  type TestSetMeasurement,
} from "../../../src/node/benchmarks/testSetLedger";
import {
  methodMeasurements,
  readsTestImages,
  runMeasurement,
  trainingMeasurements,
} from "../../../src/node/benchmarks/testSetMeasurements";
import { ledgerText } from "../../../src/node/benchmarks/testSetTable";
import { projectRoot, recordedRunsFolder } from "../../../src/node/paths";
import { readStudyRecord, recordedAuditFolder } from "../../../src/node/studies/record";
import { studies } from "../../../src/studies";
import type { StudyName } from "../../../src/studies/records";

const ledger = readLedger();
const how = { testSet: "CIFAR-10", by: `measure ${cifar10InpaintingV1.name}` };
const runs = readdirSync(recordedRunsFolder).filter((name) =>
  existsSync(join(recordedRunsFolder, name, "model", "weights.bin")),
);

test("a method without weights is not entered, a recorded network with the hash of its weights, the authors' with theirs", () => {
  const names = ["telea", "nearestImage", "report-fixed-seed1", "report-authors", "residual-inpainter"];
  const entered = methodMeasurements(names, { ...how, why: "Finished." });
  assert.deepEqual(
    entered.map(({ network, weights, reproduction, why }) => [network, weights.slice(0, 12), reproduction, why]),
    [
      [
        "report-fixed-seed1",
        "c997b633d955",
        true,
        "Validated on the test images after every epoch, as the report does.",
      ],
      ["report-authors", "a792c1b8f7e2", true, "Published by the report's authors, who validate on the test images."],
      ["residual-inpainter", "0ea092c8f2d3", false, "Finished."],
    ],
  );
  assert.equal(runMeasurement("residual-inpainter", how).why, "No reason was given.");
});

test("a training is entered when it reads the test images", () => {
  assert.deepEqual(
    runs.filter((run) => trainingMeasurements(run).length > 0),
    runs.filter((run) => run.startsWith("report-") || run.startsWith("article-")),
  );
  const [heldOut] = trainingMeasurements("report-held-out-seed1");
  assert.match(
    heldOut.why,
    /^Validated on held-out images; the loss on the test images beside it, .* chooses nothing\.$/,
  );
  assert.equal(heldOut.by, "train");
});

test("only trainings of the sources' networks read the test images: none that is ours escapes being counted", () => {
  const reading = experiments.filter(readsTestImages);
  assert.deepEqual(
    [...new Set(reading.map(({ network }) => network.name))],
    ["reportAutoencoder", "articleUNet", "articlePartialUNet"],
  );
  assert.ok(reading.every(({ name }) => /^(report|article)-/.test(name) || name === "class"));
});

/** Everything recorded that read a test set, from the records themselves. */
function recordedNow(): TestSetMeasurement[] {
  const ofBenchmarks = benchmarks.flatMap((benchmark) => {
    const rows = readBenchmark(join(recordedRunsFolder, benchmarkId(benchmark)), benchmark)?.rows ?? [];
    const methods = [...new Set(rows.map(({ method }) => method))];
    return methodMeasurements(methods, { testSet: rows[0]?.dataset ?? "", by: `measure ${benchmark.name}` });
  });
  const ofStudies = studies.flatMap(({ name, heldOut, methods: measured, experiments: trained = [] }) => {
    if (heldOut) return [];
    const { dataset, inputs } = readStudyRecord(recordedAuditFolder, name as StudyName);
    const study = { testSet: dataset, by: `measure ${name}` };
    const known = measured.map(({ method }) => method).filter((method) => isMethod(method));
    const fromRuns = inputs.map(({ file }) => file.split("/")[2]);
    assert.ok(trained.length === 0 || fromRuns.length > 0, name);
    return [...methodMeasurements(known, study), ...fromRuns.map((run) => runMeasurement(run, study))];
  });
  return [...ofBenchmarks, ...ofStudies, ...runs.flatMap((run) => trainingMeasurements(run))];
}

function isMethod(name: string): boolean {
  return inpaintingMethods.some((method) => method.name === name);
}

test("everything that is recorded is in the ledger with its present weights: entering it again changes nothing", () => {
  const now = recordedNow();
  assert.ok(now.length > 30);
  assert.deepEqual(addMeasurements(ledger, now, "2099-01-01"), ledger);
});

test("a study's record rests on the weights that the ledger names for it", () => {
  for (const { name, heldOut } of studies) {
    if (heldOut) continue;
    const { inputs } = readStudyRecord(recordedAuditFolder, name as StudyName);
    for (const { sha256 } of inputs.filter(({ file }) => file.endsWith("weights.bin"))) {
      const line = ledger.find(({ weights }) => sha256.startsWith(weights));
      assert.ok(line?.by.includes(`measure ${name}`), name);
    }
  }
});

test("the file is as the commands write it: its networks of ours are numbered, its days in order", () => {
  assert.equal(readFileSync(testSetLedgerPath, "utf8"), ledgerText(ledger));
  const numbers = [...new Set(ledger.flatMap(({ number }) => number ?? []))];
  assert.deepEqual(
    numbers,
    numbers.map((_, i) => i + 1),
  );
  const days = ledger.map(({ day }) => day);
  assert.deepEqual(days, [...days].sort());
});

test("README and the page of the residual inpainter say which network of ours on CIFAR-10 it was", () => {
  const own = ledger.filter(({ network, testSet }) => network === "residual-inpainter" && testSet === how.testSet);
  const counted = Math.max(...own.map(({ number }) => number ?? 0));
  const ordinals = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"];
  for (const page of ["README.md", "docs/residual-inpainter.md"]) {
    const text = readFileSync(join(projectRoot, page), "utf8");
    assert.match(text, new RegExp(`the ${ordinals[counted - 1]} network of ours measured on the test images`), page);
  }
});
