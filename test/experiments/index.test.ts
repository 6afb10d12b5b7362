// The table of experiments: every line is plain values, has a name of its own, and names things that exist.
import assert from "node:assert/strict";
import { test } from "node:test";
import "../support/tensorflow";
import type * as tf from "../../src/tensorflow";
import { drawDeadLeaves } from "../../src/datasets/deadLeaves";
import { experimentNamed, experiments } from "../../src/experiments";
import { featureNetworkOf } from "../../src/experiments/lossSettings";
import { experimentImages } from "../../src/experiments/images";
import { planRun } from "../../src/experiments/plan";
import { buildNetwork, trainingOf, usedBy } from "../../src/experiments/trainingOf";
import { moduleOf } from "../../src/node/store/moduleOf";
import { drawnPhotographs } from "../node/experiments/drawnPhotographs";

const dataset = drawDeadLeaves({ trainCount: 60, testCount: 4 });

for (const experiment of experiments) {
  test(`${experiment.name}: plain values, and a training for them`, () => {
    assert.deepEqual(JSON.parse(JSON.stringify(experiment)), experiment);
    assert.match(experiment.name, /^[a-z0-9]+(-[a-z0-9]+)*$/);
    const given = experiment.crops === undefined ? dataset : drawnPhotographs(experiment.crops);
    const side = experiment.crops?.size ?? 32;
    const config = planRun(experiment, given);
    // What a network's features are is no part of a plan.
    const features = featureNetworkOf(experiment.step.loss) === null ? null : (images: tf.Tensor4D) => [images];
    const model = buildNetwork(config);
    const { step, data } = trainingOf(config, model, experimentImages(config, given), features);
    assert.ok(step.parameters.length > 0);
    assert.equal(data.train.count, config.trainImages);
    assert.equal(experiment.source === "photographs", experiment.crops !== undefined);
    assert.deepEqual(data.trainingMasks(1).batch([0]).shape, [1, side, side, 1]);
    assert.equal(model.inputs[0].shape[3], config.input === "mask channel" ? 4 : 3);
    model.dispose();
  });

  test(`${experiment.name}: every function behind its names stands in a file of its own`, () => {
    for (const used of usedBy(experiment)) assert.match(moduleOf(used), /^[a-z]+(\/\w+)+$/i);
  });
}

test("names are unique; an unknown one is refused with the list", () => {
  assert.equal(new Set(experiments.map(({ name }) => name)).size, experiments.length);
  assert.equal(experimentNamed("report-fresh").name, "report-fresh");
  assert.throws(
    () => experimentNamed("report-fixd"),
    /Expected the name of an experiment, but received "report-fixd"\. Use one of report-fixed, .*two-hour-inpainter/,
  );
});

test("a run starts from an experiment of the table that is trained before it", () => {
  const names = experiments.map(({ name }) => name);
  for (const [i, { from }] of experiments.entries())
    if (from !== null) assert.ok(names.slice(0, i).includes(from), from);
});
