import assert from "node:assert/strict";
import { test } from "node:test";
import { measureLoading } from "../../../bench/loading/measure";
import { imagesInMemory } from "../../../src/datasets/imageSource";
import { imageBatch } from "../../../src/images/batch";

const images = imagesInMemory(imageBatch(new Uint8Array(20 * 3), [20, 1, 1, 3]));

test("a source that is there at once is not waited for, a slow one is", async () => {
  const options = { batchSize: 8, stepMilliseconds: 5, seconds: 0.1 };
  const fast = await measureLoading(() => images, options);
  assert.ok(fast.cropsPerSecond > 1000 && fast.waitingShare < 0.2, JSON.stringify(fast));
  const prepare = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 10));
  const slow = await measureLoading(() => ({ ...images, prepare }), options);
  assert.ok(slow.cropsPerSecond < 1000 && slow.waitingShare > 0.4, JSON.stringify(slow));
});
