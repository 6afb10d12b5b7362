// The project's own report: its numbers are those of the recorded runs, and its text has no loose end.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { figuresFolder, projectRoot } from "../../../src/node/paths";
import { variablesText } from "../../../src/node/report/buildReport";
import { prepareReport } from "../../../src/node/report/prepareReport";
import { readRecords } from "../../../src/node/report/readRecords";

const prepared = prepareReport({ root: projectRoot, records: readRecords(projectRoot), figureFolders: [figuresFolder] });

test("variables.json is what the records give", async () => {
  const committed: unknown = JSON.parse(readFileSync(join(projectRoot, "report/variables.json"), "utf8"));
  assert.deepEqual(committed, JSON.parse(variablesText(await prepared)), "npm run report writes it anew");
});

test("every key, figure, cell and claim is there, no digit is loose, no figure stale, both languages call the same", async () => {
  assert.deepEqual((await prepared).problems, []);
});
