import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { countWindows, fillAnySize } from "../../src/methods/fillAnySize";

const height = 90;
const width = 70;
const options = { side: 32, margin: 6 };
const hole = (x: number, y: number): boolean => x >= 10 && x < 60 && y >= 8 && y < 80;
const at = (p: number): [number, number] => [p % width, Math.floor(p / width)];

function sample(): { image: FloatImageBatch; knownMask: ImageBatch } {
  const data = Float32Array.from({ length: height * width }, (_, p) => (hole(...at(p)) ? 0 : at(p)[1] / height));
  const known = Uint8Array.from(data, (_, p) => Number(!hole(...at(p))));
  return { image: imageBatch(data, [1, height, width, 1]), knownMask: imageBatch(known, [1, height, width, 1]) };
}

test("a ramp across a hole of many windows is continued without a seam; known pixels stay", async () => {
  const { image, knownMask } = sample();
  const filled = await fillAnySize(image, knownMask, (part, known) => fillHarmonic(part, known), options);
  for (let p = 0; p < height * width; p++) {
    if (knownMask.data[p] === 1) assert.equal(filled.data[p], image.data[p]);
    else assert.ok(Math.abs(filled.data[p] - at(p)[1] / height) < 0.05, `${at(p)}: ${filled.data[p]}`);
  }
});

test("windows that say different things do not meet inside a large hole", async () => {
  const { image, knownMask } = sample();
  const sizes: number[] = [];
  const filled = await fillAnySize(
    image,
    knownMask,
    (part) => {
      sizes.push(part.shape[1]);
      return imageBatch(new Float32Array(part.data.length).fill(sizes.length / 100), part.shape);
    },
    { side: 64, margin: 6 },
  );
  const column = Array.from({ length: height }, (_, y) => filled.data[y * width + 35]);
  assert.equal(column[64], column[63], "windows of the full size meet at row 64");
});

test("what a network paints beyond black and white deep inside a large hole is cut off before it counts as known", async () => {
  const { image, knownMask } = sample();
  const given: number[] = [];
  const filled = await fillAnySize(
    image,
    knownMask,
    (part, known) => {
      given.push(...part.data.filter((_, p) => known.data[p] === 1));
      return imageBatch(new Float32Array(part.data.length).fill(1.5), part.shape);
    },
    options,
  );
  assert.ok(given.every((value) => value >= 0 && value <= 1));
  assert.deepEqual([filled.data[40 * width + 35], filled.data[40 * width + 10]], [1, 1.5]);
});

test("a picture that is all hole is refused, not halved for ever", async () => {
  const none = imageBatch(new Uint8Array(16), [1, 4, 4, 1]);
  await assert.rejects(
    fillAnySize(imageBatch(new Float32Array(16), [1, 4, 4, 1]), none, (part) => part),
    /at least one known/,
  );
});

test("thin holes are filled at full size, and a picture of one window by one", async () => {
  const { image } = sample();
  const thin = Uint8Array.from(image.data, (_, p) => Number(p % width !== 20));
  const shapes: string[] = [];
  const fill = (part: FloatImageBatch): FloatImageBatch => {
    shapes.push(part.shape.join());
    return part;
  };
  await fillAnySize(image, imageBatch(thin, [1, height, width, 1]), fill, options);
  assert.equal(shapes.length, 3);
  await fillAnySize(image, imageBatch(thin, [1, height, width, 1]), fill, { side: 128, margin: 6 });
  assert.equal(shapes.length, 4);
});

test("a window sees as far around as a margin beyond the usual 32 pixels", async () => {
  const known = imageBatch(new Uint8Array(20 * 200).fill(1).fill(0, 2100, 2101), [1, 20, 200, 1]);
  const widthWith = async (margin: number): Promise<number> => {
    const widths: number[] = [];
    const fill = (part: FloatImageBatch): FloatImageBatch => {
      widths.push(part.shape[2]);
      return part;
    };
    const picture = imageBatch(new Float32Array(20 * 200), [1, 20, 200, 1]);
    await fillAnySize(picture, known, fill, { side: 16, multiple: 1, margin });
    assert.equal(widths.length, 1);
    return widths[0];
  };
  assert.equal(await widthWith(32), await widthWith(6));
  assert.equal((await widthWith(40)) - (await widthWith(6)), 2 * (40 - 32));
});

test("the windows are counted without filling them", async () => {
  const { image, knownMask } = sample();
  for (const sides of [options, { side: 64, margin: 6 }, { side: 16, margin: 3 }, {}]) {
    let filled = 0;
    const count = (part: FloatImageBatch): FloatImageBatch => {
      filled++;
      return part;
    };
    await fillAnySize(image, knownMask, count, sides);
    assert.equal(countWindows(knownMask, sides), filled);
  }
});
