import assert from "node:assert/strict";
import { test } from "node:test";
import { classicalMethods } from "../../../src/classical";
import { imageBatch, toFloat, type ImageBatch } from "../../../src/images/batch";
import { openLine } from "../../../src/masks/drawing";
import { drawEachMask } from "../../../src/masks/canvas";
import { fillByName } from "../../../src/node/workers/fillByName";
import { fillHolesInWorkers } from "../../../src/node/workers/fillHolesInWorkers";
import { randomStream } from "../../../src/random";
import { randomImages } from "../../metrics/samples";

const shape = [1, 560, 620, 3] as const;
const noise = randomImages(shape, randomStream(1, "picture"));

/** Short strokes all over the picture, some at its border, some as near to each other as a method looks. */
const knownMask = drawEachMask([1, 560, 620, 3], (canvas) => {
  const random = randomStream(2, "strokes");
  for (let stroke = 0; stroke < 60; stroke++) {
    const x = random.integer(0, 619);
    const y = random.integer(0, 559);
    openLine(canvas, { x, y }, { x: x + random.integer(-20, 20), y: y + random.integer(-20, 20) }, 3);
  }
});

/** What lies in the holes is no number at all. */
function spoilt(image: ImageBatch): ImageBatch {
  const data = image.data.slice();
  for (let p = 0; p < knownMask.data.length; p++) if (knownMask.data[p] === 0) data.fill(NaN, 3 * p, 3 * p + 3);
  return imageBatch(data, image.shape);
}

for (const [method, { separation }] of Object.entries(classicalMethods)) {
  if (separation === undefined) continue;
  test(`${method}: the same picture, bit for bit, from one call and from one, two and three workers`, async () => {
    for (const image of [noise, spoilt(toFloat(noise))]) {
      const wanted = fillByName(method, image, knownMask);
      for (const workers of [1, 2, 3]) {
        const shares: number[] = [];
        const onProgress = (share: number): void => void shares.push(share);
        assert.deepEqual(await fillHolesInWorkers(method, image, knownMask, { workers, onProgress }), wanted);
        assert.ok(Math.abs(shares[shares.length - 1] - 1) < 1e-9);
        assert.ok(shares.every((share, i) => i === 0 || share >= shares[i - 1] - 1e-9));
      }
    }
  });
}

test("a method that looks at the whole image fills it in one worker; a picture with one hole as well", async () => {
  assert.deepEqual(await fillHolesInWorkers("mean", noise, knownMask), fillByName("mean", noise, knownMask));
  const one = imageBatch(
    Uint8Array.from({ length: 560 * 620 }, (_, p) => (p === 620 * 99 + 99 ? 0 : 1)),
    [1, 560, 620, 1],
  );
  assert.deepEqual(await fillHolesInWorkers("telea", noise, one), fillByName("telea", noise, one));
});

test("what a fill refuses is refused before anything is cut", async () => {
  const nothing = imageBatch(new Uint8Array(560 * 620), [1, 560, 620, 1]);
  await assert.rejects(fillHolesInWorkers("harmonic", noise, nothing), /Expected at least one known pixel per image/);
  await assert.rejects(fillHolesInWorkers("blur", noise, knownMask), /Expected the name of a classical method/);
});
