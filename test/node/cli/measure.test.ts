import assert from "node:assert/strict";
import { basename } from "node:path";
import { test } from "node:test";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { studies } from "../../../src/studies";
import {
  checkNames,
  checkRecord,
  chooseStudies,
  figuresOf,
  listText,
  measure,
  measureFolder,
  measurementsOf,
  recordCode,
  wholePhotographsFor,
  type MeasureOptions,
} from "../../../src/node/cli/measure";
import { openPhotographs } from "../../../src/node/pictures/openPhotographs";
import { openWholePhotographs } from "../../../src/node/pictures/wholePhotographs";

const real = { synthetic: false, title: "CIFAR-10" };
const drawn = { synthetic: true, title: "synthetic data (dead leaves)" };
const check = (options: MeasureOptions, data: typeof real, absent: string[] = []): void =>
  checkRecord(options, data, chooseStudies(options), absent);

test("studies are chosen by name, in the table's order", () => {
  const all = chooseStudies({ names: ["all"] }).map(({ study }) => study);
  assert.deepEqual(
    all,
    studies.filter(({ heldOut }) => heldOut !== true),
  );
  assert.deepEqual([all.length, all.some(({ name }) => name === "transfer")], [12, false]);
  assert.equal(chooseStudies({ names: ["all", "transfer"] }).length, 13);
  assert.deepEqual(
    chooseStudies({ names: ["sides", "paint"] }).map(({ study }) => study.name),
    ["paint", "sides"],
  );
  assert.throws(
    () => checkNames(["paint", "pain"]),
    /Expected to measure some of loss-parts, .*squared-error, .*all, repair-ladder, cifar10-.*, photographs-v1, but received "pain"\. .* --list says/,
  );
});

test("without a name it lists what can be measured, one line each", async (context) => {
  const said = context.mock.method(console, "log", () => undefined);
  assert.equal(await measure({}), 0);
  assert.equal(await measure({ list: true, names: ["paint"] }), 0);
  assert.deepEqual(
    said.mock.calls.map(({ arguments: [text] }) => text),
    [listText(), listText()],
  );
  for (const name of [
    ...studies.map((study) => study.name),
    "all",
    "repair-ladder",
    "cifar10-inpainting-v1",
    "photographs-v1",
  ]) {
    assert.match(listText(), new RegExp(`^  ${name} +\\S`, "m"));
  }
});

test("a study on held-out images enters nothing in the ledger of test sets", () => {
  const [chosen] = chooseStudies({ names: ["after-the-fill"] });
  assert.equal(chosen.study.heldOut, true);
  assert.deepEqual(measurementsOf(chosen, drawDeadLeaves({ trainCount: 50, testCount: 2 })), []);
});

test("only CIFAR-10 may replace recorded results", () => {
  check({ names: ["all"], record: true }, real);
  check({ names: ["all"] }, drawn, ["report-authors"]);
  assert.throws(
    () => check({ names: ["all"], record: true }, drawn),
    /^Error: Expected CIFAR-10 for --record, but received synthetic data \(dead leaves\)\. Name the archive in/,
  );
});

test("a study on photographs needs no CIFAR-10, and is no part of all", () => {
  check({ names: ["six-terms"], record: true }, drawn);
  assert.throws(() => check({ names: ["six-terms", "sides"], record: true }, drawn), /Expected CIFAR-10 for --record/);
  const [folder, mixed] = [["six-terms"], ["six-terms", "sides"]].map((names) =>
    basename(measureFolder(drawn, chooseStudies({ names }))),
  );
  assert.deepEqual([folder, mixed], ["audit", "audit-synthetic"]);
  assert.ok(chooseStudies({ names: ["all"] }).every(({ study }) => study.photographs === undefined));
});

test("only the study's own methods may replace recorded results", () => {
  check({ names: ["sides"], methods: ["report-fixed-seed1", "harmonic"], record: true }, real);
  assert.throws(
    () => check({ names: ["sides"], methods: ["telea"], record: true }, real),
    /Expected the methods report-fixed-seed1, harmonic for --record of sides, but received telea\. Leave --methods out, or/,
  );
});

test("only with the authors' weights, where a chosen study measures them", () => {
  const absent = ["report-authors"];
  check({ names: ["sides", "held-out"], record: true }, real, absent);
  assert.throws(
    () => check({ names: ["sides", "paint", "undamaged"], record: true }, real, absent),
    /Expected the authors' weights for --record of paint, undamaged, but they cannot be had\. Name them in REPORT_WEIGHTS/,
  );
});

test("without BSDS500_IMAGES photographs are left out with a sentence; recorded they must be there", async (context) => {
  const said = context.mock.method(console, "log", () => undefined);
  const before = process.env.BSDS500_IMAGES;
  delete process.env.BSDS500_IMAGES;
  try {
    const chosen = chooseStudies({ names: ["after-the-fill", "sides"] });
    assert.equal(await wholePhotographsFor(chosen, {}), undefined);
    assert.equal(await wholePhotographsFor(chooseStudies({ names: ["sides"] }), { record: true }), undefined);
    assert.deepEqual(
      said.mock.calls.map(({ arguments: [text] }) => text),
      [
        "  after-the-fill: photographs are left out, since BSDS500_IMAGES is not set. Fetch BSR_bsds500.tgz from the page of " +
          "the Berkeley segmentation data set, and set the variable to its path.",
      ],
    );
    await assert.rejects(wholePhotographsFor(chosen, { record: true }), /but it is not set\. Fetch BSR_bsds500\.tgz/);
    const [study] = chooseStudies({ names: ["after-the-fill"] });
    const alone = [{ ...study, methods: [{ key: "partial", method: "photographs-partial" }] }];
    await assert.rejects(wholePhotographsFor(alone, {}), /Expected BSDS500_IMAGES .*, but it is not set\. Fetch/);
  } finally {
    if (before !== undefined) process.env.BSDS500_IMAGES = before;
  }
});

test("photographs that a study is about and that are missing end the command before anything is measured", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  const shown = context.mock.method(console, "log", () => undefined);
  const before = process.env.BSDS500_IMAGES;
  delete process.env.BSDS500_IMAGES;
  try {
    assert.equal(await measure({ names: ["sides", "six-terms"] }), 1);
  } finally {
    if (before !== undefined) process.env.BSDS500_IMAGES = before;
  }
  assert.match(String(said.mock.calls[0].arguments[0]), /Expected BSDS500_IMAGES .*, but it is not set\. Fetch/);
  assert.equal(shown.mock.callCount(), 0);
});

test("a record depends on how its photographs are decoded; with it go the figures of the chosen studies alone", () => {
  const [whole, crops, none] = ["after-the-fill", "six-terms", "sides"].map((name) =>
    recordCode(chooseStudies({ names: [name] })[0]),
  );
  for (const [code, wanted] of [
    [whole, [false, true]],
    [crops, [true, false]],
    [none, [false, false]],
  ] as const)
    assert.deepEqual([code.includes(openPhotographs), code.includes(openWholePhotographs)], wanted);
  const figures = (...names: string[]): string[] => figuresOf(chooseStudies({ names }));
  assert.deepEqual(figures("sides", "six-terms", "after-the-fill").sort(), ["seam", "six-terms"]);
  assert.deepEqual([figures("paint"), figures("sides")], [["paint-test"], []]);
});

test("synthetic results and those of other methods keep to folders of their own", () => {
  const own = chooseStudies({ names: ["sides"] });
  const others = chooseStudies({ names: ["sides"], methods: ["telea"] });
  assert.deepEqual(
    [measureFolder(real, own), measureFolder(drawn, own)].map((path) => basename(path)),
    ["audit", "audit-synthetic"],
  );
  assert.deepEqual(
    [measureFolder(real, others), measureFolder(drawn, others)].map((path) => basename(path)),
    ["audit-selection", "audit-selection-synthetic"],
  );
});

test("a wrong name ends the command before anything is loaded, for the benchmark too", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  assert.equal(await measure({ names: ["everything"] }), 1);
  assert.equal(await measure({ names: ["sides"], methods: ["nobody"] }), 1);
  assert.equal(await measure({ names: ["cifar10-inpainting-v1"], methods: ["nobody"] }), 1);
  assert.equal(await measure({ names: ["cifar10-inpainting-v1"], masks: ["nothing"] }), 1);
  const lines = said.mock.calls.map(({ arguments: [line] }) => String(line));
  assert.match(lines[0], /but received "everything"\./);
  assert.match(lines[1], /Expected the name of a method, but received "nobody"\. Use one of mean, /);
  assert.equal(lines[2], lines[1]);
  assert.match(lines[3], /Expected --masks to name some of square8/);
});

test("without the native engine it says so instead of measuring for days", async (context) => {
  const said = context.mock.method(console, "error", () => undefined);
  context.mock.method(console, "log", () => undefined);
  const engine = process.env.LAB_ENGINE;
  process.env.LAB_ENGINE = "none";
  try {
    assert.equal(await measure({ names: ["sides"] }), 1);
  } finally {
    if (engine === undefined) delete process.env.LAB_ENGINE;
    else process.env.LAB_ENGINE = engine;
  }
  assert.match(
    String(said.mock.calls[0].arguments[0]),
    /Expected the native TensorFlow engine, without which the studies take days, but it cannot be had here\. Read the recorded ones/,
  );
});

test("a recorded study is entered in the ledger of test sets with the networks that it measures", () => {
  const [heldOut, squaredError] = ["held-out", "squared-error"].map((name) => chooseStudies({ names: [name] })[0]);
  const drawnImages = drawDeadLeaves({ trainCount: 50, testCount: 2 });
  const cifar10 = { ...drawnImages, synthetic: false, title: "CIFAR-10", name: "cifar10" as const };
  const entered = [heldOut, squaredError].flatMap((one) => measurementsOf(one, cifar10));
  assert.deepEqual(
    entered.map(({ network, testSet, by, reproduction }) => [network, testSet, by, reproduction]),
    [
      ["report-held-out-seed1", "CIFAR-10", "measure held-out", true],
      ["report-fixed-seed1", "CIFAR-10", "measure squared-error", true],
      ["report-squared-error-seed1", "CIFAR-10", "measure squared-error", true],
    ],
  );
});
