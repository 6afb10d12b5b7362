// The project's own report: its numbers are those of the recorded runs, and its text has no loose end.
import assert from "node:assert/strict";
import { cpSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { figuresFolder, projectRoot } from "../../../src/node/paths";
import { buildReport, variablesText } from "../../../src/node/typeset/buildReport";
import { hasTypst } from "../../../src/node/typeset/compileTypst";
import { prepareReport } from "../../../src/node/typeset/prepareReport";
import { readRecords } from "../../../src/node/typeset/readRecords";
import { checkNotRun } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

const prepared = prepareReport({
  root: projectRoot,
  records: readRecords(projectRoot),
  figureFolders: [figuresFolder],
});

test("variables.json is what the records give", async () => {
  const committed: unknown = JSON.parse(readFileSync(join(projectRoot, "report/variables.json"), "utf8"));
  assert.deepEqual(committed, JSON.parse(variablesText(await prepared)), "npm run report writes it anew");
});

test("every key, figure, cell and claim is there, no digit is loose, no figure stale, both languages call the same", async () => {
  assert.deepEqual((await prepared).problems, []);
});

test("the committed PDFs are what the sources give, to the byte", async () => {
  if (!hasTypst()) return checkNotRun("the committed PDFs: the Typst compiler is not installed");
  const root = temporaryFolder("lab-project-report-");
  for (const part of [
    "report",
    "figures",
    "notebooks",
    "runs/recorded",
    "bench/training/recorded.json",
    "bench/classical/recorded.json",
  ]) {
    cpSync(join(projectRoot, part), join(root, part), { recursive: true });
  }
  const pdfs = ["report/report.en.pdf", "report/report.de.pdf"];
  for (const pdf of pdfs) rmSync(join(root, pdf));
  await buildReport({ root });
  for (const pdf of pdfs) {
    assert.ok(
      readFileSync(join(root, pdf)).equals(readFileSync(join(projectRoot, pdf))),
      `${pdf} is not what its sources give: npm run report`,
    );
  }
});
