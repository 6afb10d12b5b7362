import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import * as tf from "../../support/tensorflow";
import type { SavedCard } from "../../../src/methods/networkCard";
import { buildPartialUNet } from "../../../src/models/partialUNet";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { buildResidualInpainter } from "../../../src/models/residualInpainter";
import { readModelMetadata, saveModel } from "../../../src/node/store/modelFiles";
import { modelJsonText } from "../../../src/node/store/modelJson";
import { countSavedParameters, networkCard, readNetworkCard } from "../../../src/node/store/networkCard";
import { temporaryFolder } from "../../support/temporaryFolder";

const one = { kind: "one", height: 32, width: 32 } as const;

test("a card that was saved is read, and is no part of the metadata", async () => {
  const folder = temporaryFolder("lab-card-");
  const card: SavedCard = { input: "mask channel", sizes: { kind: "any" }, experiment: "mine" };
  const hash = await saveModel(buildReportAutoencoder(), folder, { run: "mine-seed3", seed: 3 }, { card });
  assert.deepEqual(readNetworkCard(folder), card);
  assert.deepEqual(readModelMetadata(folder), { run: "mine-seed3", seed: 3, weightsSha256: hash });
});

test("without a card the layers speak, whatever the folder is called", async () => {
  const networks: [tf.LayersModel, SavedCard][] = [
    [buildReportAutoencoder(), { input: "black holes", sizes: one, experiment: null }],
    [buildResidualInpainter(), { input: "mask channel", sizes: { kind: "windows", multiple: 4 }, experiment: null }],
    [
      buildPartialUNet({ levels: 5, width: 1 / 16 }),
      { input: "mask channel", sizes: { kind: "windows", multiple: 32 }, experiment: null },
    ],
    [buildResidualInpainter({ imageSize: [32, 32] }), { input: "mask channel", sizes: one, experiment: null }],
  ];
  for (const [model, card] of networks) {
    const folder = join(temporaryFolder("lab-card-"), "report-or-inpainter");
    await saveModel(model, folder);
    assert.deepEqual(readNetworkCard(folder), card);
    assert.equal(countSavedParameters(folder), model.countParams());
    assert.deepEqual(networkCard(model, "made here"), { ...card, experiment: "made here" });
    model.dispose();
  }
});

test("pooling halves as strides do, and a transposed convolution does not", () => {
  const layers = [
    tf.layers.conv2d({ filters: 4, kernelSize: 3, strides: 2, padding: "same", inputShape: [null, null, 3] }),
    tf.layers.maxPooling2d({ poolSize: 2, strides: 2 }),
    tf.layers.conv2dTranspose({ filters: 4, kernelSize: 2, strides: 2, padding: "same" }),
  ];
  assert.deepEqual(networkCard(tf.sequential({ layers }), "x").sizes, { kind: "windows", multiple: 4 });
});

test("a network that has learnt on crops knows holes a quarter as wide: its margin is an eighth of them", () => {
  const wide = tf.sequential({
    layers: [tf.layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [null, null, 4] })],
  });
  for (const [cropSize, margin] of [
    [128, 16],
    [70, 8],
    [3, 1],
  ])
    assert.deepEqual(networkCard(wide, "x", cropSize).sizes, { kind: "windows", multiple: 1, margin });
  const fixed = tf.sequential({ layers: [tf.layers.conv2d({ filters: 3, kernelSize: 3, inputShape: [64, 64, 3] })] });
  assert.deepEqual(networkCard(fixed, "x", 64).sizes, { kind: "one", height: 64, width: 64 });
});

test("a card without sense, and a network that is none for images, are refused with the way out", async () => {
  const folder = temporaryFolder("lab-card-");
  await saveModel(tf.sequential({ layers: [tf.layers.dense({ units: 4, inputShape: [4] })] }), folder);
  assert.throws(
    () => readNetworkCard(folder),
    /Expected a network for images \[N,H,W,3\], or .*, but the one in .* takes \[any,4\]\. Take an inpainting network\./,
  );
  const path = join(folder, "model.json");
  const json = JSON.parse(readFileSync(path, "utf8"));
  for (const card of [
    { input: "edges", sizes: one, experiment: null },
    ...[16.5, 0].map((margin) => ({ input: "mask channel", sizes: { kind: "windows", multiple: 4, margin } })),
  ]) {
    json.userDefinedMetadata.card = { experiment: null, ...card };
    writeFileSync(path, modelJsonText(json));
    assert.throws(
      () => readNetworkCard(folder),
      /Expected the card in .*model\.json to name a known input and known sizes, but received \{.*Restore the folder/,
    );
  }
  writeFileSync(path, "{");
  assert.throws(() => readNetworkCard(folder), /Expected a saved network, but .*model\.json is missing or damaged/);
});
