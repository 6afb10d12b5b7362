import assert from "node:assert/strict";
import { test } from "node:test";
import { resize, withShorterSide } from "../../src/augmentation/resize";
import { coveredRectangle, rotate, turnedBox } from "../../src/augmentation/rotate";
import { imageBatch } from "../../src/images/batch";

test("the rectangle that is kept lies inside the picture, and touches it", () => {
  for (const [height, width] of [
    [321, 481],
    [481, 321],
    [64, 64],
    [10, 200],
  ]) {
    for (const degrees of [-45, -20, -3, 0, 7, 20, 44.9]) {
      const [h, w] = coveredRectangle(height, width, degrees);
      const { origin, across, down } = turnedBox([width / 2, height / 2], [h, w], degrees, 1);
      const corners = [0, w].flatMap((u) =>
        [0, h].map((v) => [origin[0] + u * across[0] + v * down[0], origin[1] + u * across[1] + v * down[1]]),
      );
      const out = Math.max(...corners.flatMap(([x, y]) => [-x, x - width, -y, y - height]));
      assert.ok(Math.abs(out) < 1e-6, `${height}×${width} by ${degrees}: ${out}`);
    }
  }
});

test("by 0 degrees nothing changes; a turned picture has no corner that was not in it; masks stay 0 and 1", () => {
  const white = imageBatch(new Uint8Array(40 * 60 * 3).fill(255), [1, 40, 60, 3]);
  assert.deepEqual(rotate(white, 0), white);
  const turned = rotate(white, 20);
  assert.ok(turned.data.every((value) => value === 255));
  assert.ok(turned.shape[1] < 40 && turned.shape[2] < 60 && turned.shape[1] > 15);
  const mask = imageBatch(
    Uint8Array.from({ length: 40 * 60 }, (_, i) => Number(i % 7 < 3)),
    [1, 40, 60, 1],
  );
  const turnedMask = rotate(mask, -13, "nearest");
  assert.deepEqual([...new Set(turnedMask.data)].sort(), [0, 1]);
  assert.throws(
    () => rotate(white, 90),
    /Expected an angle from -45 to 45 degrees, but received 90\. Turn by quarters first\./,
  );
});

test("another size: an even picture stays even, float32 stays float32, sides that are none are refused", () => {
  const grey = imageBatch(new Float32Array(7 * 9).fill(0.25), [1, 7, 9, 1]);
  const larger = resize(grey, 20, 5);
  assert.deepEqual(larger.shape, [1, 20, 5, 1]);
  assert.ok(larger.data.every((value) => Math.abs(value - 0.25) < 1e-7));
  assert.throws(() => resize(grey, 0, 5), /Expected height and width as whole numbers from 1 up, but received 0 and 5/);
  assert.deepEqual(withShorterSide(321, 481, 256), [256, 384]);
  assert.deepEqual(withShorterSide(100, 90, 256), [100, 90]);
});
