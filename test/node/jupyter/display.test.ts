import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { networkDiagram } from "../../../src/figures/networkDiagram";
import { livePlot, showFigure, showGrid, showPhotographs, showPicture } from "../../../src/node/jupyter/display";
import { sampleGrid, sampleHeatMap, sampleLayers, sampleLoss } from "../../figures/samples";
import { inNotebook } from "./fakeKernel";

function printed(context: TestContext, body: () => void): string {
  let text = "";
  const write = context.mock.method(process.stdout, "write", (chunk: string) => {
    text += chunk;
    return true;
  });
  try {
    body();
  } finally {
    write.mock.restore();
  }
  return text;
}

test("in a notebook a figure is one message with Plotly, SVG, PNG and words", (context) => {
  const { sent } = inNotebook(context);
  showFigure(sampleLoss());
  assert.equal(sent.length, 1);
  assert.deepEqual(Object.keys(sent[0].data), [
    "application/vnd.plotly.v1+json",
    "image/svg+xml",
    "image/png",
    "text/plain",
  ]);
  assert.deepEqual([sent[0].metadata, sent[0].transient], [{}, {}]);
  const plotly = sent[0].data["application/vnd.plotly.v1+json"] as { data: unknown[] };
  assert.equal(plotly.data.length, 3);
  assert.match(String(sent[0].data["image/png"]), /^iVBORw0KGgo/);
  assert.ok(JSON.stringify(sent[0]).length < 100_000);
});

test("a heat map too large for SVG is sent without it", (context) => {
  const { sent } = inNotebook(context);
  const figure = sampleHeatMap();
  showFigure({
    ...figure,
    data: [{ type: "heatmap", z: Array.from({ length: 40 }, (_, y) => Array.from({ length: 40 }, (_, x) => x + y)) }],
  });
  assert.deepEqual(Object.keys(sent[0].data), ["application/vnd.plotly.v1+json", "image/png", "text/plain"]);
});

test("a grid is shown as PNG at a width that fits the page", (context) => {
  const { sent } = inNotebook(context);
  const grid = sampleGrid();
  showGrid(grid, { width: 100 });
  assert.deepEqual(Object.keys(sent[0].data), ["image/png", "text/plain"]);
  assert.deepEqual(sent[0].metadata["image/png"], {
    width: 100,
    height: Math.round((grid.raster.height * 100) / grid.raster.width),
  });
});

test("a grid of photographs is shown as JPEG at a width that fits the page", async (context) => {
  const { sent } = inNotebook(context);
  const grid = sampleGrid();
  await showPhotographs(grid, { width: 100 });
  assert.deepEqual(Object.keys(sent[0].data), ["image/jpeg", "text/plain"]);
  assert.match(String(sent[0].data["image/jpeg"]), /^\/9j\//);
  assert.deepEqual(sent[0].metadata["image/jpeg"], {
    width: 100,
    height: Math.round((grid.raster.height * 100) / grid.raster.width),
  });
});

test("a diagram comes as SVG, PNG and words", (context) => {
  const { sent } = inNotebook(context);
  showPicture(networkDiagram(sampleLayers, { title: "Network" }));
  assert.deepEqual(
    sent.map(({ data }) => Object.keys(data)),
    [["image/svg+xml", "image/png", "text/plain"]],
  );
});

test("a picture too large for SVG is sent without it", (context) => {
  const { sent } = inNotebook(context);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>`;
  const picture = { width: 4, height: 4, title: "A map", alt: "Nothing.", synthetic: false };
  showPicture({ ...picture, svg });
  showPicture({ ...picture, svg: svg + " ".repeat(100_001 - svg.length) });
  assert.deepEqual(
    sent.map(({ data }) => Object.keys(data)),
    [
      ["image/svg+xml", "image/png", "text/plain"],
      ["image/png", "text/plain"],
    ],
  );
});

test("a live plot updates one output and ends with every form", (context) => {
  const { sent, jupyter } = inNotebook(context);
  const live = livePlot(sampleLoss(), { pause: 0 });
  jupyter.lastWriteDisplayData = () => assert.fail("an update went to a later cell");
  live.update(sampleLoss(true));
  live.done();
  live.done();
  live.update(sampleLoss());
  assert.deepEqual(
    sent.map((message) => message.update),
    [false, true, true],
  );
  assert.equal(new Set(sent.map((message) => message.transient.display_id)).size, 1);
  assert.deepEqual(Object.keys(sent[1].data), ["image/svg+xml", "text/plain"]);
  assert.ok("image/png" in sent[2].data && "application/vnd.plotly.v1+json" in sent[2].data);
});

test("updates that come too soon are left out, but the last state is drawn", (context) => {
  const { sent } = inNotebook(context);
  const live = livePlot(sampleLoss(), { pause: 1e9 });
  live.update(sampleLoss());
  live.update(sampleLoss(true));
  live.done();
  assert.equal(sent.length, 2);
  assert.match(String(sent[1].data["text/plain"]), /synthetic data/);
});

test("outside a notebook the words are printed", (context) => {
  const text = printed(context, () => {
    showFigure(sampleLoss());
    showGrid(sampleGrid());
    showPicture(networkDiagram(sampleLayers, { title: "Network" }));
    const live = livePlot(sampleLoss());
    live.update(sampleLoss(true));
    live.done();
  });
  assert.equal(text.match(/Loss by epoch\. this run/g)?.length, 2);
  for (const words of ["Two images", "13,347 parameters"]) assert.ok(text.includes(words), words);
});
