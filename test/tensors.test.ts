import assert from "node:assert/strict";
import { test } from "node:test";
import "./support/tensorflow";
import { imageBatch, range, toFloat } from "../src/images/batch";
import { fromTensor, toTensor } from "../src/tensors";

const bytes = imageBatch(
  Uint8Array.from({ length: 24 }, (_, i) => i * 10),
  [2, 2, 2, 3],
);

test("to a tensor and back", async () => {
  const tensor = toTensor(bytes);
  assert.deepEqual((await fromTensor(tensor)).data, toFloat(bytes).data);
  tensor.dispose();
  assert.deepEqual(Array.from(range(3, 5)), [5, 6, 7]);
});
