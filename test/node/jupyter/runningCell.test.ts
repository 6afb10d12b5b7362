import assert from "node:assert/strict";
import { mkdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { figureExports, findExportingCell, liesIn } from "../../../src/node/jupyter/runningCell";
import { temporaryFolder } from "../../support/temporaryFolder";

const cell = (id: string, source: string | string[], cell_type = "code") => ({ id, cell_type, source });
const notebook = (...cells: object[]): string => JSON.stringify({ cells });

const withCall = notebook(
  cell("about", 'exportFigure("loss-curve", figure) is described here', "markdown"),
  cell("curves", ["const figure = 1;\n", 'await exportFigure(\n  "loss-curve", figure);']),
  cell("both", 'exportFigure("a", x); exportFigure(`b-2`, y); reexportFigure("c", z);'),
);

test("the cell is found in the notebook that the session names, also in a copy of any name", () => {
  const folder = temporaryFolder("lab-cell-");
  const path = join(folder, "my copy.ipynb");
  writeFileSync(path, withCall);
  writeFileSync(join(folder, "A.ipynb"), notebook(cell("other", 'exportFigure("loss-curve", x)')));
  const found = { path, notebook: "my copy", id: "curves" };
  assert.deepEqual(findExportingCell("loss-curve", { session: path, folder: "/" }), found);
  assert.deepEqual(findExportingCell("loss-curve", { session: "my copy.ipynb", folder }), found);
});

test("without a session, and after the file was renamed, the notebooks of the folder are looked through", () => {
  const folder = temporaryFolder("lab-cell-");
  const path = join(folder, "b.ipynb");
  writeFileSync(join(folder, "a.ipynb"), "{");
  writeFileSync(path, withCall);
  for (const session of ["", "earlier.ipynb"]) {
    assert.equal(findExportingCell("loss-curve", { session, folder })?.path, path, session);
  }
  renameSync(path, join(folder, "c.ipynb"));
  assert.equal(findExportingCell("loss-curve", { session: path, folder })?.notebook, "c");
});

test("a call that no saved notebook has is found nowhere", () => {
  const folder = temporaryFolder("lab-cell-");
  writeFileSync(join(folder, "a.ipynb"), withCall);
  assert.equal(findExportingCell("new", { session: join(folder, "a.ipynb"), folder }), null);
});

test("the calls in code cells are listed with the cells' ids; a damaged notebook has none", () => {
  const folder = temporaryFolder("lab-cell-");
  writeFileSync(join(folder, "a.ipynb"), withCall);
  writeFileSync(join(folder, "b.ipynb"), "{");
  assert.deepEqual(figureExports(join(folder, "a.ipynb")), [
    { figure: "loss-curve", cell: "curves" },
    { figure: "a", cell: "both" },
    { figure: "b-2", cell: "both" },
  ]);
  assert.deepEqual(figureExports(join(folder, "b.ipynb")), []);
});

test("a cell lies in its notebook's folder, and not in one above", () => {
  const folder = temporaryFolder("lab-cell-");
  mkdirSync(join(folder, "copies"));
  const found = { path: join(folder, "copies", "a.ipynb"), notebook: "a", id: "x" };
  assert.ok(liesIn(join(folder, "copies"), found) && !liesIn(folder, found));
});
