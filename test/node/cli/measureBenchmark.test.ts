import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { testSetLedgerPath } from "../../../src/node/benchmarks/testSetLedger";
import { checkRecord, folderName, measureBenchmark } from "../../../src/node/cli/measureBenchmark";
import { localRunsFolder } from "../../../src/node/paths";

const benchmark = cifar10InpaintingV1.name;
const real = { synthetic: false, title: "CIFAR-10" };

test("only whole rows on CIFAR-10 may replace recorded ones", () => {
  checkRecord({ benchmark, record: true }, real);
  checkRecord({ benchmark, record: true, methods: ["mean"] }, real);
  checkRecord({ benchmark, limit: 5 }, { synthetic: true, title: "synthetic data" });
  assert.throws(
    () => checkRecord({ benchmark, record: true, limit: 5, masks: ["square8"] }, real),
    /Expected all masks and images of the benchmark for --record, but received --masks and --limit\. Leave --record out\./,
  );
  assert.throws(
    () => checkRecord({ benchmark, record: true }, { synthetic: true, title: "synthetic data" }),
    /but received synthetic data\./,
  );
});

test("a selection, a part and synthetic data never replace the whole benchmark's results", () => {
  assert.equal(folderName({}, real), "benchmark");
  assert.equal(folderName({ methods: ["mean"] }, real), "benchmark-selection");
  assert.equal(folderName({}, real, { ...cifar10InpaintingV1, name: "other-v1" }), "benchmark-other-v1");
  assert.equal(
    folderName({ masks: ["square8"], limit: 5 }, { synthetic: true }),
    "benchmark-selection-first5-synthetic",
  );
});

test("a wrong name ends the command before anything is loaded", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await measureBenchmark({ benchmark, methods: ["nobody"] }), 1);
  assert.equal(await measureBenchmark({ benchmark, masks: ["nothing"] }), 1);
  assert.equal(await measureBenchmark({ benchmark: "photographs" }), 1);
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /Expected the name of a method, but received "nobody"\. Use one of mean/,
  );
  assert.match(String(said.mock.calls[1].arguments[0]), /Expected --masks to name some of square8/);
  assert.match(
    String(said.mock.calls[2].arguments[0]),
    /Expected the name of a benchmark, but received "photographs"\. Use/,
  );
});

test("a network measured without --record enters nothing in the ledger of test sets", async (context) => {
  context.mock.method(console, "log", () => undefined);
  const before = readFileSync(testSetLedgerPath, "utf8");
  const selection = { methods: ["report-fixed-seed1"], masks: ["square8"], limit: 3 };
  const folders = [true, false].map((synthetic) => join(localRunsFolder, folderName(selection, { synthetic })));
  try {
    assert.equal(await measureBenchmark({ benchmark, ...selection, why: "Not recorded." }), 0);
  } finally {
    for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  }
  assert.equal(readFileSync(testSetLedgerPath, "utf8"), before);
});

test("a reason that does not fit into the ledger is refused before anything is measured", async (context) => {
  if (process.env.CIFAR10_ARCHIVE === undefined)
    return context.skip("--record needs CIFAR-10: name it in CIFAR10_ARCHIVE");
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await measureBenchmark({ benchmark, methods: ["mean"], record: true, why: "a | b" }), 1);
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /^Expected the reason for a measurement on the test set to be one/,
  );
});
