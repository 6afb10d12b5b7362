// Python's TensorFlow loads a network saved by exportSavedModel and fills the same images: what TensorFlow Serving does.
// Runs where the peers of `npm run bench -- training` are installed.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "../support/tensorflow";
import { peersPython } from "../../bench/peers";
import { trainingPeers } from "../../bench/training/peers";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { buildUNet } from "../../src/models/unet";
import { startEngine } from "../../src/node/engine/startEngine";
import { exportSavedModel } from "../../src/node/tracedGraph/exportSavedModel";
import { checkNotRun } from "../support/inputs";
import { temporaryFolder } from "../support/temporaryFolder";

const program = `
import sys, numpy as np, tensorflow as tf
folder, channels = sys.argv[1], int(sys.argv[2])
images = np.fromfile(folder + "/images.bin", np.float32).reshape(-1, 32, 32, channels)
signature = tf.saved_model.load(folder + "/1").signatures["serving_default"]
assert list(signature.structured_input_signature[1]) == ["images"], signature.structured_input_signature
assert signature.structured_input_signature[1]["images"].shape.as_list() == [None, 32, 32, channels]
signature(images=tf.constant(images))["filled"].numpy().tofile(folder + "/filled.bin")
`;

for (const [name, build, channels] of [
  ["the report's network", () => buildReportAutoencoder({ seed: 5 }), 3],
  [
    "a U-Net",
    () =>
      buildUNet({
        inputChannels: 7,
        outputChannels: 3,
        channels: [16, 32, 64, 96],
        outputActivation: "linear",
        seed: 5,
      }),
    7,
  ],
] as const) {
  test(`Python's TensorFlow serves ${name} as it is here`, async () => {
    const python = await peersPython(trainingPeers);
    if (python === null)
      return checkNotRun("a SavedModel in Python's TensorFlow: the peers of the bench are not installed");
    await startEngine({ purpose: "training", quiet: true });
    const folder = temporaryFolder("saved-model-");
    const model = build();
    const images = tf.randomUniform([5, 32, 32, channels], 0, 1, "float32", 9);
    await exportSavedModel(model, join(folder, "1"));
    writeFileSync(join(folder, "images.bin"), images.dataSync());
    const { status, stderr } = spawnSync(python, ["-c", program, folder, String(channels)], {
      encoding: "utf8",
      env: { ...process.env, TF_CPP_MIN_LOG_LEVEL: "3" },
    });
    assert.equal(status, 0, stderr);
    const bytes = readFileSync(join(folder, "filled.bin"));
    const filled = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
    const expected = (model.predict(images) as tf.Tensor).dataSync();
    assert.equal(filled.length, expected.length);
    filled.forEach((value, i) =>
      assert.ok(Math.abs(value - expected[i]) <= 1e-5, `value ${i}: ${value} against ${expected[i]}`),
    );
    model.dispose();
  });
}
