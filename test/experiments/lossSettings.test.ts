import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as v from "valibot";
import * as tf from "../support/tensorflow";
import { featureNetworkOf, lossFrom, lossFunctions, lossSettingsSchema } from "../../src/experiments/lossSettings";
import { hasTerms } from "../../src/losses/loss";
import { meanAbsoluteError } from "../../src/losses/meanAbsoluteError";
import { liuSixTerms } from "../../src/losses/sixTermSettings";
import { startEngine } from "../../src/node/engine/startEngine";

before(async () => {
  await startEngine({ quiet: true });
});

const withoutFeatures = { ...liuSixTerms, perceptual: 0, styleOut: 0, styleComposite: 0 };

test("a name of the table, or the six terms with the network whose features they compare", () => {
  assert.equal(lossFrom("meanAbsoluteError", null), meanAbsoluteError);
  const loss = lossFrom({ ...liuSixTerms, features: "classifier" }, (images) => [images]);
  assert.ok(hasTerms(loss) && loss.termNames.length === 6);
  assert.throws(() => lossFrom({ ...liuSixTerms, features: null }, null), /Expected features for the terms perceptual/);
  assert.throws(() => lossFrom("dice", null), /Expected a loss among binaryCrossentropy/);
  assert.ok(lossFunctions("meanAbsoluteError").includes(meanAbsoluteError));
});

test("no network is opened where no term looks at features", () => {
  assert.equal(featureNetworkOf("meanAbsoluteError"), null);
  assert.equal(featureNetworkOf({ ...liuSixTerms, features: "vgg16" }), "vgg16");
  assert.equal(featureNetworkOf({ ...withoutFeatures, features: "vgg16" }), null);
  const loss = lossFrom({ ...withoutFeatures, features: null }, null);
  const same = tf.ones([1, 4, 4, 3]);
  assert.equal(loss(same, same, tf.ones([1, 4, 4, 1])).dataSync()[0], 0);
});

test("a record with other features than there are is refused", () => {
  assert.equal(v.safeParse(lossSettingsSchema, { ...liuSixTerms, features: "classifier" }).success, true);
  assert.equal(v.safeParse(lossSettingsSchema, { ...liuSixTerms, features: "resnet" }).success, false);
  assert.equal(v.safeParse(lossSettingsSchema, { features: null }).success, false);
});
