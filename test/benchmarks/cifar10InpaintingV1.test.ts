import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseMaskSets, drawBenchmarkMasks, sha256Of } from "../../src/benchmarks/benchmarkMasks";
import { benchmarkMaskSets } from "../../src/benchmarks/cifar10InpaintingV1";
import { imageBatch } from "../../src/images/batch";
import { maskFamilies } from "../../src/masks";
import { packMasks } from "../../src/masks/packMasks";

test("every set is the published one, bit for bit, with a mask per test image", async () => {
  for (const set of benchmarkMaskSets) {
    const { shape, data } = await drawBenchmarkMasks(set);
    assert.deepEqual(shape, [10_000, 32, 32, 1], set.name);
    assert.equal(data.length, 10_240_000);
  }
});

test("every set has the name of the family that it is drawn from", () => {
  for (const { name, family, draw } of benchmarkMaskSets) {
    assert.equal(name, family);
    assert.equal(draw, maskFamilies[family].draw, name);
  }
});

test("the fixed sets are as they are defined", async () => {
  const holeAt: { [name: string]: (row: number, column: number) => boolean } = {
    centre16: (row, column) => row >= 8 && row < 24 && column >= 8 && column < 24,
    rectangle28x14: (row, column) => row >= 2 && row <= 29 && column >= 16 && column <= 29,
    everySecondRow: (row) => row % 2 === 1,
    superResolution2: (row, column) => row % 2 === 1 || column % 2 === 1,
  };
  for (const [name, hole] of Object.entries(holeAt)) {
    const { data } = await drawBenchmarkMasks(chooseMaskSets([name])[0]);
    for (const image of [0, 9_999]) {
      for (let p = 0; p < 1024; p++) assert.equal(data[image * 1024 + p], hole(p >> 5, p & 31) ? 0 : 1, `${name} ${p}`);
    }
  }
});

test("masks that are not the published ones are refused by name", async () => {
  const other = { ...benchmarkMaskSets[2], seed: 2, draw: benchmarkMaskSets[0].draw };
  await assert.rejects(
    drawBenchmarkMasks(other),
    /Expected the masks "centre16" of cifar10-inpainting-v1 to have SHA-256 7e37c9c8.* received/,
  );
});

test("the hash is that of the packed bits", async () => {
  // printf '\xa0' | sha256sum
  const mask = imageBatch(Uint8Array.of(1, 0, 1, 0), [1, 2, 2, 1]);
  assert.equal(await sha256Of(packMasks(mask)), "c19a797fa1fd590cd2e5b42d1cf5f246e29b91684e2f87404b81dc345c7a56a0");
});

test("sets are chosen by name, in the benchmark's order", () => {
  assert.deepEqual(
    chooseMaskSets(["pixels50", "square8"]).map(({ name }) => name),
    ["square8", "pixels50"],
  );
  assert.equal(chooseMaskSets().length, 10);
  assert.throws(
    () => chooseMaskSets(["square"]),
    /Expected --masks to name some of square8, .*superResolution2, but received "square"/,
  );
});
