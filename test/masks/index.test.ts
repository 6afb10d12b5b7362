// What every family in the table keeps, whatever it draws.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { imageBatch, type BatchShape, type ImageBatch } from "../../src/images/batch";
import { checkKnownMask } from "../../src/images/holes";
import { maskFamilies, maskFamilyNamed, sampleMaskFamilies } from "../../src/masks";
import { packMasks } from "../../src/masks/packMasks";
import { holeFraction } from "../../src/metrics/holeFraction";
import { randomStream } from "../../src/random";

const sizes = [
  [16, 16],
  [32, 32],
  [13, 13],
  [33, 47],
  [64, 20],
  [15, 96],
] as const;
/** Families that take no smaller images than this; the smaller ones are refused with a sentence, as the test below sees. */
const smallestSide: { readonly [name: string]: number } = { rectangles4to19: 19 };

/** One mask per image, of 0 and 1, uint8, each with a hole and a known pixel. */
function checkMasks(knownMask: ImageBatch, shape: BatchShape): void {
  assert.ok(knownMask.data instanceof Uint8Array);
  checkKnownMask(imageBatch(new Uint8Array(shape[0] * shape[1] * shape[2] * shape[3]), shape), knownMask);
  for (const fraction of holeFraction(knownMask)) assert.ok(fraction > 0 && fraction < 1, `hole fraction ${fraction}`);
}

for (const [
  name,
  {
    draw,
    holeFraction: [lowest, highest],
    fixed = false,
  },
] of Object.entries(maskFamilies)) {
  test(`${name}: shape, values, seed, at several sizes`, () => {
    for (const [height, width] of sizes) {
      if (Math.min(height, width) < (smallestSide[name] ?? 1)) {
        const wanted = /Expected .+ for \d+×\d+ images, but received/;
        assert.throws(() => draw([1, height, width, 3], randomStream(1, "test")), wanted);
        continue;
      }
      const shape = [20, height, width, 3] as const;
      const masks = draw(shape, randomStream(1, "test"));
      checkMasks(masks, shape);
      assert.deepEqual(draw(shape, randomStream(1, "test")), masks);
      if (fixed) {
        assert.deepEqual(draw(shape, randomStream(2, "test")), masks);
        const [first, size] = [masks.data.subarray(0, height * width), height * width];
        for (let i = 1; i < 20; i++) assert.deepEqual(masks.data.subarray(i * size, (i + 1) * size), first);
      } else {
        assert.notDeepEqual(draw(shape, randomStream(2, "test")), masks);
        assert.notDeepEqual(masks.data.slice(0, height * width), masks.data.slice(height * width, 2 * height * width));
      }
    }
  });

  test(`${name}: the hole fraction at 32×32 is in the stated range, and the range is not idle`, () => {
    const fractions = holeFraction(draw([3000, 32, 32, 3], randomStream(1, "test"))).sort();
    assert.ok(fractions[0] >= lowest && fractions[2999] <= highest, `${fractions[0]} to ${fractions[2999]}`);
    if (fixed || lowest === highest) assert.equal(fractions[0], fractions[2999]);
    else assert.ok(fractions[2999] - fractions[0] > 0.3 * (highest - lowest));
  });

  test(`${name}: a small image gets a mask with both kinds of pixels, or a sentence with the way out`, () => {
    for (let height = 1; height <= 9; height++) {
      for (let width = 1; width <= 9; width++) {
        const shape = [3, height, width, 1] as const;
        let masks: ImageBatch;
        try {
          masks = draw(shape, randomStream(1, "small"));
        } catch (error) {
          assert.match((error as Error).message, /^Expected .+, but received .+\. [A-Z].+\.$/);
          continue;
        }
        checkMasks(masks, shape);
      }
    }
  });
}

test("the names that records and benchmarks use are there, and no title stands twice", () => {
  for (const name of [
    "square8",
    "square8FullRange",
    "centre16",
    "rectangle28x14",
    "pixels50",
    "pixels60",
    "articleLines",
    "threeTechniques",
    "everySecondRow",
    "superResolution2",
    "rectangles4to12",
    "rectangles4to19",
    "pixels30to75",
  ]) {
    assert.ok(Object.hasOwn(maskFamilies, name), name);
  }
  const titles = Object.values(maskFamilies).map(({ title }) => title);
  assert.equal(new Set(titles).size, titles.length);
});

// The key of a cache finds the code behind a name by the file that exports the function.
test("every family draws by a function of its own, exported by a file of this room", () => {
  const draws = Object.values(maskFamilies).map(({ draw }) => draw);
  assert.equal(new Set(draws).size, draws.length);
  const folder = join(__dirname, "../../src/masks");
  const files = readdirSync(folder).filter((file) => file !== "index.ts");
  const exported = files.flatMap((file) => Object.values(require(join(folder, file)) as object) as unknown[]);
  for (const [name, { draw }] of Object.entries(maskFamilies)) assert.ok(exported.includes(draw), name);
});

test("a name that is no family's is refused with those that are", () => {
  assert.equal(maskFamilyNamed("blob"), maskFamilies.blob);
  assert.throws(
    () => maskFamilyNamed("centreSquare"),
    /Expected a mask family among square8, .+, blob.*, but received "centreSquare"\. Use one of these names, or add a line to src/,
  );
  assert.throws(() => maskFamilyNamed("toString"), /but received "toString"/);
});

test("a sample has every family, fixed ones once, and follows the seed", () => {
  const sample = sampleMaskFamilies([4, 32, 32, 3], 1);
  const counts = Object.values(maskFamilies).map(({ title, fixed }) => [title, fixed ? 1 : 4]);
  assert.deepEqual(
    sample.map(({ title, knownMask }) => [title, knownMask.shape[0]]),
    counts,
  );
  assert.deepEqual(sampleMaskFamilies([4, 32, 32, 3], 1), sample);
  assert.notDeepEqual(sampleMaskFamilies([4, 32, 32, 3], 2), sample);
  const [blob] = sampleMaskFamilies([4, 32, 32, 3], 1, ["blob"]);
  assert.deepEqual(
    blob,
    sample.find(({ title }) => title === maskFamilies.blob.title),
  );
});

// SHA-256, shortened, of 100 packed masks. Left out are free-form strokes and blobs, whose sines another engine may round
// otherwise. A change here makes published mask sets irreproducible.
const firstMasks: { [name: string]: string } = {
  square8: "91ecc593c236",
  square8FullRange: "8a16774a7477",
  rectangles4to12: "15c63f530a47",
  rectangles4to19: "d57c3a231f8e",
  articleSquare: "66b05adcd05c",
  articleLines: "d279db90bf5c",
  centre16: "573b2cbd568a",
  rectangle28x14: "a596a111b3d3",
  overlappingBlocks: "2db5f1de52df",
  pixels50: "dfccb8e3f815",
  pixels60: "508190030920",
  pixels80: "ce0596f939a4",
  pixels30to75: "2bcfbe556ca2",
  everySecondRow: "e53c9c25c594",
  superResolution2: "147b424d49df",
  outpainting: "2ef6e300034b",
  lostBlocks: "8e9831a44f23",
  threeTechniques: "271682e1e29f",
  randomWalk: "1cd608d92dec",
  linesCirclesEllipses: "f4f4a18158f9",
  overlappingRectangles: "8c3b5e4ec842",
  text: "37821b9f58f3",
  scratches: "694600a1e23b",
};

test("masks are those of earlier versions, bit for bit", () => {
  for (const [name, wanted] of Object.entries(firstMasks)) {
    const { draw, streamName = name } = maskFamilies[name];
    const bytes = packMasks(draw([100, 32, 32, 3], randomStream(1, streamName)));
    assert.equal(createHash("sha256").update(bytes).digest("hex").slice(0, 12), wanted, name);
  }
});

// The same of 40 masks of each of three sizes, after one another; a new family gets its line.
const masksOfThreeSizes: { readonly [name: string]: string } = {
  square8: "1b110c0504e2",
  square8FullRange: "bf50219a01ac",
  rectangles4to12: "565e21d569ec",
  rectangles4to19: "87a5d9554dd7",
  articleSquare: "6fc82fce0905",
  articleLines: "66cd6f3566d7",
  centre16: "4eece969bf01",
  rectangle28x14: "e073c10b6e71",
  overlappingBlocks: "5505979deeb6",
  pixels50: "5b1d0d082543",
  pixels60: "afd9dd0b4124",
  pixels80: "971d847c0355",
  pixels30to75: "654e78a6e934",
  everySecondRow: "9c8f13cff9ee",
  superResolution2: "6fe04a725460",
  half: "f4cefd37a579",
  outpainting: "c89dfdf4d98a",
  lostBlocks: "7faff0568d75",
  threeTechniques: "2b2970b06925",
  randomWalk: "f0a195ff5dd8",
  linesCirclesEllipses: "150c7425cac8",
  overlappingRectangles: "3bc9537b4c6e",
  freeForm: "c894076a1079",
  blob: "6f0cb84597a3",
  text: "6158935cb66b",
  scratches: "524e05872259",
};

test("masks of other sizes are those of earlier versions too, for every family", () => {
  assert.deepEqual(Object.keys(masksOfThreeSizes), Object.keys(maskFamilies));
  for (const [name, { draw }] of Object.entries(maskFamilies)) {
    const hash = createHash("sha256");
    for (const [height, width] of [
      [32, 32],
      [33, 47],
      [64, 20],
    ])
      hash.update(packMasks(draw([40, height, width, 3], randomStream(3, name))));
    assert.equal(hash.digest("hex").slice(0, 12), masksOfThreeSizes[name], name);
  }
});
