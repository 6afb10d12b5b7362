import assert from "node:assert/strict";
import { test } from "node:test";
import { markFigure, markGrid, notebookLabel } from "../../src/figures/markSynthetic";
import { chartSvg } from "../../src/figures/staticChart";
import { sampleGrid, sampleLoss } from "./samples";

test("a chart gets the words once, and keeps a label that it has", () => {
  const marked = markFigure(sampleLoss());
  assert.ok(chartSvg(marked).includes(notebookLabel));
  assert.equal(markFigure(marked), marked);
  const labelled = { ...sampleLoss(), synthetic: true };
  assert.equal(markFigure(labelled), labelled);
});

test("a grid gets the words below its pictures, which stay as they are", () => {
  const grid = sampleGrid();
  const marked = markGrid(grid);
  const { width, height, data } = grid.raster;
  assert.equal(marked.raster.height, height + 22);
  assert.ok(marked.raster.width >= width);
  assert.equal(marked.texts.at(-1)?.text, notebookLabel);
  for (const y of [0, height - 1]) {
    const row = marked.raster.data.subarray(3 * marked.raster.width * y).subarray(0, 3 * width);
    assert.deepEqual(row, data.subarray(3 * width * y, 3 * width * (y + 1)));
  }
  assert.equal(markGrid(marked), marked);
  assert.equal(markGrid(sampleGrid(true)).texts.length, sampleGrid(true).texts.length);
});
