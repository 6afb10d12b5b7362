import assert from "node:assert/strict";
import { test } from "node:test";
import { experiments } from "../../../src/experiments";
import { loadSource } from "../../../src/node/files/imageSources";
import { sharedDataset } from "../../support/dataset";

test("every source that an experiment names can be loaded, with an image and a label at each position", async () => {
  for (const source of new Set(experiments.map((experiment) => experiment.source))) {
    if (source === "photographs") continue; // opened by openExperimentData
    const { train, test: unseen } = await loadSource(source);
    for (const { images, labels } of [train, unseen]) {
      assert.ok(labels.length > 0, source);
      assert.equal(images.shape[0], labels.length, source);
    }
  }
});

test("cifar10 is what loadDataset gives, drawn images included where CIFAR-10 cannot be had", async () => {
  const [source, dataset] = [await loadSource("cifar10"), await sharedDataset()];
  assert.deepEqual(
    [source.title, source.synthetic, source.fingerprint],
    [dataset.title, dataset.synthetic, dataset.fingerprint],
  );
});
