import assert from "node:assert/strict";
import { test } from "node:test";
import { fillHarmonic } from "../../src/classical/harmonic";
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { fillByWindows } from "../../src/models/fillByWindows";

/** Values that say where they are. */
const places = (height: number, width: number): FloatImageBatch =>
  imageBatch(
    Float32Array.from({ length: height * width }, (_, p) => p / (height * width)),
    [1, height, width, 1],
  );

function maskWith(height: number, width: number, hole: (x: number, y: number) => boolean): ImageBatch {
  const known = Uint8Array.from({ length: height * width }, (_, p) => Number(!hole(p % width, Math.floor(p / width))));
  return imageBatch(known, [1, height, width, 1]);
}

test("every hole pixel comes from its own place of a window, whatever the size", async () => {
  for (const [height, width] of [
    [1, 1],
    [5, 9],
    [17, 23],
    [40, 31],
  ]) {
    const image = places(height, width);
    const knownMask = maskWith(height, width, (x, y) => (x + y) % 2 === 1);
    const seen: number[][] = [];
    const filled = places(height, width);
    await fillByWindows(
      filled,
      knownMask,
      (window) => {
        seen.push([...window.shape]);
        return imageBatch(
          window.data.map((value) => value + 1),
          window.shape,
        );
      },
      { core: 8, context: 4, multiple: 4 },
    );
    filled.data.forEach((value, p) =>
      assert.ok(Math.abs(value - image.data[p] - 1 + knownMask.data[p]) < 1e-6, `pixel ${p}`),
    );
    assert.ok(seen.every(([, h, w]) => h % 4 === 0 && w % 4 === 0 && h <= 16 && w <= 16));
  }
});

test("windows without a hole are not filled", async () => {
  let calls = 0;
  await fillByWindows(
    places(40, 40),
    maskWith(40, 40, (x, y) => x === 3 && y === 3),
    (window) => {
      calls++;
      return window;
    },
    { core: 8, context: 4, multiple: 4 },
  );
  assert.equal(calls, 1);
});

test("a window in the midst of a hole is widened until it sees something known", async () => {
  const knownMask = maskWith(64, 64, (x) => x >= 4);
  const flat = imageBatch(new Float32Array(64 * 64).fill(0.25), [1, 64, 64, 1]);
  await fillByWindows(flat, knownMask, fillHarmonic, { core: 8, context: 2, multiple: 4 });
  assert.ok(flat.data.every((value) => Math.abs(value - 0.25) < 1e-4));
});

test("a picture that is all hole is refused", async () => {
  await assert.rejects(
    fillByWindows(
      places(4, 4),
      maskWith(4, 4, () => true),
      fillHarmonic,
    ),
    /Expected at least one known pixel/,
  );
});
