import assert from "node:assert/strict";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { executeNotebook, jupyterPython, notebookError } from "../../../src/node/jupyter/executeNotebook";
import { notebooksFolder } from "../../../src/node/paths";
import { checkNotRun } from "../../support/inputs";

const notebook = (...cells: string[]) =>
  JSON.stringify({
    cells: cells.map((source, i) => ({
      cell_type: "code",
      id: `c${i}`,
      metadata: {},
      source,
      outputs: [],
      execution_count: null,
    })),
    metadata: { kernelspec: { name: "tslab", display_name: "TypeScript", language: "typescript" } },
    nbformat: 4,
    nbformat_minor: 5,
  });

test("a TypeScript notebook is executed in place; a failing cell is named", async () => {
  if (!existsSync(jupyterPython)) return checkNotRun("executing a notebook: no .venv");
  const folder = mkdtempSync(join(notebooksFolder, ".test-"));
  try {
    const good = join(folder, "good.ipynb");
    const bad = join(folder, "bad.ipynb");
    writeFileSync(
      good,
      notebook(
        "const sum: number = 1 + 2;",
        "console.log(`sum ${sum} ${process.env.LAB_QUICK} ${process.env.LAB_STRICT}`)",
      ),
    );
    const run = await executeNotebook(good, { inPlace: true, env: { LAB_QUICK: "1" } });
    assert.equal(run.error, null);
    assert.match(readFileSync(good, "utf8"), /sum 3 1 1/);
    writeFileSync(bad, notebook('throw new Error("a wrong claim")'));
    const failed = await executeNotebook(bad);
    assert.match(failed.error ?? "", /executing the following cell[^]*a wrong claim/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("the message starts at the failing cell", () => {
  const output =
    "[NbClientApp] Executing\nTraceback\nx.CellExecutionError: An error occurred while executing the following cell:\nfoo()";
  assert.match(notebookError(output), /^CellExecutionError: An error occurred[^]*foo\(\)$/);
  assert.equal(notebookError(""), "the kernel ended without a word");
});
