import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { feather } from "../../src/postprocess/feather";
import { largestDifference, row } from "./postprocessCases";

test("a step at the edge becomes a ramp of equal steps, half of it on each side", () => {
  const known = Array.from({ length: 6 }, () => 0.8);
  const hole = Array.from({ length: 6 }, () => 0.3);
  const { filled, image, knownMask } = row("......######", [...known, ...hole], [...known, ...hole]);
  const ramp = (radius: number): number[] =>
    Array.from({ length: 12 }, (_, x) => {
      const rise = Math.min(radius, Math.max(-radius - 1, 5 - x)) + radius + 1;
      return 0.3 + (0.5 * rise) / (2 * radius + 1);
    });
  for (const radius of [1, 2, 3, 4])
    assert.ok(largestDifference(feather({ radius })(filled, image, knownMask).data, ramp(radius)) < 1e-6, `${radius}`);
  assert.deepEqual(feather()(filled, image, knownMask), feather({ radius: 2 })(filled, image, knownMask));
});

test("both sides keep their texture, a corner counts as touching, and nothing beyond the radius changes", () => {
  const width = 12;
  const side = (p: number): number => Number(p % width >= 6 && Math.floor(p / width) >= 6);
  const texture = (p: number): number => 0.02 * ((2 * Math.floor(p / width) + p) % 3);
  const values = Float32Array.from({ length: width * width }, (_, p) => (side(p) === 1 ? 0.2 : 0.6) + texture(p));
  const image = imageBatch(values, [1, width, width, 1]);
  const knownMask = imageBatch(
    Uint8Array.from(values, (_, p) => 1 - side(p)),
    [1, width, width, 1],
  );
  const { data } = feather({ radius: 1 })(image, image, knownMask);
  const changed = Array.from(data.keys()).filter((p) => data[p] !== values[p]);
  assert.deepEqual(
    changed,
    Array.from(data.keys()).filter((p) => {
      const [y, x] = [Math.floor(p / width), p % width];
      return Math.min(y, x) === 5 || Math.min(y, x) === 6;
    }),
  );
  // A third of the step of 0.4 is taken from the known side and given to the fill, wherever along the edge.
  for (const p of changed) {
    const shift = (data[p] - values[p]) * (side(p) === 1 ? 1 : -1);
    assert.ok(Math.abs(shift - 0.4 / 3) < 0.012, `${p}: ${shift}`);
  }
});

test("a radius out of range is refused", () => {
  for (const radius of [0, 5, 1.5, NaN]) {
    assert.throws(() => feather({ radius }), {
      message: `Expected the radius of feather to be a whole number from 1 to 4, but received ${radius}. Use for example 2.`,
    });
  }
});
