import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { projectRoot } from "../../../src/node/paths";
import { loadModel, readModelMetadata, saveModel } from "../../../src/node/store/modelFiles";
import { readModelJson } from "../../../src/node/store/modelJson";
import { countSavedParameters, readNetworkCard } from "../../../src/node/store/networkCard";
import { drawPicture } from "../../../src/datasets/picture";
import { placeRectangleMask } from "../../../src/masks/rectangle";
import { fillWithModel } from "../../../src/training/predict";

const folder = mkdtempSync(join(tmpdir(), "lab-model-"));
before(async () => {
  await startEngine({ quiet: true });
});
after(() => rmSync(folder, { recursive: true, force: true }));

test("a network comes back and predicts the same bits, with its metadata", async () => {
  const model = buildReportAutoencoder({ seed: 5 });
  const picture = drawPicture();
  const knownMask = placeRectangleMask(picture.shape, { top: 3, left: 4, height: 8, width: 8 });
  const hash = await saveModel(model, folder, { run: "test", epochs: 3 });
  assert.equal(readFileSync(join(folder, "weights.bin")).length, 13_347 * 4);
  assert.deepEqual(readModelMetadata(folder), { run: "test", epochs: 3, weightsSha256: hash });
  assert.deepEqual(
    fillWithModel(await loadModel(folder), picture, knownMask),
    fillWithModel(model, picture, knownMask),
  );
});

test("a network of layers of our own is read by a program that knows nothing of them", () => {
  const program = `require("@tensorflow/tfjs-backend-cpu");
    require("./src/node/store/modelFiles").loadModel("runs/recorded/residual-inpainter/model")
    .then((model) => console.log(model.countParams()))`;
  const { stdout, stderr } = spawnSync(process.execPath, ["--import", "tsx", "-e", program], {
    cwd: projectRoot,
    encoding: "utf8",
  });
  assert.equal(stdout.trim().split("\n").pop(), "366579", stderr);
});

test("every layer of our own is registered by what reads networks", () => {
  const layers = join(projectRoot, "src/layers");
  const own = readdirSync(layers).filter((file) => /registerClass\(/.test(readFileSync(join(layers, file), "utf8")));
  assert.ok(own.length >= 8);
  const reader = readFileSync(join(projectRoot, "src/node/store/modelFiles.ts"), "utf8");
  const missing = own.filter((file) => !reader.includes(`import "../../layers/${file.replace(".ts", "")}";`));
  assert.deepEqual(missing, []);
});

test("saving twice gives the same bytes", async () => {
  const model = buildReportAutoencoder({ seed: 5 });
  const bytes = async (name: string): Promise<string> => {
    await saveModel(model, join(folder, name));
    return readFileSync(join(folder, name, "model.json"), "utf8");
  };
  assert.equal(await bytes("one"), await bytes("two"));
});

test("changed, cut-off and missing weights, and a missing or damaged model.json, are refused", async () => {
  await saveModel(buildReportAutoencoder(), folder);
  const weights = readFileSync(join(folder, "weights.bin"));
  const changed = Buffer.from(weights);
  changed[100] ^= 1;
  for (const bad of [changed, weights.subarray(0, 1000)]) {
    writeFileSync(join(folder, "weights.bin"), bad);
    await assert.rejects(
      loadModel(folder),
      /Expected the weights that model\.json names by SHA-256, but .*weights\.bin is missing or damaged/,
    );
  }
  rmSync(join(folder, "weights.bin"));
  await assert.rejects(loadModel(folder), /weights\.bin is missing or damaged/);
  writeFileSync(join(folder, "model.json"), "{");
  await assert.rejects(loadModel(folder), /Expected a saved network, but .*model\.json is missing or damaged/);
  for (const [text, what] of [
    ["{}", "modelTopology in .* to be an object, but received nothing"],
    ['{ "modelTopology": {}, "weightsManifest": [] }', "weightsManifest.0 in .* to be an object, but received nothing"],
    [
      '{ "modelTopology": {}, "weightsManifest": [{ "weights": [{ "name": "a", "shape": 3 }] }] }',
      "weightsManifest.0.weights.0.shape in .* to be a list, but received 3",
    ],
    [
      '{ "modelTopology": {}, "userDefinedMetadata": { "run": [] }, "weightsManifest": [{ "weights": [] }] }',
      "userDefinedMetadata.run in .* to be a text or a number or true or false or null, but received a list",
    ],
  ]) {
    writeFileSync(join(folder, "model.json"), text);
    await assert.rejects(
      loadModel(folder),
      new RegExp(`^Error: Expected ${what}\\. Save the network again or restore the folder\\.$`),
    );
  }
});

test("a model.json that holds no network is one sentence for everyone who reads it", async () => {
  const place = join(folder, "odd");
  await saveModel(buildReportAutoencoder(), place);
  const missing =
    "Expected a saved network, but .*model\\.json is missing or damaged\\. Save it first, .* or restore the folder\\.";
  const cases: (readonly [string | null, string])[] = [
    [null, missing],
    ["", missing],
    ["a network", missing],
    ["null", "Expected .*model\\.json to hold an object, but received null\\. Save the network again .*"],
    ["3", "Expected .*model\\.json to hold an object, but received 3\\. Save the network again .*"],
    ["[]", "Expected modelTopology in .*model\\.json to be an object, but received nothing\\. Save .*"],
  ];
  const readers = [readModelJson, readNetworkCard, countSavedParameters, readModelMetadata, loadModel];
  for (const [text, sentence] of cases) {
    rmSync(join(place, "model.json"), { force: true });
    if (text !== null) writeFileSync(join(place, "model.json"), text);
    for (const read of readers) {
      await assert.rejects(async () => read(place), new RegExp(`^Error: ${sentence}$`), `${read.name} of ${text}`);
    }
  }
});

test("a model.json that has changed is refused; one of an earlier version, without its own SHA-256, is not", async () => {
  const place = join(folder, "sealed");
  await saveModel(buildReportAutoencoder({ seed: 5 }), place, { epochs: 3 });
  const path = join(place, "model.json");
  const text = readFileSync(path, "utf8");
  for (const [was, is] of [
    ['"filters": 32', '"filters": 33'],
    ['"epochs": 3', '"epochs": 7'],
    ['"jsonSha256"', '"jsonSha257"'],
    ['"sealedBy"', '"sealedBx"'],
    ['"userDefinedMetadata"', '"userDefinedMetadatb"'],
  ]) {
    assert.ok(text.includes(was), was);
    writeFileSync(path, text.replace(was, is));
    await assert.rejects(
      loadModel(place),
      /^Error: Expected .*model\.json as it was saved, but it has changed since: .* Save the network again or restore the folder\.$/,
      is,
    );
  }
  const { sealedBy: _, ...json } = JSON.parse(text);
  delete json.userDefinedMetadata.jsonSha256;
  writeFileSync(path, JSON.stringify(json));
  (await loadModel(place)).dispose();
  assert.equal(readModelMetadata(place).epochs, 3);
});

test("weights that are no finite numbers are refused, whatever their SHA-256", async () => {
  for (const odd of [NaN, Infinity, -Infinity]) {
    const model = buildReportAutoencoder();
    const [kernel, ...others] = model.getWeights();
    const values = kernel.dataSync().slice();
    values[7] = odd;
    model.setWeights([tf.tensor(values, kernel.shape), ...others]);
    for (const float16 of [false, true]) {
      await saveModel(model, join(folder, "odd-weights"), {}, { float16 });
      await assert.rejects(
        loadModel(join(folder, "odd-weights")),
        new RegExp(
          `^Error: Expected finite weights in .*weights\\.bin, but received ${odd} in encoder_1/kernel\\. Train the network again, .*$`,
        ),
      );
    }
    model.dispose();
  }
});
