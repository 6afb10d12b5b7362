import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { imageBatch } from "../../../src/images/batch";
import { drawSquareMasks } from "../../../src/masks/square";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { fillWithModel } from "../../../src/node/engine/predict";
import { randomStream } from "../../../src/random";
import { fillWithModel as fillEagerly } from "../../../src/training/predict";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

test("traced prediction equals the eager one, last part of a batch included, and leaves no tensor", () => {
  const shape = [23, 32, 32, 3] as const;
  const random = randomStream(1, "test");
  const images = imageBatch(
    Uint8Array.from({ length: 23 * 3072 }, () => random.integer(0, 255)),
    shape,
  );
  const knownMask = drawSquareMasks(shape, random);
  const model = buildReportAutoencoder({ seed: 2 });
  const count = tf.memory().numTensors;
  const traced = fillWithModel(model, images, knownMask, { batchSize: 10 });
  const eager = fillEagerly(model, images, knownMask, { batchSize: 10 });
  assert.ok(traced.data.every((value, i) => Math.abs(value - eager.data[i]) <= 1e-6));
  assert.equal(tf.memory().numTensors, count);
  const few = fillWithModel(model, images, knownMask);
  assert.deepEqual(few.data, fillEagerly(model, images, knownMask).data);
  model.dispose();
});
