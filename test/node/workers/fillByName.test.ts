import assert from "node:assert/strict";
import { test } from "node:test";
import { classicalMethods } from "../../../src/classical";
import { imageBatch } from "../../../src/images/batch";
import { fillByName } from "../../../src/node/workers/fillByName";

test("every classical method takes a listener for its progress, and fills the same with one", () => {
  const image = imageBatch(
    Uint8Array.from({ length: 20 * 20 }, (_, p) => (p * 7) % 256),
    [1, 20, 20, 1],
  );
  const known = imageBatch(
    Uint8Array.from({ length: 20 * 20 }, (_, p) => Number(p % 20 < 8 || p % 20 > 11)),
    [1, 20, 20, 1],
  );
  for (const name of Object.keys(classicalMethods)) {
    const shares: number[] = [];
    const filled = fillByName(name, image, known, { onProgress: (share) => shares.push(share) });
    assert.deepEqual(filled, fillByName(name, image, known));
    assert.ok(
      shares.every((share) => share >= 0 && share <= 1),
      name,
    );
  }
});
