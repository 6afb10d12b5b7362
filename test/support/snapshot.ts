// A drawing as pixels, against its picture in test/figures/snapshots; charts at half size. Tolerance: a mean difference of
// 1.5 of 255 and at most 1 % of the values further than 40 off, room for another build of resvg. UPDATE_SNAPSHOTS=1 writes
// the picture anew: look at it then.
import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import sharp from "sharp";
import { drawingToSvg, svgToPng, type Drawing } from "../../src/node/figures/encode";

const pixels = (png: Buffer): Promise<{ data: Buffer; info: sharp.OutputInfo }> =>
  sharp(png).removeAlpha().raw().toBuffer({ resolveWithObject: true });

/** Fails unless the drawing looks like test/figures/snapshots/<name>.png. */
export async function assertLooksAsBefore(name: string, drawing: Drawing): Promise<void> {
  const path = join(__dirname, "../figures/snapshots", `${name}.png`);
  const update = process.env.UPDATE_SNAPSHOTS === "1";
  const png = svgToPng(drawingToSvg(drawing), { scale: "raster" in drawing ? 1 : 0.5 });
  assert.ok(update || existsSync(path), `${name}.png is missing: run with UPDATE_SNAPSHOTS=1 and look at it.`);
  if (update) writeFileSync(path, png);
  const [now, then] = await Promise.all([pixels(png), pixels(readFileSync(path))]);
  assert.deepEqual([now.info.width, now.info.height], [then.info.width, then.info.height]);
  let sum = 0;
  let far = 0;
  now.data.forEach((value, at) => {
    const difference = Math.abs(value - then.data[at]);
    sum += difference;
    if (difference > 40) far++;
  });
  const mean = sum / now.data.length;
  const farShare = far / now.data.length;
  assert.ok(mean <= 1.5 && farShare <= 0.01, `mean difference ${mean}, ${farShare * 100} % far off`);
}
