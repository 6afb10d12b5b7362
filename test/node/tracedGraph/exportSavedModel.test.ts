import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { buildClassifier } from "../../../src/models/classifier";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { exportSavedModel } from "../../../src/node/tracedGraph/exportSavedModel";
import { temporaryFolder } from "../../support/temporaryFolder";

interface TensorFlowNode {
  readonly node: {
    loadSavedModel(folder: string, tags: string[], signature: string): Promise<tf.InferenceModel & { dispose(): void }>;
  };
}

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

async function load(folder: string): ReturnType<TensorFlowNode["node"]["loadSavedModel"]> {
  const { node } = createRequire(__filename)("@tensorflow/tfjs-node") as TensorFlowNode;
  return node.loadSavedModel(folder, ["serve"], "serving_default");
}

for (const count of [1, 5]) {
  test(`a saved network takes ${count} image(s) and gives the network's output`, async () => {
    const folder = temporaryFolder("saved-model-");
    const model = buildReportAutoencoder({ seed: 3 });
    await exportSavedModel(model, folder);
    const images = tf.randomUniform([count, 32, 32, 3], 0, 1, "float32", 5);
    const expected = model.predict(images) as tf.Tensor;
    const saved = await load(folder);
    const { filled } = saved.predict({ images }, {}) as tf.NamedTensorMap;
    assert.deepEqual(filled.shape, expected.shape);
    assert.ok(tf.max(tf.abs(tf.sub(filled, expected))).dataSync()[0] <= 1e-6);
    saved.dispose();
    model.dispose();
  });
}

test("a network that flattens its images keeps the number of images open", async () => {
  const folder = temporaryFolder("saved-model-");
  const model = tf.sequential({
    layers: [
      tf.layers.flatten({ inputShape: [4, 4, 1] }),
      tf.layers.dense({ units: 16 }),
      tf.layers.reshape({ targetShape: [4, 4, 1] }),
    ],
  });
  await exportSavedModel(model, folder);
  const images = tf.randomUniform([7, 4, 4, 1], 0, 1, "float32", 5);
  const saved = await load(folder);
  const { filled } = saved.predict({ images }, {}) as tf.NamedTensorMap;
  assert.ok(tf.max(tf.abs(tf.sub(filled, model.predict(images) as tf.Tensor))).dataSync()[0] <= 1e-6);
});

test("batch normalisation goes by its moving averages in a saved network", async () => {
  const folder = temporaryFolder("saved-model-");
  const model = buildClassifier({ channels: [4], classes: 3, imageSize: [8, 8] });
  const images = tf.randomUniform([5, 8, 8, 3], 0, 1, "float32", 5);
  (model.apply(images, { training: true }) as tf.Tensor).dispose(); // which moves them
  await exportSavedModel(model, folder);
  const { filled } = (await load(folder)).predict({ images }, {}) as tf.NamedTensorMap;
  assert.ok(tf.max(tf.abs(tf.sub(filled, model.predict(images) as tf.Tensor))).dataSync()[0] <= 1e-5);
});

test("weights are those of the moment of saving, and the model still works", async () => {
  const folder = temporaryFolder("saved-model-");
  const model = buildReportAutoencoder({ seed: 3 });
  const images = tf.ones([1, 32, 32, 3]);
  await exportSavedModel(model, folder);
  const then = (model.predict(images) as tf.Tensor).dataSync();
  model.weights.forEach((weight) => (weight.read() as tf.Variable).assign(tf.zerosLike(weight.read())));
  const { filled } = (await load(folder)).predict({ images }, {}) as tf.NamedTensorMap;
  filled.dataSync().forEach((value, i) => assert.ok(Math.abs(value - then[i]) <= 1e-6));
  assert.equal((model.predict(images) as tf.Tensor).dataSync()[0], 0.5);
});

test("what cannot be saved is refused in one sentence, and no file is written", async () => {
  const folder = temporaryFolder("saved-model-");
  const open = tf.sequential({
    layers: [tf.layers.conv2d({ filters: 1, kernelSize: 1, inputShape: [null as unknown as number, 8, 1] })],
  });
  await assert.rejects(
    exportSavedModel(open, folder),
    /Expected a network with a fixed image size, but received \[\?,\?,8,1\]/,
  );
  const a = tf.input({ shape: [2] });
  const b = tf.input({ shape: [2] });
  const two = tf.model({ inputs: [a, b], outputs: tf.layers.add().apply([a, b]) as tf.SymbolicTensor });
  await assert.rejects(
    exportSavedModel(two, folder),
    /Expected a network with one input and one output, but received 2 and 1/,
  );
  class ByBatch extends tf.layers.Layer {
    override call(inputs: tf.Tensor | tf.Tensor[]): tf.Tensor {
      const x = Array.isArray(inputs) ? inputs[0] : inputs;
      return tf.mul(x, x.shape[0]);
    }
    static readonly className = "ByBatch";
  }
  const layer = new ByBatch({ inputShape: [2] });
  await assert.rejects(
    exportSavedModel(tf.sequential({ layers: [layer] }), folder),
    /does not depend on the number of images, but a constant does/,
  );
  await tf.setBackend("cpu");
  await assert.rejects(exportSavedModel(open, folder), /Expected the native engine, but the backend "cpu" runs/);
  await tf.setBackend("tensorflow");
  assert.equal(existsSync(join(folder, "saved_model.pb")), false);
});
