import assert from "node:assert/strict";
import { test } from "node:test";
import { cifar10InpaintingV1 } from "../../../src/benchmarks/cifar10InpaintingV1";
import { photographsV1 } from "../../../src/benchmarks/photographsV1";
import { maskSheet } from "../../../src/figures/maskSheet";
import { maskFamilies, sampleMaskFamilies } from "../../../src/masks";
import { maskFigure } from "../../../src/node/benchmarks/maskFigure";

test("images of one size: all families, ten masks each", () => {
  const { name, grid } = maskFigure(cifar10InpaintingV1);
  assert.equal(name, "mask-families");
  assert.deepEqual(grid, maskSheet(sampleMaskFamilies([10, 32, 32, 3], 1)));
  assert.ok(Object.values(maskFamilies).every(({ title }) => grid.alt.includes(title)));
});

test("photographs: the benchmark's own sets, five masks each, a third as wide", () => {
  const few = { ...photographsV1, maskSets: photographsV1.maskSets.slice(0, 3) };
  const { name, grid } = maskFigure(few);
  assert.equal(name, "benchmark-photographs-v1-masks");
  assert.match(grid.title, /photographs-v1/);
  for (const { title } of few.maskSets)
    assert.ok(
      grid.texts.some(({ text }) => text.startsWith(title)),
      title,
    );
  assert.ok(grid.raster.width > 5 * 160 && grid.raster.width < 6 * 170, `${grid.raster.width}`);
  assert.ok(grid.raster.height > 3 * 107 && grid.raster.height < 3 * 140, `${grid.raster.height}`);
});
