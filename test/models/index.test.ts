import assert from "node:assert/strict";
import { before, test } from "node:test";
import type * as tf from "../support/tensorflow";
import { buildNamedModel, modelNamed, models, type ModelOptions } from "../../src/models";
import { buildReportAutoencoder } from "../../src/models/reportAutoencoder";
import { buildResidualInpainter } from "../../src/models/residualInpainter";
import { buildUNet } from "../../src/models/unet";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

/** Every option of every network, away from its default, as it comes out of a JSON file. */
const everyOption: { readonly [name: string]: ModelOptions } = {
  reportAutoencoder: { seed: 2 },
  repairedAutoencoder: { seed: 2, maskChannel: true, skips: true, prefill: true },
  residualInpainter: { seed: 2, channels: [4, 6, 8], blocksDown: [1, 1, 1], blocksUp: [0, 1], imageSize: [16, 16] },
  unet: { seed: 2, inputChannels: 4, outputChannels: 1, channels: [4, 8], outputActivation: "linear", imageSize: null },
  articleUNet: { seed: 2, width: 0.25, maskChannel: true, imageSize: null },
  articlePartialUNet: { seed: 2, width: 0.25, convolution: "plain", imageSize: null },
  partialUNet: { seed: 2, levels: 5, width: 0.0625, convolution: "plain", frozenEncoder: true, imageSize: [256, 256] },
  classifier: { seed: 2, channels: [4, 8], classes: 3, imageSize: [16, 16] },
  contextEncoder: { seed: 2, size: 32, width: 0.0625, maskChannel: true },
  encoderClassifier: {
    seed: 2,
    encoder: "autoencoder",
    encoderOptions: { width: 0.0625 },
    head: "mean",
    classes: 3,
  },
};

function firstWeights(model: tf.LayersModel): number[] {
  return Array.from(model.trainableWeights[0].read().dataSync());
}

function described(model: tf.LayersModel): string {
  return JSON.stringify([model.toJSON(null, false), firstWeights(model)]);
}

test("the table's functions are the networks' own, each with a title", () => {
  assert.deepEqual(Object.keys(models), [
    "reportAutoencoder",
    "repairedAutoencoder",
    "residualInpainter",
    "unet",
    "articleUNet",
    "articlePartialUNet",
    "partialUNet",
    "classifier",
    "contextEncoder",
    "encoderClassifier",
  ]);
  assert.equal(models.reportAutoencoder.build, buildReportAutoencoder);
  assert.equal(models.residualInpainter.build, buildResidualInpainter);
  assert.equal(models.unet.build, buildUNet);
  assert.equal(new Set(Object.values(models).map(({ title }) => title)).size, 10);
});

for (const [name, { optionNames }] of Object.entries(models)) {
  test(`${name}: built by name it has the initial weights of its seed`, () => {
    const built = buildNamedModel(name);
    const again = buildNamedModel(name, { seed: 1 });
    const other = buildNamedModel(name, { seed: 2 });
    assert.ok([3, 4].includes(Number(built.inputs[0].shape[3])));
    assert.deepEqual(firstWeights(built), firstWeights(again));
    assert.notDeepEqual(firstWeights(built), firstWeights(other));
  });

  test(`${name}: takes every option of its table line, and each of them changes the network`, () => {
    const all = JSON.parse(JSON.stringify(everyOption[name])) as ModelOptions;
    assert.deepEqual(Object.keys(all).sort(), [...optionNames].sort());
    for (const option of optionNames) {
      // A prefill is refused without the mask channel.
      const left = Object.entries(all).filter(
        ([key]) => key !== option && !(option === "maskChannel" && key === "prefill"),
      );
      const without = Object.fromEntries(left);
      assert.notEqual(
        described(buildNamedModel(name, { ...without, [option]: all[option] })),
        described(buildNamedModel(name, without)),
        option,
      );
    }
  });
}

test("unknown names and options are refused with those that there are", () => {
  assert.throws(
    () => modelNamed("report"),
    new RegExp(
      "Expected a network among reportAutoencoder, repairedAutoencoder, " +
        'residualInpainter, unet, articleUNet, articlePartialUNet, partialUNet, classifier, contextEncoder, encoderClassifier, but received "report"\\. Use one of these names\\.',
    ),
  );
  assert.throws(() => buildNamedModel("hasOwnProperty"), /received "hasOwnProperty"/);
  assert.throws(
    () => buildNamedModel("repairedAutoencoder", { skip: true }),
    new RegExp(
      "Expected options of the network " +
        'repairedAutoencoder among maskChannel, skips, prefill, seed, but received "skip"\\. Use one of these names\\.',
    ),
  );
});
