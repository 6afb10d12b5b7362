import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { RecordOf } from "../../../src/studies/records";
import { copyRecords, readStudyRecord, writeStudyRecord } from "../../../src/node/studies/record";
import { temporaryFolder } from "../../support/temporaryFolder";

const record: RecordOf<"held-out"> = {
  name: "held-out",
  command: "npm run measure",
  dataset: "CIFAR-10",
  synthetic: false,
  seed: 1,
  images: 5,
  seconds: 0.1,
  inputs: [],
  values: {
    epochs: [],
    chosenByHeldOut: { epoch: 1, testLoss: 2 },
    chosenByTest: { epoch: 1, testLoss: 2 },
    patience: 5,
    stopByHeldOut: null,
    stopByTest: null,
  },
};

/** Files that hold their own names. */
function writeFiles(folder: string, files: readonly string[]): void {
  for (const file of files) {
    mkdirSync(join(folder, file, ".."), { recursive: true });
    writeFileSync(join(folder, file), file);
  }
}

test("a record is read as it was written", async () => {
  const folder = temporaryFolder("lab-study-");
  await writeStudyRecord(folder, record);
  assert.deepEqual(readStudyRecord(folder, "held-out"), record);
});

test("lists of numbers stand on one line each, other lists do not", async () => {
  const folder = temporaryFolder("lab-study-");
  const numbers = [1, -2.5, 1e-7, 3e21];
  const values = { numbers, nested: [numbers, [0.5]], none: [], words: ["a", "[ 1 ]\n[\n1\n]"], mixed: [1, null] };
  await writeStudyRecord(folder, { ...record, values });
  const text = readFileSync(join(folder, "held-out.json"), "utf8");
  assert.deepEqual((JSON.parse(text) as { values: unknown }).values, values);
  const line = "[1, -2.5, 1e-7, 3e+21]";
  assert.ok(text.includes(`"numbers": ${line},\n    "nested": [\n      ${line},\n      [0.5]\n    ],`), text);
  assert.ok(text.includes('"words": [\n      "a",\n'), text);
});

test("a missing or damaged record names the command that makes it", () => {
  const folder = temporaryFolder("lab-study-");
  const wanted =
    /^Error: Expected a record in JSON, but .*paint\.json is missing or damaged\. Make it again: npm run measure -- paint\.$/;
  assert.throws(() => readStudyRecord(folder, "paint"), wanted);
  writeFileSync(join(folder, "paint.json"), "{");
  assert.throws(() => readStudyRecord(folder, "paint"), wanted);
});

test("values that do not fit, or are another study's or other methods', are named", async () => {
  const folder = temporaryFolder("lab-study-");
  const { epochs: _, ...values } = record.values;
  await writeStudyRecord(folder, { ...record, values: { ...values, epochs: [{ epoch: 1 }] } });
  assert.throws(() => readStudyRecord(folder, "held-out"), {
    message:
      `Expected values.epochs.0.loss in ${join(folder, "held-out.json")} to be a number, but received nothing. ` +
      "Make it again: npm run measure -- held-out.",
  });
  await writeStudyRecord(folder, { ...record, name: "paint" });
  assert.throws(
    () => readStudyRecord(folder, "paint"),
    /Expected values\.paints in .* to be a list, but received nothing/,
  );
  await writeStudyRecord(folder, { ...record, name: "sides", values: { sides: [1], mean: [] } });
  assert.throws(
    () => readStudyRecord(folder, "sides"),
    /Expected values\.network in .* to be a list, but received nothing/,
  );
});

test("copying takes the records that are named and leaves the others", async () => {
  const from = temporaryFolder("lab-study-");
  const to = join(temporaryFolder("lab-study-"), "audit");
  await writeStudyRecord(from, record);
  await writeStudyRecord(from, { ...record, name: "sides" });
  writeFiles(to, ["paint.json"]);
  await copyRecords(from, to, ["held-out"]);
  for (const file of ["held-out.json", "paint.json"]) assert.ok(existsSync(join(to, file)), file);
  assert.ok(!existsSync(join(to, "sides.json")));
  await assert.rejects(
    copyRecords(from, to, ["paint"]),
    /^Error: Expected a record in JSON, but .*paint\.json is missing\. Make it again: npm run measure -- paint\.$/,
  );
});
