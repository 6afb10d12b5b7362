// The figures as pixels, against pictures in test/figures/snapshots, charts at half size. Tolerance: a mean difference of 1.5
// of 255 and at most 1 % of the pixels further than 40 off, room for another build of resvg. UPDATE_SNAPSHOTS=1 writes them
// anew: look at them then.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import sharp from "sharp";
import { networkDiagram } from "../../../src/figures/networkDiagram";
import { drawingToSvg, svgToPng, type Drawing } from "../../../src/node/figures/encode";
import {
  sampleBars, sampleGrid, sampleHeatMap, sampleLayers, sampleLogAxis, sampleLoss, sampleOperations, sampleStepDiagram, sampleStepTimes,
} from "../../figures/samples";

const drawings: Record<string, Drawing> = {
  "loss": sampleLoss(true),
  "bars": sampleBars(),
  "heat-map": sampleHeatMap(),
  "log-axis": sampleLogAxis(),
  "grid": sampleGrid(true),
  "network": networkDiagram(sampleLayers, { title: "The report's autoencoder" }),
  "operations": sampleOperations(true),
  "step": sampleStepDiagram(true),
  "step-times": sampleStepTimes(true),
};
const pixels = (png: Buffer): Promise<{ data: Buffer; info: sharp.OutputInfo }> =>
  sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });

for (const [name, drawing] of Object.entries(drawings)) {
  test(`${name} looks as it did`, async () => {
    const path = join(__dirname, "../../figures/snapshots", `${name}.png`);
    const png = svgToPng(drawingToSvg(drawing), { scale: "raster" in drawing ? 1 : 0.5 });
    if (process.env.UPDATE_SNAPSHOTS === "1" || !existsSync(path)) {
      assert.equal(
        process.env.UPDATE_SNAPSHOTS,
        "1",
        `${name}.png is missing: run with UPDATE_SNAPSHOTS=1 and look at it.`,
      );
      writeFileSync(path, png);
    }
    const [now, then] = await Promise.all([pixels(png), pixels(readFileSync(path))]);
    assert.deepEqual([now.info.width, now.info.height], [then.info.width, then.info.height]);
    const differences = Array.from(now.data, (value, i) => Math.abs(value - then.data[i]));
    const mean = differences.reduce((sum, value) => sum + value, 0) / differences.length;
    const far = differences.filter((value) => value > 40).length / differences.length;
    assert.ok(mean <= 1.5 && far <= 0.01, `mean difference ${mean}, ${far * 100} % far off`);
  });
}
