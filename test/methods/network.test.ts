import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as tf from "../support/tensorflow";
import { imageBatch } from "../../src/images/batch";
import { isNetworkMethod, networkMethod } from "../../src/methods/network";
import { type NetworkCard } from "../../src/methods/networkCard";
import type { NetworkInput } from "../../src/training/networkInputKind";
import { classicalMethod } from "../../src/methods/classical";
import { fillWithModel } from "../../src/training/predict";

before(async () => {
  await tf.setBackend("cpu");
});

const images = imageBatch(Float32Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.4, 0.5, 0.6), [1, 2, 2, 3]);
const knownMask = imageBatch(Uint8Array.of(1, 0, 1, 1), [1, 2, 2, 1]);

/** A 1×1 convolution whose output is the sum of its input's channels, three times. */
function sumOfChannels(channels: number): tf.LayersModel {
  const layer = tf.layers.conv2d({
    filters: 3,
    kernelSize: 1,
    useBias: false,
    kernelInitializer: "ones",
    inputShape: [null, null, channels],
  });
  return tf.sequential({ layers: [layer] });
}

function card(input: NetworkInput, sizes: NetworkCard["sizes"] = { kind: "any" }): NetworkCard {
  return { name: "net", title: "Net", input, sizes, experiment: null };
}

test("the card says whether the network is fed black holes or the mask as well", () => {
  const sums = (input: NetworkInput, channels: number): number[] => {
    const method = networkMethod(sumOfChannels(channels), card(input));
    assert.equal(method.parameters, 3 * channels);
    const filled = method.fill(images, knownMask);
    method.dispose();
    return Array.from(
      filled.data.filter((_, k) => k % 3 === 0),
      (value) => Number(value.toFixed(4)),
    );
  };
  assert.deepEqual(sums("black holes", 3), [0.6, 0, 2.4, 1.5]);
  assert.deepEqual(sums("mask channel", 4), [1.6, 0, 3.4, 2.5]);
});

test("another prediction may be handed in, and dispose frees the network", () => {
  let calls = 0;
  const before = tf.memory().numTensors;
  const method = networkMethod(sumOfChannels(3), card("black holes"), {
    predict: (...given) => {
      calls++;
      return fillWithModel(...given);
    },
  });
  method.fill(images, knownMask);
  method.dispose();
  assert.deepEqual([calls, tf.memory().numTensors], [1, before]);
});

test("sizes that the card does not name are refused with the way out", () => {
  const model = sumOfChannels(3);
  const one = networkMethod(model, card("black holes", { kind: "one", height: 32, width: 32 }));
  assert.throws(
    () => one.fill(images, knownMask),
    /Expected a picture of 32×32 pixels for net, .*but received 2×2\. Choose/,
  );
  const windows = networkMethod(model, card("black holes", { kind: "windows", multiple: 4 }));
  assert.throws(
    () => windows.fill(images, knownMask),
    /Expected sides that are multiples of 4 for net, but received 2×2\. Let windows fill it: fillOneImage\(/,
  );
  model.dispose();
});

test("a network is told from a method without one", () => {
  const method = networkMethod(sumOfChannels(3), card("black holes"));
  assert.deepEqual([isNetworkMethod(method), isNetworkMethod(classicalMethod("mean"))], [true, false]);
  method.dispose();
});
