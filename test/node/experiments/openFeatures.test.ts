import assert from "node:assert/strict";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import { liuSixTerms } from "../../../src/losses/sixTermSettings";
import { buildClassifier } from "../../../src/models/classifier";
import { startEngine } from "../../../src/node/engine/startEngine";
import { featuresSha256, openFeatures } from "../../../src/node/experiments/openFeatures";
import { projectRoot } from "../../../src/node/paths";
import { saveModel } from "../../../src/node/store/modelFiles";
import { temporaryFolder } from "../../support/temporaryFolder";

before(async () => {
  await startEngine({ quiet: true });
});

const loss = { ...liuSixTerms, features: "classifier" } as const;

test("the recorded classifier's blocks; another hash, and a classifier that is not there, are refused", async () => {
  const root = temporaryFolder("lab-features-");
  const classifier = buildClassifier({ channels: [2, 3, 4] });
  await saveModel(classifier, join(root, "classifier", "model"));
  classifier.dispose();
  const before = tf.memory().numTensors;
  const opened = (await openFeatures(loss, undefined, root)) ?? assert.fail("no features");
  assert.deepEqual(
    tf.tidy(() => opened.features(tf.zeros([2, 16, 24, 3])).map(({ shape }) => shape)),
    [
      [2, 8, 12, 2],
      [2, 4, 6, 3],
      [2, 2, 3, 4],
    ],
  );
  opened.dispose();
  assert.equal((await openFeatures(loss, opened.sha256, root))?.dispose(), undefined);
  assert.equal(tf.memory().numTensors, before, "nothing is left");
  await assert.rejects(
    openFeatures(loss, "0".repeat(64), root),
    /Expected the features of the classifier that the run was planned with, whose weights are 00000000, but received/,
  );
  await assert.rejects(openFeatures(loss, undefined, temporaryFolder("lab-features-")), /Expected a saved network/);
});

test("VGG16's poolings, of the file that VGG16_WEIGHTS names; a loss without features opens nothing", async (t) => {
  const given = process.env.VGG16_WEIGHTS;
  t.after(() => {
    if (given === undefined) delete process.env.VGG16_WEIGHTS;
    else process.env.VGG16_WEIGHTS = given;
  });
  delete process.env.VGG16_WEIGHTS;
  const ofVgg = { ...loss, features: "vgg16" } as const;
  await assert.rejects(
    openFeatures(ofVgg),
    /but VGG16_WEIGHTS is not set\. Set it to a file .* step\.loss\.features="classifier"/,
  );
  assert.equal(await openFeatures("meanAbsoluteError"), null);
  assert.equal(await featuresSha256("meanAbsoluteError"), undefined);
  process.env.VGG16_WEIGHTS = join(projectRoot, "test/fixtures/vgg16.keras");
  // The fixture is a narrow network: the loader names what it wants.
  await assert.rejects(openFeatures(ofVgg), /block1_conv1/);
});

test("the hash of the recorded classifier is that of its features once opened", async () => {
  const opened = (await openFeatures(loss)) ?? assert.fail("no features");
  opened.dispose();
  assert.equal(await featuresSha256(loss), opened.sha256);
});
