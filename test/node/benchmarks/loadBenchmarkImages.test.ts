import assert from "node:assert/strict";
import { test } from "node:test";
import { benchmarks } from "../../../src/benchmarks";
import { loadBenchmarkImages } from "../../../src/node/benchmarks/loadBenchmarkImages";
import { sharedDataset } from "../../support/dataset";

test("every benchmark's images can be had, in its size", async () => {
  for (const { name, source, size, images: count } of benchmarks) {
    const { images, synthetic } = await loadBenchmarkImages(source);
    assert.deepEqual(images.shape.slice(1), size, name);
    assert.ok(synthetic || images.shape[0] >= count, name);
  }
});

test("the CIFAR-10 test set comes with its name and fingerprint", async () => {
  const { test: wanted, title, synthetic, fingerprint } = await sharedDataset();
  const loaded = await loadBenchmarkImages("cifar10 test");
  assert.deepEqual([loaded.title, loaded.synthetic, loaded.fingerprint], [title, synthetic, fingerprint]);
  assert.ok(Buffer.from(loaded.images.data.buffer).equals(Buffer.from(wanted.images.data.buffer)));
});
