import assert from "node:assert/strict";
import { test } from "node:test";
import { imageBatch } from "../../src/images/batch";
import { neighbourDifference } from "../../src/metrics/neighbourDifference";

const near = (received: number, expected: number): void =>
  assert.ok(Math.abs(received - expected) < 1e-6, `${received}, not ${expected}`);

test("a ramp differs by its slope, along its rows only", () => {
  const bytes = Uint8Array.from({ length: 16 }, (_, i) => 51 * (i % 4));
  const ramp = imageBatch(bytes, [1, 4, 4, 1]);
  // Twelve pairs in rows that differ by 0.2, twelve in columns that are equal.
  near(neighbourDifference(ramp, 1), 0.1);
  near(neighbourDifference(ramp, 3), 0.3);
  near(
    neighbourDifference(
      imageBatch(
        Float32Array.from(bytes, (byte) => byte / 255),
        [1, 4, 4, 1],
      ),
      2,
    ),
    0.2,
  );
});

test("channels do not mix, images do not touch, and one row is enough", () => {
  const two = imageBatch(Uint8Array.of(0, 255, 0, 255, 255, 0, 255, 0), [2, 1, 2, 2]);
  near(neighbourDifference(two, 1), 0);
  near(neighbourDifference(imageBatch(Float32Array.of(0, 0.5, 0.25), [1, 1, 3, 1]), 1), 0.375);
});

test("steps that leave no pair, and values that are no numbers, are refused", () => {
  const image = imageBatch(new Uint8Array(16), [1, 4, 4, 1]);
  for (const steps of [0, 4, 1.5, NaN]) {
    assert.throws(() => neighbourDifference(image, steps), /Expected steps to be a whole number from 1 to 3/);
  }
  assert.throws(
    () => neighbourDifference(imageBatch(Float32Array.of(0, NaN), [1, 1, 2, 1]), 1),
    /Expected finite pixel values, but received NaN/,
  );
});
