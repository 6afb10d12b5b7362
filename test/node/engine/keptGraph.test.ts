import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { drawSquareMasks } from "../../../src/masks/square";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { keepGraph } from "../../../src/node/engine/keptGraph";
import { fillWithModel } from "../../../src/node/engine/predict";
import { startEngine } from "../../../src/node/engine/startEngine";
import { randomStream } from "../../../src/random";
import { fillWithModel as fillEagerly } from "../../../src/training/predict";

before(async () => {
  assert.equal((await startEngine({ purpose: "training", quiet: true })).backend, "tensorflow");
});

const knownMask = drawSquareMasks([23, 32, 32, 3], randomStream(1, "test"));
const { images } = drawDeadLeaves({ trainCount: 23, testCount: 1 }).train;

test("a kept graph gives the bits of one recorded for the call, again and again; a few images run as they come", () => {
  const model = buildReportAutoencoder({ seed: 2 });
  const kept = keepGraph();
  const wanted = fillWithModel(model, images, knownMask, { batchSize: 10 });
  for (let times = 0; times < 3; times++) {
    assert.deepEqual(kept.predict(model, images, knownMask, { batchSize: 10 }), wanted);
  }
  assert.deepEqual(kept.predict(model, images, knownMask), fillEagerly(model, images, knownMask));
  kept.dispose();
  model.dispose();
});

test("the network is applied in JavaScript only while its graph is recorded, one image included where it is always traced", () => {
  const model = buildReportAutoencoder({ seed: 2 });
  const apply = model.apply.bind(model);
  let applied = 0;
  model.apply = (...given) => {
    applied++;
    return apply(...given);
  };
  const appliedBy = (tracing: "many" | "always"): number => {
    applied = 0;
    const kept = keepGraph(tracing);
    for (let times = 0; times < 6; times++) kept.predict(model, images, knownMask);
    kept.dispose();
    return applied;
  };
  assert.equal(appliedBy("many"), 6);
  assert.equal(appliedBy("always"), 2);
  model.dispose();
  assert.equal(tf.memory().numTensors, 0);
});
