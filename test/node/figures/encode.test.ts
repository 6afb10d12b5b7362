import assert from "node:assert/strict";
import { test } from "node:test";
import sharp from "sharp";
import { drawingToPng, drawingToSvg, gridToSvg, svgToPng } from "../../../src/node/figures/encode";
import { packPng, rasterToPng } from "../../../src/node/figures/png";
import { networkDiagram } from "../../../src/figures/networkDiagram";
import { sampleGrid, sampleHeatMap, sampleLayers, sampleLoss, sampleStepDiagram } from "../../figures/samples";

test("our PNG holds the raster exactly, as sharp reads it", async () => {
  const { raster } = sampleGrid();
  const { data, info } = await sharp(rasterToPng(raster)).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height, info.channels], [raster.width, raster.height, 3]);
  assert.ok(data.equals(raster.data));
});

test("a packed PNG has the same pixels in fewer bytes", async () => {
  const png = drawingToPng(sampleGrid());
  const packed = packPng(png);
  const pixels = (file: Buffer): Promise<Buffer> => sharp(file).raw().toBuffer();
  assert.ok((await pixels(packed)).equals(await pixels(png)));
  assert.ok(packed.length < png.length, `${packed.length} of ${png.length} bytes`);
});

test("a grid's PNG keeps each picture's pixels exactly", async () => {
  const grid = sampleGrid();
  const { raster } = grid;
  const { data } = await sharp(drawingToPng(grid)).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  let coloured = 0;
  for (let i = 0; i < raster.data.length; i += 3) {
    if (raster.data[i] === 255 && raster.data[i + 1] === 255 && raster.data[i + 2] === 255) continue; // paper, where text stands
    coloured++;
    assert.deepEqual([...data.subarray(i, i + 3)], [...raster.data.subarray(i, i + 3)]);
  }
  assert.ok(coloured > 3000);
});

test("a grid's SVG is well-formed with any label and carries its alt text", () => {
  const svg = gridToSvg(sampleGrid());
  assert.ok(
    svg.includes("&lt;ship&gt; &amp; co") && svg.includes(`aria-label="Two images, their masks and an error."`),
  );
});

test("text is drawn without fonts of the system, and charts come out at twice their size", async () => {
  const ink = async (svg: string): Promise<number> =>
    (await sharp(svgToPng(svg)).greyscale().raw().toBuffer()).filter((value) => value < 128).length;
  const text = (family: string): string =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="90" height="30"><text x="4" y="20" font-family="${family}">Text</text></svg>`;
  assert.ok((await ink(text("DejaVu Sans, Verdana, sans-serif"))) > 50);
  assert.equal((await sharp(drawingToPng(sampleLoss())).metadata()).width, 1440);
});

test("the same drawing gives the same bytes", () => {
  assert.ok(drawingToPng(sampleLoss()).equals(drawingToPng(sampleLoss())));
  assert.ok(drawingToPng(sampleGrid()).equals(drawingToPng(sampleGrid())));
});

test("damaged SVG and rasters are named", () => {
  assert.throws(
    () => svgToPng("<svg"),
    /Expected well-formed SVG, but received text that cannot be drawn \(.+\)\. Check the figure/,
  );
  assert.throws(
    () => rasterToPng({ data: new Uint8Array(5), width: 1, height: 2 }),
    /Expected 6 RGB bytes for 1×2 pixels, but received 5/,
  );
});

test("drawings bring white paper of their own, so that a dark page changes nothing", async () => {
  const diagram = networkDiagram(sampleLayers, { title: "Network" });
  for (const drawing of [sampleLoss(), sampleHeatMap(), sampleGrid(), diagram, sampleStepDiagram()]) {
    // sharp draws SVG on nothing: what is not painted is transparent.
    const { data, info } = await sharp(Buffer.from(drawingToSvg(drawing)))
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    const clear = data.filter((value, i) => i % info.channels === 3 && value < 255).length;
    assert.equal(clear, 0, drawing.title);
    assert.deepEqual([...data.subarray(0, 3)], [255, 255, 255], drawing.title);
  }
});
