import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import "../../support/tensorflow";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { startEngine } from "../../../src/node/engine/startEngine";
import { projectRoot } from "../../../src/node/paths";
import { loadModel, readModelMetadata, saveModel } from "../../../src/node/store/modelFiles";
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
