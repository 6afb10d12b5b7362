import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { withoutOutputs, writeClassCopies } from "../../../src/node/jupyter/classCopies";
import { notebooksFolder } from "../../../src/node/paths";
import { cellTexts } from "../../house/notebookTexts";
import { temporaryFolder } from "../../support/temporaryFolder";

interface Cell {
  readonly cell_type: string;
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
  readonly metadata: object;
}

test("every lesson and its solutions lie there with all their text and without an output; links between them hold", async () => {
  const folder = temporaryFolder("class-");
  const { written, kept } = await writeClassCopies(notebooksFolder, folder);
  assert.ok(written.length >= 24 && kept.length === 0, `${written.length} written, ${kept.length} kept`);
  for (const name of written) {
    const copy = join(folder, name);
    for (const kind of ["code", "markdown"] as const) {
      assert.deepEqual(cellTexts(copy, kind), cellTexts(join(notebooksFolder, name), kind), name);
    }
    const { cells } = JSON.parse(readFileSync(copy, "utf8")) as { cells: Cell[] };
    for (const { cell_type: type, outputs, execution_count: count, metadata } of cells) {
      assert.deepEqual([outputs, count], type === "code" ? [[], null] : [undefined, undefined], name);
      assert.ok(!("execution" in metadata), name);
    }
    for (const text of cellTexts(copy, "markdown")) {
      for (const [, link] of text.matchAll(/\]\(([^):#]+\.ipynb)\)/g)) {
        assert.ok(existsSync(join(copy, "..", link)), `${name}: ${link}`);
      }
    }
  }
});

test("a student's work is kept", async () => {
  const from = temporaryFolder("lessons-");
  const folder = join(temporaryFolder("class-"), "new");
  const empty = JSON.stringify({ cells: [], metadata: {}, nbformat: 4, nbformat_minor: 5 });
  for (const name of ["A0.ipynb", "A1.ipynb", "README.md"]) writeFileSync(join(from, name), empty);
  mkdirSync(folder);
  writeFileSync(join(folder, "A1.ipynb"), "a student's work");
  assert.deepEqual(await writeClassCopies(from, folder), { written: ["A0.ipynb"], kept: ["A1.ipynb"] });
  assert.equal(readFileSync(join(folder, "A1.ipynb"), "utf8"), "a student's work");
  assert.ok(!existsSync(join(folder, "README.md")));
});

test("an empty folder and damaged notebooks are named", async () => {
  const from = temporaryFolder("lessons-");
  await assert.rejects(
    writeClassCopies(from, temporaryFolder("class-")),
    /Expected notebooks in .+, but found none\. Restore/,
  );
  assert.throws(
    () => withoutOutputs("{", "A0.ipynb"),
    /Expected A0\.ipynb to be a notebook, but received text that is no JSON\. Restore it: git checkout notebooks\./,
  );
  assert.throws(
    () => withoutOutputs(`{"cells": 3}`, "A0.ipynb"),
    /Expected A0\.ipynb to be a notebook, but received 3 for a list at cells\. Restore it/,
  );
  mkdirSync(join(from, "A0.ipynb"));
  await assert.rejects(
    writeClassCopies(from, temporaryFolder("class-")),
    /Expected to read .+A0\.ipynb, but received EISDIR/,
  );
});
