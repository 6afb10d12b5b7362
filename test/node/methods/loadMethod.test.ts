import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { drawDeadLeaves } from "../../../src/datasets/deadLeaves";
import { firstImages, imageBatch, toFloat } from "../../../src/images/batch";
import { nothingHidden, paintHoles, repeatMask } from "../../../src/images/holes";
import { placeRectangleMask } from "../../../src/masks/rectangle";
import { drawSquareMasks } from "../../../src/masks/square";
import { inpaintingMethods } from "../../../src/methods";
import { fillBatch } from "../../../src/methods/fillBatch";
import { refusal } from "../../../src/methods/inpaintingMethod";
import { isNetworkMethod } from "../../../src/methods/network";
import { buildClassifier } from "../../../src/models/classifier";
import { buildPartialUNet } from "../../../src/models/partialUNet";
import { buildResidualInpainter } from "../../../src/models/residualInpainter";
import { fillWithModel } from "../../../src/node/engine/predict";
import { startEngine } from "../../../src/node/engine/startEngine";
import { loadMethod, loadSavedNetwork } from "../../../src/node/methods/loadMethod";
import { modelFolder } from "../../../src/node/store/modelJson";
import { saveModel } from "../../../src/node/store/modelFiles";
import { readNetworkCard } from "../../../src/node/store/networkCard";
import { randomStream } from "../../../src/random";
import { sharedDataset } from "../../support/dataset";
import { temporaryFolder } from "../../support/temporaryFolder";

before(async () => {
  await startEngine({ quiet: true });
});

const knownMask = drawSquareMasks([3, 32, 32, 3], randomStream(1, "test"));
const whole = drawDeadLeaves({ trainCount: 3, testCount: 1 }).train.images;
const images = paintHoles(whole, knownMask);

test("every line of the table with a recorded run has its network, which says which experiment made it", () => {
  const runs = inpaintingMethods.flatMap(({ source }) => (source.kind === "recorded" ? [source.run] : []));
  assert.equal(runs.length, 27);
  for (const run of runs) {
    const { experiment, input } = readNetworkCard(modelFolder(run));
    assert.ok(experiment !== null && run.startsWith(experiment), run);
    assert.equal(input, /^report|^article-(squares|lines)/.test(run) ? "black holes" : "mask channel", run);
  }
});

test("a recorded run loads, counts its parameters, fills and shows its network", async () => {
  const method = await loadMethod("report-fixed-seed1");
  assert.deepEqual([method.title, method.parameters], ["Report's network, fixed masks, seed 1", 13_347]);
  assert.ok(isNetworkMethod(method));
  assert.equal(method.card.experiment, "report-fixed");
  const filled = method.fill(images, knownMask);
  assert.deepEqual(filled, fillWithModel(method.model, images, knownMask));
  method.dispose();
});

test("a classical method is there at once and is no network", async () => {
  const method = await loadMethod("harmonic");
  assert.deepEqual([method.name, method.parameters, isNetworkMethod(method)], ["harmonic", 0, false]);
});

test("the nearest image is looked for among the training images, which are read once for all fills", async () => {
  const method = await loadMethod("nearestImage");
  assert.deepEqual(
    [method.name, method.title, method.parameters, method.sizes, isNetworkMethod(method)],
    ["nearestImage", "Nearest image", 0, { kind: "one", height: 32, width: 32 }, false],
  );
  const { train } = await sharedDataset();
  const known = repeatMask(knownMask, 60);
  for (const count of [60, 1, 0]) {
    const some = firstImages(train.images, count);
    const given = paintHoles(some, firstImages(known, count));
    assert.deepEqual(await method.fill(given, firstImages(known, count)), toFloat(some), "they find themselves");
  }
});

test("context encoders refuse all sizes but theirs", async () => {
  for (const { name, source } of inpaintingMethods) {
    if (source.kind !== "recorded" || !name.startsWith("context-")) continue;
    const { sizes } = readNetworkCard(modelFolder(source.run));
    assert.equal(refusal({ name, sizes }, 32, 32), null);
    assert.match(refusal({ name, sizes }, 321, 481) ?? "", /Expected a picture of 32×32 pixels for context-/);
  }
});

test("a wrong name prints the list; a run without its network is named", async () => {
  await assert.rejects(
    loadMethod("mena"),
    /Expected the name of a method, but received "mena"\. Use one of mean, .*residual-inpainter, photographs-partial, photographs-plain\./,
  );
  await assert.rejects(
    loadMethod("residual-inpainter", { runs: temporaryFolder("lab-runs-") }),
    /Expected a saved network, but .*residual-inpainter.*model\.json is missing or damaged/,
  );
});

test("a saved network outside the table is fed what its layers ask for: the mask as fourth channel", async () => {
  const folder = join(temporaryFolder("lab-network-"), "report-like-name");
  const model = buildResidualInpainter({ channels: [4, 6], blocksDown: [0, 1], blocksUp: [0] });
  model.setWeights(model.getWeights().map((weight, i) => tf.randomNormal(weight.shape, 0, 0.1, "float32", i)));
  await saveModel(model, folder);
  const method = await loadSavedNetwork(folder, { name: "mine", title: "Mine" });
  assert.deepEqual([method.name, method.parameters], ["mine", model.countParams()]);
  assert.deepEqual(method.sizes, { kind: "windows", multiple: 2 });
  const filled = method.fill(images, knownMask);
  method.dispose();
  const apart = Array.from(filled.data, (value, k) => Math.abs(value - images.data[k]));
  const known = (k: number): boolean => knownMask.data[Math.floor(k / 3)] === 1;
  assert.ok(
    apart.every((by, k) => !known(k) || by === 0),
    "known pixels stay",
  );
  assert.ok(Math.max(...apart.filter((_, k) => !known(k))) > 0.01, "holes are filled");
});

for (const convolution of ["partial", "plain"] as const) {
  test(`a saved U-Net of six levels with ${convolution} convolutions fills a photograph's size and 32×32 pixels`, async () => {
    const folder = temporaryFolder("lab-network-");
    await saveModel(buildPartialUNet({ levels: 6, width: 1 / 16, convolution }), folder);
    const method = await loadSavedNetwork(folder, { name: "mine", title: "Mine" });
    assert.deepEqual(method.sizes, { kind: "windows", multiple: 64 });
    assert.throws(() => method.fill(images, knownMask), /Expected sides that are multiples of 64 for mine, .* 32×32/);
    for (const [height, width] of [
      [321, 481],
      [32, 32],
    ]) {
      const shape = [1, height, width, 3] as const;
      const picture = imageBatch(
        Float32Array.from({ length: height * width * 3 }, (_, k) => (k % 97) / 97),
        shape,
      );
      // Wide enough to be filled on copies of half the size first.
      const hole = placeRectangleMask(shape, { top: 2, left: 3, height: 28, width: 28 });
      const given = paintHoles(picture, hole);
      const filled = await fillBatch(method, given, hole);
      assert.deepEqual(filled.shape, shape);
      filled.data.forEach((value, k) => {
        if (hole.data[Math.floor(k / 3)] === 1) assert.equal(value, picture.data[k]);
        else assert.ok(Number.isFinite(value), `value ${k}: ${value}`);
      });
      assert.ok(new Set(filled.data).size > 200, "the hole has values of its own");
    }
    method.dispose();
  });
}

test("traced always, one graph serves every call, hidden pixels or none, and goes with the method", async () => {
  const count = tf.memory().numTensors;
  const method = await loadMethod("report-fixed-seed1", { tracing: "always" });
  assert.ok(isNetworkMethod(method));
  const eager = fillWithModel(method.model, images, knownMask);
  const first = method.fill(images, knownMask);
  const again = method.fill(images, knownMask);
  assert.deepEqual(again, first);
  assert.ok(first.data.every((value, i) => Math.abs(value - eager.data[i]) <= 1e-6));
  const redrawn = method.fill(whole, nothingHidden(whole));
  assert.notDeepEqual(redrawn, first);
  method.dispose();
  assert.equal(tf.memory().numTensors, count);
});

test("a saved classifier is no method: it fills nothing", async () => {
  const folder = join(temporaryFolder("lab-classifier-"), "model");
  const model = buildClassifier({ channels: [2] });
  const card = { input: "whole image", sizes: { kind: "any" }, experiment: "classifier" } as const;
  await saveModel(model, folder, {}, { card });
  model.dispose();
  await assert.rejects(
    loadSavedNetwork(folder, { name: "mine", title: "mine" }),
    /Expected a network that fills holes in .*, but received one that says what an image shows\. Take an inpainting network\./,
  );
});
