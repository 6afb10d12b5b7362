import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { SeededDropout, type SeededDropoutArgs } from "../../src/layers/dropout";
import { drawSeed, needsStepSeed, withStepSeed } from "../../src/layers/stepSeed";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const shape = [50, 40, 10];

/** What the layer makes of ones in training with this seed. */
function drop(args: SeededDropoutArgs, seed: [number, number]): number[] {
  const layer = new SeededDropout(args);
  return tf.tidy(() =>
    withStepSeed(tf.tensor1d(seed, "int32"), () =>
      Array.from((layer.apply(tf.ones(shape), { training: true }) as tf.Tensor).dataSync()),
    ),
  );
}

test("in training it keeps the right part and scales it up", () => {
  for (const rate of [0.1, 0.5, 0.8]) {
    const values = drop({ rate, name: "drop" }, [5, 6]);
    const scale = Math.fround(1 / (1 - rate));
    assert.ok(values.every((value) => value === 0 || value === scale));
    const kept = values.filter((value) => value > 0).length / values.length;
    assert.ok(Math.abs(kept - (1 - rate)) < 0.015, `${kept} kept at rate ${rate}`);
  }
  assert.ok(drop({ rate: 0, name: "drop" }, [5, 6]).every((value) => value === 1));
});

test("the choice follows from the step's seed and the layer's name or layerSeed", () => {
  const first = drop({ rate: 0.5, name: "a" }, [5, 6]);
  assert.deepEqual(drop({ rate: 0.5, name: "a" }, [5, 6]), first);
  const agreement = (other: number[]): number => other.filter((value, i) => value === first[i]).length / first.length;
  const others = [
    drop({ rate: 0.5, name: "a" }, [6, 6]),
    drop({ rate: 0.5, name: "a" }, [5, 7]),
    drop({ rate: 0.5, name: "b" }, [5, 6]),
    drop({ rate: 0.5, name: "a", layerSeed: 1 }, [5, 6]),
  ];
  for (const other of others)
    assert.ok(Math.abs(agreement(other) - 0.5) < 0.02, "two independent choices agree half the time");
  assert.deepEqual(drop({ rate: 0.5, name: "c", layerSeed: 1 }, [5, 6]), drop({ rate: 0.5, layerSeed: 1 }, [5, 6]));
});

test("the gradient goes where the values went, with the same scale", () => {
  const layer = new SeededDropout({ rate: 0.4, name: "drop" });
  const x = tf.randomNormal([200], 0, 1, "float32", 1) as tf.Tensor1D;
  const train = (at: tf.Tensor): tf.Tensor => layer.apply(at, { training: true }) as tf.Tensor;
  withStepSeed(tf.tensor1d([1, 2], "int32"), () => {
    const mask = train(tf.onesLike(x)).dataSync();
    const gradient = tf
      .grad((at: tf.Tensor) => tf.sum(train(at)))(x)
      .dataSync();
    assert.deepEqual(gradient, mask);
    assert.equal(new Set(mask).size, 2);
  });
});

test("outside training it changes nothing and needs no seed", () => {
  const x = tf.randomNormal([3, 4]);
  const layer = new SeededDropout({ rate: 0.5, name: "drop" });
  assert.deepEqual((layer.apply(x) as tf.Tensor).dataSync(), x.dataSync());
  assert.deepEqual((layer.apply(x, { training: false }) as tf.Tensor).dataSync(), x.dataSync());
});

test("in training without a step seed it says what to do", () => {
  const layer = new SeededDropout({ rate: 0.5, name: "drop" });
  const message = /Expected a step seed for the layer "drop" in training, but there is none\. Train with trainModel/;
  assert.throws(() => layer.apply(tf.ones([2]), { training: true }), message);
  assert.throws(
    () =>
      withStepSeed(tf.tensor1d([1, 2], "int32"), () => {
        throw new Error("inside");
      }),
    /inside/,
  );
  assert.throws(() => layer.apply(tf.ones([2]), { training: true }), message, "a seed does not outlive its step");
});

test("arguments that make no sense are refused", () => {
  assert.throws(
    () => new SeededDropout({ rate: 1, name: "drop" }),
    /Expected a dropout rate from 0 up and below 1, but received 1\./,
  );
  assert.throws(
    () => new SeededDropout({ rate: 0.5 }),
    /Expected a name or a layerSeed for SeededDropout, but received neither\./,
  );
});

test("a saved network reads it back, and knows that it needs a seed, inside another model too", async () => {
  const model = tf.sequential({
    layers: [
      tf.layers.dense({ units: 3, inputShape: [2] }),
      new SeededDropout({ rate: 0.25, name: "mine", layerSeed: 7 }),
    ],
  });
  let saved: tf.io.ModelArtifacts | undefined;
  await model.save(
    tf.io.withSaveHandler(async (artifacts) => {
      saved = artifacts;
      return { modelArtifactsInfo: { dateSaved: new Date(0), modelTopologyType: "JSON" } };
    }),
  );
  const modelTopology = JSON.parse(JSON.stringify(saved?.modelTopology)) as object;
  const loaded = await tf.loadLayersModel(tf.io.fromMemory({ ...saved, modelTopology }));
  assert.equal(loaded.layers[1].getClassName(), "SeededDropout");
  assert.deepEqual(loaded.layers[1].getConfig(), model.layers[1].getConfig());
  assert.equal(loaded.layers[1].getConfig().layerSeed, 7);
  assert.ok(needsStepSeed(loaded));
  assert.ok(needsStepSeed(tf.sequential({ layers: [model] })));
  assert.ok(!needsStepSeed(tf.sequential({ layers: [tf.layers.dense({ units: 3, inputShape: [2] })] })));
});

test("step seeds stay where sums cannot leave int32", () => {
  for (let step = 1; step <= 1000; step++) {
    for (const number of drawSeed(1, "step", 1, step))
      assert.ok(Number.isInteger(number) && number >= 0 && number < 2 ** 30);
  }
});
