import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { byteTensor, gatherBytes } from "../../../src/node/engine/byteTensor";
import { startEngine } from "../../../src/node/engine/startEngine";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

test("rows come out as float32 in the order asked for, repeats included", () => {
  const values = Uint8Array.from({ length: 5 * 2 * 3 }, (_, i) => (i * 37) % 256);
  const bytes = byteTensor(values, [5, 2, 3]);
  const positions = tf.tensor1d([4, 0, 4], "int32");
  const rows = gatherBytes(bytes, positions);
  assert.equal(rows.dtype, "float32");
  assert.deepEqual(rows.shape, [3, 2, 3]);
  assert.deepEqual(
    [...rows.dataSync()],
    [4, 0, 4].flatMap((row) => [...values.subarray(row * 6, row * 6 + 6)]),
  );
  tf.dispose([bytes, positions, rows]);
});

test("no tensor is left behind", () => {
  const count = tf.memory().numTensors;
  const bytes = byteTensor(new Uint8Array(12), [4, 3]);
  tf.tidy(() => {
    gatherBytes(bytes, tf.tensor1d([1, 2], "int32"));
  });
  bytes.dispose();
  assert.equal(tf.memory().numTensors, count);
});

test("a shape that does not fit is refused", () => {
  assert.throws(() => byteTensor(new Uint8Array(11), [4, 3]), /Expected 12 bytes for shape \[4,3\], but received 11/);
});
