import assert from "node:assert/strict";
import { readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readNotebook } from "../../../src/node/files/notebook";
import { notebooksFolder } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";

test("every notebook of the project is read", () => {
  const files = readdirSync(notebooksFolder, { recursive: true, encoding: "utf8" });
  for (const file of files.filter((name) => name.endsWith(".ipynb") && !name.includes(".ipynb_checkpoints")))
    assert.ok(readNotebook(join(notebooksFolder, file)).cells.length > 0, file);
});

test("a damaged notebook is named, with the way to restore it", () => {
  const path = join(temporaryFolder("lab-notebook-"), "A1.ipynb");
  writeFileSync(path, '{ "cells": [{ "cell_type": "code" }] }');
  assert.throws(
    () => readNotebook(path),
    /Expected cells\.0\.source in .*A1\.ipynb to be a text or a list, but received nothing\. Restore it: git checkout .*A1\.ipynb\.$/,
  );
  writeFileSync(path, "{");
  assert.throws(() => readNotebook(path), /Expected JSON in .*A1\.ipynb, but received other text/);
});
