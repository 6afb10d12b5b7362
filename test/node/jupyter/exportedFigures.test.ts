import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { exportedFigures, exportsIn } from "../../../src/node/jupyter/exportedFigures";
import { figureExports } from "../../../src/node/jupyter/runningCell";
import { figuresFolder, notebooksFolder } from "../../../src/node/paths";
import { reportCharts } from "../../../src/node/typeset/reportCharts";

/** "NAME NOTEBOOK CELL" of every call in the notebooks. */
const calls = readdirSync(notebooksFolder)
  .filter((file) => file.endsWith(".ipynb"))
  .flatMap((file) =>
    figureExports(join(notebooksFolder, file)).map(
      ({ figure, cell }) => `${figure} ${file.replace(/\.ipynb$/, "")} ${cell}`,
    ),
  );

test("every exported figure of the report is exported by one cell, and drawn by no command", () => {
  const names = calls.map((call) => call.split(" ")[0]).sort();
  assert.deepEqual(names, [...exportedFigures.keys()].sort());
  for (const { name } of reportCharts) assert.ok(!exportedFigures.has(name), name);
});

test("the committed manifest names these cells", async () => {
  const entries = (await readFigureManifest(figuresFolder)).filter(({ notebook }) => notebook !== undefined);
  assert.deepEqual(entries.map(({ name, notebook, cell }) => `${name} ${notebook} ${cell}`).sort(), [...calls].sort());
});

test("names are read out of code in any quotes and over line breaks", () => {
  assert.deepEqual(exportsIn("await exportFigure(\n  'a', x); exportFigure(`b`, y); exportFigure(name, z)"), [
    "a",
    "b",
  ]);
});
