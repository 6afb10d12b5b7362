import assert from "node:assert/strict";
import { test } from "node:test";
import { experimentNamed } from "../../src/experiments";
import { planRun } from "../../src/experiments/plan";
import { classifierSixTerms } from "../../src/losses/sixTermSettings";
import { drawnPhotographs } from "../node/experiments/drawnPhotographs";

test("both networks differ in the convolution alone; the second phase in its weights' origin, seed, frozen encoder and rate", () => {
  const [partial, frozen, plain] = ["", "-frozen"]
    .map((end) => experimentNamed(`photographs-partial${end}`))
    .concat(experimentNamed("photographs-plain"));
  const { name: _, title: __, ...ofPartial } = partial;
  const { name: ___, title: ____, ...ofPlain } = plain;
  assert.deepEqual(
    { ...ofPlain, network: { ...ofPlain.network, options: { ...ofPlain.network.options, convolution: undefined } } },
    {
      ...ofPartial,
      network: { ...ofPartial.network, options: { ...ofPartial.network.options, convolution: undefined } },
    },
  );
  assert.deepEqual(
    [partial.step.loss, partial.masks.family],
    [{ ...classifierSixTerms, features: "classifier" }, "threeTechniques"],
  );
  assert.deepEqual([frozen.from, frozen.network.options.frozenEncoder], ["photographs-partial", true]);
});

test("each weight of the loss can be set, and the features", () => {
  const experiment = experimentNamed("photographs-partial");
  assert.ok(experiment.crops !== undefined);
  const photographs = drawnPhotographs({ ...experiment.crops, size: 64 });
  const plan = (settings: { readonly [key: string]: unknown }): object =>
    planRun(experiment, photographs, { settings: { ...settings, "crops.size": 64 } }).step.loss as object;
  assert.deepEqual(plan({ "step.loss.totalVariation": 0, "step.loss.features": "vgg16" }), {
    ...classifierSixTerms,
    totalVariation: 0,
    features: "vgg16",
  });
  assert.deepEqual(plan({ "step.loss.features": null }), { ...classifierSixTerms, features: null });
  assert.throws(
    () => plan({ "step.loss.features": "resnet" }),
    /Expected step\.loss\.features to be one of classifier, vgg16/,
  );
  assert.throws(() => plan({ "step.loss.totalVariationOver": "hole" }), /to be one of dilated hole, whole composite/);
  assert.throws(() => plan({ "step.loss.valid": "much" }), /Expected step\.loss\.valid to be a number/);
});
