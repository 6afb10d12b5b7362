// Drawing all eighteen sets takes a minute: six are drawn whole, as the hash asks, of the others the masks of four photographs.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { drawMaskBatches, chooseMaskSets } from "../../src/benchmarks/benchmarkMasks";
import { photographsV1 as benchmark } from "../../src/benchmarks/photographsV1";
import { packMasks } from "../../src/masks/packMasks";
import { maskFamilies } from "../../src/masks";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";

test("two hundred photographs, 134 of them wider than high", () => {
  assert.deepEqual([benchmark.images, benchmark.shapes.length], [200, 200]);
  assert.equal(benchmark.shapes.filter(([, height, width]) => height === 321 && width === 481).length, 134);
  assert.equal(benchmark.shapes.filter(([, height, width]) => height === 481 && width === 321).length, 66);
});

test("eighteen sets, each with a hash of its own; twelve by hole ratio", () => {
  assert.equal(benchmark.maskSets.length, 18);
  for (const unique of ["name", "title", "sha256"] as const)
    assert.equal(new Set(benchmark.maskSets.map((set) => set[unique])).size, 18, unique);
  assert.equal(benchmark.maskSets.filter(({ name }) => name.startsWith("holes")).length, 12);
  for (const { family } of benchmark.maskSets) assert.ok(Object.hasOwn(maskFamilies, family), family);
});

for (const name of ["text", "articleLines", "scratches", "lostBlocks", "holes1to10Clear", "holes1to10Touching"]) {
  test(`${name}: the set is the published one, a mask for each photograph in its size`, async () => {
    const batches = await drawMaskBatches(chooseMaskSets([name], benchmark)[0], benchmark);
    assert.deepEqual(
      batches.map(({ shape }) => shape),
      benchmark.shapes.map(([count, height, width]) => [count, height, width, 1]),
    );
  });
}

// SHA-256, shortened, of the packed masks of the first, the sixth (upright), the hundredth and the last photograph.
const fewMasks: { readonly [name: string]: string } = {
  text: "a5a4ff1bf6e7",
  articleLines: "dd0b4d2f534e",
  scratches: "53b4ca033b51",
  lostBlocks: "930c455fd582",
  pixels50: "5c98ef8f3c6d",
  pixels80: "ed5bc39ffd3f",
  holes1to10Clear: "748ac1cd2b38",
  holes1to10Touching: "da3a7a806ea6",
  holes10to20Clear: "95e1df40753d",
  holes10to20Touching: "ab43fdcc4850",
  holes20to30Clear: "538f689c1930",
  holes20to30Touching: "e196764cf9b9",
  holes30to40Clear: "f7cb4ba5f60a",
  holes30to40Touching: "6d0397c1be1d",
  holes40to50Clear: "89b6e66e5293",
  holes40to50Touching: "1cf3934196e9",
  holes50to60Clear: "11c73fc749b8",
  holes50to60Touching: "2bdb366ae312",
};

test("the masks of single photographs are those of earlier versions, and have the stated hole ratio", () => {
  const found = benchmark.maskSets.map(({ name, seed, draw }) => {
    const hash = createHash("sha256");
    for (const image of [0, 5, 99, 199]) {
      const mask = draw(benchmark.shapes[image], randomStream(seed, `${benchmark.name} ${name}`, image));
      hash.update(packMasks(mask));
      const [low, high] = (/^holes(\d+)to(\d+)/.exec(name)?.slice(1) ?? ["0", "100"]).map((text) => Number(text) / 100);
      const [share] = holeFraction(mask);
      assert.ok(share > low && share <= high, `${name}, ${image}: ${share}`);
    }
    return [name, hash.digest("hex").slice(0, 12)];
  });
  assert.deepEqual(Object.fromEntries(found), fewMasks);
});
