import assert from "node:assert/strict";
import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { photographsV1 } from "../../../src/benchmarks/photographsV1";
import { begunKeeper } from "../../../src/node/benchmarks/begunFile";
import { readBenchmark, writeRows } from "../../../src/node/benchmarks/record";
import { measureImages } from "../../../src/metrics/imageErrors";
import { testSetLedgerPath } from "../../../src/node/benchmarks/testSetLedger";
import { checkRecord, folderName, measureBenchmark } from "../../../src/node/cli/measureBenchmark";
import { localRunsFolder } from "../../../src/node/paths";
import { writePhotographs } from "../../support/photographs";

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

const photographs = photographsV1.name;

test("photographs without BSDS500_IMAGES: one sentence says what to do", async (context) => {
  const before = process.env.BSDS500_IMAGES;
  const said = context.mock.method(console, "error", () => undefined);
  try {
    delete process.env.BSDS500_IMAGES;
    assert.equal(await measureBenchmark({ benchmark: photographs, methods: ["mean"] }), 1);
  } finally {
    if (before !== undefined) process.env.BSDS500_IMAGES = before;
  }
  assert.equal(said.mock.callCount(), 1);
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /^Expected BSDS500_IMAGES to name .*, but it is not set\. Fetch BSR_bsds500\.tgz .*set the variable to its path\.$/,
  );
});

test("photographs from end to end: measured, stopped, gone on with within a row, written as JSON and tables", async (context) => {
  const before = process.env.BSDS500_IMAGES;
  const said: string[] = [];
  context.mock.method(console, "log", (text: string) => void said.push(text));
  const complained = context.mock.method(console, "error", () => undefined);
  const selection = { methods: ["mean", "report-fixed-seed1"], masks: ["scratches"], limit: 3 };
  const folder = join(localRunsFolder, folderName(selection, { synthetic: false }, photographsV1));
  try {
    await writePhotographs(
      photographsV1.shapes.map(([, height, width], i) => ({ name: String(1000 + i), height, width })),
    );
    rmSync(folder, { recursive: true, force: true });
    assert.equal(await measureBenchmark({ benchmark: photographs, ...selection }), 0);
    const first = readBenchmark(folder, photographsV1);
    assert.deepEqual(
      first?.rows.map(({ method, maskSet, images, dataset }) => [method, maskSet, images, dataset]),
      [["mean", "scratches", 3, "BSDS500"]],
    );
    assert.match(first?.rows[0].holeErrors?.squared ?? "", /^\d\S* \d\S* \d\S*$/);
    assert.match(
      String(said.at(-1)),
      /\nLeft out, since they do not take images of these sizes: report-fixed-seed1\.\n1 rows in /,
    );
    assert.match(
      readFileSync(join(folder, "tables.md"), "utf8"),
      /^# photographs-v1\n\nBSDS500\. Made by `npm run measure -- photographs-v1 --/,
    );

    // Two parts of the row are there, with 1000 seconds of filling each, and the row is not.
    const shapes = photographsV1.shapes.slice(1, 3);
    const parts = shapes.map(([, height, width], i) => {
      const truth = { data: new Float32Array(height * width * 3).fill(0.5), shape: [1, height, width, 3] as const };
      const known = Uint8Array.from({ length: height * width }, (_, p) => (p % 2 === 0 ? 0 : 1));
      const filled = { ...truth, data: truth.data.map((value) => value + 0.1) };
      const errors = measureImages(truth, filled, { data: known, shape: [1, height, width, 1] });
      return { first: i + 1, fillSeconds: 1000, errors };
    });
    rmSync(folder, { recursive: true, force: true });
    const keeper = begunKeeper(folder, first?.key ?? "");
    await keeper.keep({ method: "mean", maskSet: "scratches", images: 3, parts });
    await keeper.save();
    assert.equal(await measureBenchmark({ benchmark: photographs, ...selection, resume: true }), 0);
    assert.ok(said.includes("Going on after 0 rows and 2 images of the next."));
    const [row] = readBenchmark(folder, photographsV1)?.rows ?? [];
    assert.ok(row.imagesPerSecond < 0.01, `${row.imagesPerSecond}`);

    assert.equal(await measureBenchmark({ benchmark: photographs, ...selection, resume: true }), 0);
    assert.ok(said.includes("Going on after 1 rows."));

    // A row of before rows held the errors of each image is gone on with as it is.
    const held = readBenchmark(folder, photographsV1);
    assert.ok(held !== null);
    const older = held.rows.map(({ holeErrors: _, ...rest }) => rest);
    await writeRows(folder, { ...held, rows: older });
    assert.equal(await measureBenchmark({ benchmark: photographs, ...selection, resume: true }), 0);
    assert.equal(said.filter((text) => text === "Going on after 1 rows.").length, 2);
    assert.deepEqual(readBenchmark(folder, photographsV1)?.rows, older);

    const write = context.mock.method(process.stderr, "write", (text: string) => {
      if (text.includes("drawing the masks")) process.emit("SIGINT", "SIGINT");
      return true;
    });
    assert.equal(await measureBenchmark({ benchmark: photographs, ...selection }), 130);
    write.mock.restore();
    assert.match(
      String(complained.mock.calls.at(-1)?.arguments[0]),
      /^Interrupted after 0 rows; what is measured is saved\. To go on: npm run measure -- photographs-v1 .*--resume/,
    );
    assert.equal(
      await measureBenchmark({
        benchmark: photographs,
        methods: ["report-fixed-seed1"],
        masks: ["scratches"],
        limit: 3,
      }),
      1,
    );
    assert.match(
      String(complained.mock.calls.at(-1)?.arguments[0]),
      /^Expected at least one method that can be had here and takes the images' sizes\. Left out, .* report-fixed-seed1\.$/,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
    if (before === undefined) delete process.env.BSDS500_IMAGES;
    else process.env.BSDS500_IMAGES = before;
  }
});
