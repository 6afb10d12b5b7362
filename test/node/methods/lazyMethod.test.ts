import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { imageBatch } from "../../../src/images/batch";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { lazyMethod } from "../../../src/node/methods/lazyMethod";
import { saveModel } from "../../../src/node/store/modelFiles";
import { fillWithModel } from "../../../src/training/predict";
import { temporaryFolder } from "../../support/temporaryFolder";

const name = "report-fixed-seed1";
const entry = { name, title: "A", source: { kind: "recorded", run: name } } as const;

before(async () => {
  await startEngine({ quiet: true });
});

test("a network is read when it first fills, fills as it does, and is read again after dispose", async () => {
  const runs = temporaryFolder("lab-runs-");
  const model = buildReportAutoencoder({ seed: 4 });
  await saveModel(model, join(runs, name, "model"));
  const images = imageBatch(new Float32Array(3072).fill(0.5), [1, 32, 32, 3]);
  const knownMask = imageBatch(new Uint8Array(1024).fill(1), [1, 32, 32, 1]);
  const wanted = fillWithModel(model, images, knownMask);
  model.dispose();
  const count = tf.memory().numTensors;
  const method = lazyMethod(entry, runs);
  assert.ok(method);
  assert.deepEqual([method.name, method.parameters, method.sizes.kind], [name, 13_347, "one"]);
  assert.equal(tf.memory().numTensors, count, "nothing is loaded yet");
  for (let times = 0; times < 2; times++) {
    assert.deepEqual(await method.fill(images, knownMask), wanted);
    assert.ok(tf.memory().numTensors > count);
    method.dispose?.();
    assert.equal(tf.memory().numTensors, count);
  }
});

test("classical methods are always there; what lies nowhere on this machine is null", () => {
  const nowhere = temporaryFolder("lab-runs-");
  assert.equal(lazyMethod({ name: "mean", title: "M", source: { kind: "classical" } }, nowhere)?.name, "mean");
  assert.equal(lazyMethod(entry, nowhere), null);
  assert.equal(lazyMethod({ name: "nearestImage", title: "N", source: { kind: "retrieval" } }, nowhere), null);
  assert.equal(lazyMethod({ name: "report-authors", title: "A", source: { kind: "authors" } }, nowhere), null);
});
