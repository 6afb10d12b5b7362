import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import { classicalMethods } from "../../../src/classical";
import { imageBatch } from "../../../src/images/batch";
import { greyAsRgb, greyChannel } from "../../../src/node/inpaint/greyPicture";
import { recordedRunsFolder } from "../../../src/node/paths";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues, type Sample } from "./samples";

const folder = temporaryFolder("inpaint-grey-");
const at = (name: string): string => join(folder, name);
const hole = { left: 20, top: 15, width: 30, height: 22 };
const words = ["--mask", "20,15,30,22", "-o"];

before(async () => {
  process.env.LAB_ENGINE = "none";
  await inSharp(greyAsStored(8)).png().toFile(at("grey.png"));
  await inSharp(greyAsStored(16)).png().toFile(at("deep.png"));
  await inSharp(greyAsStored(8)).jpeg({ quality: 75 }).toFile(at("grey.jpg"));
  const marked = greyAsStored(8);
  for (let x = 0; x < hole.width; x++)
    marked.values.set([255, 0, 0], 3 * ((hole.top + 4) * marked.width + hole.left + x));
  await inSharp(marked).png().toFile(at("marked.png"));
});

/** A grey sample in three equal channels. */
function greyAsStored(bits: 8 | 16): Sample {
  const one = drawSample(96, 64, 1, bits);
  const values = (bits === 8 ? new Uint8Array(3 * 96 * 64) : new Uint16Array(3 * 96 * 64)).map(
    (_, i) => one.values[Math.floor(i / 3)],
  );
  return { ...one, channels: 3, values };
}

/** The largest difference between the channels of a pixel. */
async function spread(file: string, bits: 8 | 16): Promise<number> {
  const { values, channels } = await storedValues(file, bits);
  let most = 0;
  for (let at = 0; at < values.length; at += channels) {
    const pixel = [values[at], values[at + 1], values[at + 2]];
    most = Math.max(most, Math.max(...pixel) - Math.min(...pixel));
  }
  return most;
}

for (const method of [...Object.keys(classicalMethods), "residual-inpainter"]) {
  test(`grey stored as RGB stays grey by ${method}: 8 and 16 bit, from JPEG, under coloured marks`, async () => {
    for (const name of ["grey.png", "deep.png", "grey.jpg", "marked.png"]) {
      const out = at(`${method}-${name.replace("jpg", "png")}`);
      const { code, warned } = await run([at(name), ...words, out, "--method", method, "--force"], recordedRunsFolder);
      assert.deepEqual([code, warned], [0, []]);
      assert.equal(await spread(out, name === "deep.png" ? 16 : 8), 0, name);
      assert.equal((await storedValues(out)).channels, 3);
    }
  });
}

test("one known pixel with a tint, and the picture has colours", () => {
  const known = imageBatch(Uint8Array.of(1, 1, 0), [1, 1, 3, 1]);
  const image = (...values: number[]): ReturnType<typeof imageBatch> =>
    imageBatch(Uint8Array.from(values), [1, 1, 3, 3]);
  assert.equal(greyChannel(image(7, 7, 7, 9, 9, 10, 1, 2, 3), known), null);
  const grey = greyChannel(image(7, 7, 7, 9, 9, 9, 1, 2, 3), known);
  assert.deepEqual(grey?.data.slice(0, 2), Uint8Array.of(7, 9));
  assert.deepEqual(greyAsRgb(imageBatch(Float32Array.of(0.5), [1, 1, 1, 1])).data, Float32Array.of(0.5, 0.5, 0.5));
  assert.equal(greyChannel(imageBatch(Uint8Array.of(1, 2, 3), [1, 1, 3, 1]), known), null);
});
