import assert from "node:assert/strict";
import { test } from "node:test";
import { benchmarkNamed, benchmarks } from "../../src/benchmarks";
import type { Benchmark } from "../../src/benchmarks/benchmark";
import {
  chooseMaskSets,
  drawBenchmarkMasks,
  drawMaskBatches,
  packedBatches,
  sha256Of,
} from "../../src/benchmarks/benchmarkMasks";
import { benchmarkRow } from "../../src/benchmarks/benchmarkRow";
import { markdownTables, tableCells, terminalTable } from "../../src/benchmarks/benchmarkTable";
import { cifar10InpaintingV1 } from "../../src/benchmarks/cifar10InpaintingV1";
import { photographsV1 } from "../../src/benchmarks/photographsV1";
import { packMasks } from "../../src/masks/packMasks";
import { randomStream } from "../../src/random";
import { sampleErrors } from "./sampleRows";

test("benchmarks are found by name, each has its own; a wrong name prints the list", () => {
  assert.equal(benchmarkNamed("cifar10-inpainting-v1"), cifar10InpaintingV1);
  assert.equal(benchmarkNamed("photographs-v1"), photographsV1);
  assert.equal(new Set(benchmarks.map(({ name }) => name)).size, benchmarks.length);
  assert.throws(
    () => benchmarkNamed("cifar"),
    /Expected the name of a benchmark, but received "cifar"\. Use one of cifar10-inpainting-v1, photographs-v1\./,
  );
});

test("rows hold the errors of each image for a few hundred images, not for thousands", () => {
  for (const { name, images, paired = false } of benchmarks) assert.equal(paired, images <= 1000, name);
});

test("a benchmark's batches hold as many images as it says, of one number of channels", () => {
  for (const { name, images, shapes } of benchmarks) {
    assert.equal(
      shapes.reduce((sum, [count]) => sum + count, 0),
      images,
      name,
    );
    assert.deepEqual([...new Set(shapes.map(([, , , channels]) => channels))], [3], name);
  }
});

test("batches of several sizes are drawn from a stream each, and hashed one after another", async () => {
  const [square] = cifar10InpaintingV1.maskSets;
  const shapes = [
    [1, 9, 15, 3],
    [2, 16, 12, 3],
  ] as const;
  const drawn = shapes.map((shape, batch) => square.draw(shape, randomStream(1, `sizes-v1 ${square.name}`, batch)));
  const packed = packedBatches(drawn);
  assert.deepEqual(packed, Uint8Array.from(drawn.flatMap((masks) => [...packMasks(masks)])));
  const set = { ...square, sha256: await sha256Of(packed) };
  const sizes: Benchmark = { ...cifar10InpaintingV1, name: "sizes-v1", images: 3, shapes, maskSets: [set] };
  assert.deepEqual(await drawMaskBatches(set, sizes), drawn);
  await assert.rejects(drawBenchmarkMasks(set, sizes), /Expected batches of one size and type/);
});

test("another benchmark is a value: its own size, masks, stream, order and figures", async () => {
  const [square] = cifar10InpaintingV1.maskSets;
  const name = "small-v1";
  const drawn = square.draw([8, 16, 16, 3], randomStream(5, `${name} ${square.name}`));
  const set = { ...square, seed: 5, title: "squares", sha256: await sha256Of(packMasks(drawn)) };
  const small: Benchmark = {
    name,
    title: "Small",
    source: "cifar10 test",
    images: 8,
    shapes: [[8, 16, 16, 3]],
    maskSets: [set],
    metrics: ["pooledHoleL1", "pooledHolePsnrDb"],
  };
  assert.deepEqual(await drawBenchmarkMasks(set, small), drawn);
  await assert.rejects(
    drawBenchmarkMasks({ ...set, seed: 6 }, small),
    /Expected the masks "square8" of small-v1 to have/,
  );
  assert.deepEqual(chooseMaskSets([], small), [set]);
  assert.throws(
    () => chooseMaskSets(["centre16"], small),
    /Expected --masks to name some of square8, but received "centre16"/,
  );

  const method = { name: "mean", title: "Mean of the known", parameters: 0 };
  const row = benchmarkRow(sampleErrors("mean", 0), {
    benchmark: small,
    method,
    set,
    dataset: "waves",
    imagesPerSecond: 3,
  });
  assert.deepEqual([row.benchmark, Object.keys(row.figures)], [name, ["pooledHoleL1", "pooledHolePsnrDb"]]);
  assert.deepEqual(
    tableCells([row], () => "x", small),
    [
      ["", "squares"],
      ["Mean of the known", "x"],
    ],
  );
  assert.match(terminalTable([row], small), /^Mean absolute error in the hole\n/);
  assert.deepEqual(markdownTables([row], small).match(/^## .*$/gm)?.length, 4);
});
