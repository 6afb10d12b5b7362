import assert from "node:assert/strict";
import { test } from "node:test";
import { makeFigure } from "../../../src/figures/figure";
import { imageGrid } from "../../../src/figures/imageGrid";
import { notebookLabel } from "../../../src/figures/markSynthetic";
import { imageBatch } from "../../../src/images/batch";
import {
  noteCircumstance,
  noteSyntheticData,
  onSyntheticData,
  whyNotMeasured,
} from "../../../src/node/jupyter/circumstances";
import { loadDataset } from "../../../src/node/jupyter/lessonDataset";
import { plot } from "../../../src/node/jupyter/plot";
import { showGrid } from "../../../src/node/jupyter/display";
import { slider } from "../../../src/node/jupyter/slider";
import { temporaryFolder } from "../../support/temporaryFolder";
import { inNotebook } from "./fakeKernel";

test("reasons are told once each and can be taken back", () => {
  assert.equal(whyNotMeasured(), null);
  noteCircumstance("a", "it was stopped");
  noteCircumstance("b", "it was stopped");
  noteCircumstance("c", "it is small");
  assert.equal(whyNotMeasured(), "it was stopped; it is small");
  for (const source of ["a", "b", "c"]) noteCircumstance(source, null);
  assert.equal(whyNotMeasured(), null);
});

test("data are synthetic as long as those of one source are", () => {
  noteSyntheticData("photographs", true);
  noteSyntheticData("data set", false);
  assert.ok(onSyntheticData());
  assert.equal(whyNotMeasured(), "these data are synthetic");
  noteSyntheticData("photographs", false);
  assert.ok(!onSyntheticData());
  assert.equal(whyNotMeasured(), null);
});

test("on synthetic data claims are not checked and what is shown is marked", async (context) => {
  context.after(() => noteSyntheticData("data set", false));
  const absent = { folder: temporaryFolder("data-"), archive: "", allowDownload: false };
  const dataset = await loadDataset({
    ...absent,
    synthetic: { trainCount: 4, testCount: 4 },
    say: () => undefined,
  });
  assert.ok(dataset.synthetic && onSyntheticData());
  assert.equal(whyNotMeasured(), "these data are synthetic");

  const { sent } = inNotebook(context);
  plot([{ y: [1, 2] }]);
  assert.ok(String(sent[0].data["image/svg+xml"]).includes(notebookLabel));
  const grid = imageGrid({ rows: [{ label: "", images: imageBatch(new Uint8Array(16), [1, 4, 4, 1]) }] });
  showGrid(grid);
  assert.equal((sent[1].metadata["image/png"] as { height: number }).height, grid.raster.height + 22);
  const figure = makeFigure({ title: "T", data: [{ y: [1, 2] }] });
  slider({ label: "place", frames: [grid, figure].map((one, i) => ({ label: String(i), figure: one })) });
  assert.match(String(sent[2].data["text/html"]), new RegExp(`height="${grid.raster.height + 22}"`));
  noteSyntheticData("data set", false);
  plot([{ y: [1, 2] }]);
  assert.ok(!String(sent[3].data["image/svg+xml"]).includes(notebookLabel));
  assert.equal(whyNotMeasured(), null);
});
