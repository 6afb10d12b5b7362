import assert from "node:assert/strict";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { receptiveField } from "../../src/models/receptiveField";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { startEngine } from "../../src/node/engine/startEngine";

test("22 or 26 pixels in the middle, fewer at the border", () => {
  const model = buildReportAutoencoder();
  assert.deepEqual(
    [14, 15, 16, 17].map((row) => receptiveField(model, row).pixels),
    [26, 22, 22, 26],
  );
  assert.deepEqual(receptiveField(model, 16), { first: 5, last: 26, pixels: 22 });
  assert.equal(receptiveField(model, 0).first, 0);
});

test("changing pixels outside the field changes nothing, changing all inside does", async () => {
  await startEngine({ quiet: true });
  const model = buildReportAutoencoder({ seed: 1 });
  const { first, last } = receptiveField(model, 16);
  const output = (value: (row: number) => number): number[] =>
    tf.tidy(() => {
      const image = tf.tensor4d(
        Float32Array.from({ length: 3072 }, (_, i) => value(Math.floor(i / 96))),
        [1, 32, 32, 3],
      );
      return Array.from((model.predict(image) as tf.Tensor).slice([0, 16, 0, 0], [1, 1, 32, 3]).dataSync());
    });
  const plain = output(() => 0.5);
  assert.deepEqual(
    output((row) => (row < first || row > last ? 0.9 : 0.5)),
    plain,
  );
  assert.notDeepEqual(
    output((row) => (row < first || row > last ? 0.5 : 0.9)),
    plain,
  );
});

test("layers it does not know are refused", () => {
  const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [4, 4, 1] })] });
  assert.throws(
    () => receptiveField(model, 0),
    /Expected layers Conv2D, MaxPooling2D and UpSampling2D, but received Flatten/,
  );
});
