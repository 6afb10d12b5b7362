import assert from "node:assert/strict";
import { test } from "node:test";
import { benchmarks } from "../../../src/benchmarks";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { photographsV1 } from "../../../src/benchmarks/photographsV1";
import { loadBenchmarkImages } from "../../../src/node/benchmarks/loadBenchmarkImages";
import { sharedDataset } from "../../support/dataset";
import { inputFile } from "../../support/inputs";
import { writePhotographs } from "../../support/photographs";

test("every benchmark's images can be had, in its sizes", async (context) => {
  for (const benchmark of benchmarks) {
    if (benchmark.source === "bsds500 test" && !inputFile("BSDS500_IMAGES", context.name)) continue;
    const { batches, synthetic } = await loadBenchmarkImages(benchmark);
    assert.deepEqual(
      batches.map(({ shape }) => shape.slice(1)),
      benchmark.shapes.map((shape) => shape.slice(1)),
      benchmark.name,
    );
    const images = batches.reduce((sum, { shape: [count] }) => sum + count, 0);
    assert.ok(synthetic || images === benchmark.images, benchmark.name);
  }
});

test("the CIFAR-10 test set comes with its name and fingerprint", async () => {
  const { test: wanted, title, synthetic, fingerprint } = await sharedDataset();
  const loaded = await loadBenchmarkImages(cifar10InpaintingV1);
  assert.deepEqual([loaded.title, loaded.synthetic, loaded.fingerprint], [title, synthetic, fingerprint]);
  assert.equal(loaded.batches.length, 1);
  assert.ok(Buffer.from(loaded.batches[0].data.buffer).equals(Buffer.from(wanted.images.data.buffer)));
});

test("photographs come in the order of their names as text; other sizes and too few are refused", async () => {
  await writePhotographs([
    { name: "9", height: 12, width: 20 },
    { name: "10", height: 20, width: 12 },
    { name: "100", height: 12, width: 20 },
  ]);
  const photographs = {
    ...photographsV1,
    images: 3,
    shapes: [
      [1, 20, 12, 3],
      [1, 12, 20, 3],
      [1, 12, 20, 3],
    ],
  } as const;
  const { batches, title, synthetic, fingerprint } = await loadBenchmarkImages(photographs);
  assert.deepEqual(
    batches.map(({ shape }) => shape),
    photographs.shapes,
  );
  assert.deepEqual([title, synthetic], ["BSDS500", false]);
  const two = { ...photographs, images: 2, shapes: photographs.shapes.slice(0, 2) };
  assert.notEqual((await loadBenchmarkImages(two)).fingerprint, fingerprint);
  await assert.rejects(
    loadBenchmarkImages({ ...photographs, shapes: [...photographs.shapes].reverse() }),
    /^Error: Expected the images of photographs-v1 in the sizes that it states, but received \[20,12,3\] in place of \[12,20,3\] as number 1\. Name the unchanged data set\.$/,
  );
  await assert.rejects(
    loadBenchmarkImages(photographsV1),
    /^Error: Expected at least 200 photographs images\/test\/\*\.jpg in .*, but received 3\. Check the path\.$/,
  );
});
