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

interface Settings {
  readonly kernelSize?: number;
  readonly dilationRate?: number;
  readonly strides?: number;
}

/** Convolutions of one channel on pictures of this side, with "same" padding and all weights 1. */
function convolutions(side: number, settings: readonly Settings[]): tf.Sequential {
  const always = { filters: 1, kernelSize: 3, padding: "same", kernelInitializer: "ones" } as const;
  const layers = settings.map((own, i) =>
    tf.layers.conv2d({ ...always, ...(i === 0 ? { inputShape: [side, side, 1] } : {}), ...own }),
  );
  return tf.sequential({ layers });
}

test("six layers of dilation 2 see 25 pixels, of dilations that double 127", () => {
  const pixels = (dilations: number[]): number =>
    receptiveField(
      convolutions(
        256,
        dilations.map((dilationRate) => ({ dilationRate })),
      ),
      128,
    ).pixels;
  assert.equal(pixels([2, 2, 2, 2, 2, 2]), 25);
  assert.equal(pixels([1, 2, 4, 8, 16, 32]), 127);
});

test("first and last row are those that change the output, with strides, dilations and other kernels", async () => {
  await startEngine({ quiet: true });
  const side = 37;
  const oneRowEach = tf.tile(tf.reshape(tf.eye(side), [side, side, 1, 1]), [1, 1, side, 1]);
  for (const settings of [
    [{ strides: 2 }],
    [{}, { strides: 2 }, {}, { strides: 2 }],
    [{ strides: 3, kernelSize: 5 }, { kernelSize: 4 }],
    [{ kernelSize: 2, strides: 2 }],
    [{ dilationRate: 2 }, { dilationRate: 3, kernelSize: 5 }],
    [{ dilationRate: 4 }, { strides: 2 }],
  ]) {
    const model = convolutions(side, settings);
    const output = tf.tidy(() => tf.max(model.predict(oneRowEach) as tf.Tensor, [2, 3]).arraySync() as number[][]);
    for (const row of output[0].keys()) {
      const changing = [...output.keys()].filter((given) => output[given][row] > 0);
      const { first, last } = receptiveField(model, row);
      assert.deepEqual([first, last], [changing[0], changing.at(-1)], `${JSON.stringify(settings)}, row ${row}`);
    }
  }
});

test("layers it does not know are refused", () => {
  const model = tf.sequential({ layers: [tf.layers.flatten({ inputShape: [4, 4, 1] })] });
  assert.throws(
    () => receptiveField(model, 0),
    /Expected layers Conv2D, MaxPooling2D and UpSampling2D, but received Flatten/,
  );
});
