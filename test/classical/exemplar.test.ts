import assert from "node:assert/strict";
import { test } from "node:test";
import { fillExemplar } from "../../src/classical/exemplar";
import type { Canvas } from "../../src/classical/fillEach";
import { findAlike } from "../../src/classical/findAlike";
import { leastDataTerm, startFront } from "../../src/classical/fillFront";
import { eachPixel, patchWindow } from "../../src/classical/patchWindow";
import { imageBatch, type ImageBatch } from "../../src/images/batch";
import { placeRectangleMask } from "../../src/masks/rectangle";
import { randomStream, type Random } from "../../src/random";

type Region = (row: number, column: number) => boolean;

/** A uint8 picture of one grey value per pixel. */
const picture = (height: number, width: number, grey: (row: number, column: number) => number): ImageBatch =>
  imageBatch(
    Uint8Array.from({ length: height * width }, (_, p) => grey(Math.floor(p / width), p % width)),
    [1, height, width, 1],
  );

/** The picture with 77 in the hole, filled. */
function refill(truth: ImageBatch, knownMask: ImageBatch, options = {}): ArrayLike<number> {
  const data = truth.data.map((value, i) => (knownMask.data[i] === 1 ? value : 77));
  return fillExemplar({ ...truth, data }, knownMask, options).data;
}

const textures: { [name: string]: (row: number, column: number) => number } = {
  "vertical stripes": (_, column) => (column % 4 < 2 ? 20 : 220),
  "diagonal stripes": (row, column) => ((row + column) % 5 < 2 ? 20 : 220),
  checkerboard: (row, column) => ((row + column) % 2 === 0 ? 20 : 220),
  bricks: (row, column) => (row % 4 === 0 || (column + (row % 8 < 4 ? 0 : 3)) % 6 === 0 ? 220 : 20),
};
for (const [name, grey] of Object.entries(textures)) {
  test(`a hole in ${name} is restored exactly`, () => {
    const truth = picture(40, 40, grey);
    const hole = { top: 14, left: 13, height: 12, width: 11 };
    assert.deepEqual(refill(truth, placeRectangleMask(truth.shape, hole), { patchSize: 9 }), truth.data);
  });
}

test("a straight edge is continued across the hole", () => {
  const edges: Region[] = [(row) => row < 16, (_, column) => column < 15, (row, column) => column < row];
  for (const edge of edges) {
    const truth = picture(32, 32, (row, column) => (edge(row, column) ? 40 : 200));
    assert.deepEqual(
      refill(truth, placeRectangleMask(truth.shape, { top: 10, left: 11, height: 10, width: 10 })),
      truth.data,
    );
  }
});

test("priorities of a small case, worked out by hand", () => {
  // Rows 0 to 2 are known, black in columns 0 and 1, white in 2 to 4; rows 3 and 4 are the hole. Patches of 3×3 pixels.
  const values = Float32Array.from({ length: 25 }, (_, p) => (p < 15 && p % 5 > 1 ? 1 : 0));
  const known = Uint8Array.from({ length: 25 }, (_, p) => (p < 15 ? 1 : 0));
  const canvas: Canvas = { height: 5, width: 5, channels: 1, values, known, peak: 1, holePixels: 10 };
  const front = startFront(canvas, 1);
  const close = (p: number, wanted: number): void => {
    assert.ok(
      Math.abs((front.priorities.get(p) ?? NaN) - wanted) < 1e-7,
      `${p}: ${front.priorities.get(p)} for ${wanted}`,
    );
  };
  // A third of each patch is known; the edge of slope 1/2 runs straight into the front, except far from it, in column 4.
  assert.deepEqual([...front.priorities.keys()], [15, 16, 17, 18, 19]);
  for (const p of [15, 16, 17, 18]) close(p, 1 / 3 / 2);
  close(19, leastDataTerm / 3);
  assert.equal(front.next(), 15);
  // The patch around 15 is filled with black: its pixels take its confidence, 1/3.
  front.advance(15, [15, 16, 20, 21]);
  assert.deepEqual(
    [...front.priorities.keys()].sort((a, b) => a - b),
    [17, 18, 19, 22],
  );
  assert.ok([15, 16, 20, 21].every((p) => front.filled[p] === 1 && front.confidence[p] === Math.fround(1 / 3)));
  // At 17 the front now runs diagonally. Three pixels of confidence 1 and two of 1/3 lie in its patch.
  close(17, ((3 + 2 / 3) / 9) * (0.5 / Math.SQRT2));
  close(18, 1 / 3 / 2);
  // At 22 nothing runs into the hole; two pixels of 1/3 lie in a patch of six.
  close(22, (2 / 3 / 6) * leastDataTerm);
  assert.equal(front.next(), 18);
});

test("priorities that were kept equal those computed anew", () => {
  const random = randomStream(2, "front");
  const height = 14;
  const width = 17;
  const pixels = height * width;
  const radius = 2;
  const values = Float32Array.from({ length: pixels }, () => random.integer(0, 255));
  const known = Uint8Array.from({ length: pixels }, (_, p) => (Math.abs((p % width) - 8) < 5 && p > 3 * width ? 0 : 1));
  const canvas: Canvas = { height, width, channels: 1, values, known, peak: 255, holePixels: 99 };
  const front = startFront(canvas, radius);
  for (let centre = front.next(); centre !== undefined; centre = front.next()) {
    const patch = patchWindow(centre, radius, height, width);
    const hole: number[] = [];
    eachPixel(patch, width, (p) => {
      if (front.filled[p] === 0) hole.push(p);
    });
    for (const p of hole) values[p] = random.integer(0, 255);
    front.advance(centre, hole);
    const anew = startFront({ ...canvas, known: front.filled }, radius);
    assert.deepEqual([...front.priorities.keys()].sort(), [...anew.priorities.keys()].sort());
    for (const [p, priority] of front.priorities) {
      // Anew, every filled pixel has confidence 1, so the confidence terms differ by a known factor.
      let confidence = 0;
      let filled = 0;
      eachPixel(patchWindow(p, radius, height, width), width, (q) => {
        confidence += front.confidence[q];
        filled += front.filled[q];
      });
      assert.ok(Math.abs(priority * filled - (anew.priorities.get(p) ?? NaN) * confidence) < 1e-6);
    }
  }
});

test("of the places that fit equally well the nearest wins, then the first in reading order", () => {
  const field = { height: 9, width: 9, channels: 1, margin: 0, values: new Float32Array(81) };
  const find = (...places: number[]): number => {
    const allowed = (row: number, column: number): boolean => places.includes(row * 9 + column);
    return findAlike(field, 40, { offsets: Int32Array.of(-1, 1), radius: Infinity, allowed });
  };
  assert.equal(find(10, 41, 70), 41);
  assert.equal(find(31, 39, 41, 49), 31);
  assert.equal(find(39, 41, 49), 39);
  field.values[40] = field.values[42] = 0.1;
  assert.equal(find(31, 41, 70), 31, "a nearer place that fits worse does not win");
});

test("the search radius bounds where values come from, and grows where nothing is known", () => {
  // Noise; what surrounds the hole stands again 84 columns to the left, around the only pixel of 255.
  const random = randomStream(1, "noise");
  const noise = Uint8Array.from({ length: 9 * 120 }, () => random.integer(0, 200));
  const copied = (row: number, column: number): number => noise[row * 120 + (column > 90 ? column - 84 : column)];
  const truth = picture(9, 120, (row, column) => (row === 4 && column === 16 ? 255 : copied(row, column)));
  const knownMask = placeRectangleMask(truth.shape, { top: 4, left: 100, height: 1, width: 1 });
  const at = 4 * 120 + 100;
  assert.equal(refill(truth, knownMask, { patchSize: 3 })[at], 255);
  assert.notEqual(refill(truth, knownMask, { patchSize: 3, searchRadius: 20 })[at], 255);
  // Inside this hole nothing is known for many columns.
  const wide = picture(15, 60, () => 30);
  const farMask = placeRectangleMask(wide.shape, { top: 0, left: 20, height: 15, width: 40 });
  assert.deepEqual(refill(wide, farMask, { patchSize: 3, searchRadius: 1 }), wide.data);
});

test("scattered holes: each pixel takes the value of the known pixel whose surroundings are most alike", () => {
  // Every second row of vertical stripes: the harmonic fill is exact, so the copied values are as well.
  const truth = picture(16, 16, (_, column) => ((column * column) % 11) / 10);
  const rows = picture(16, 16, (row) => (row % 2 === 0 ? 1 : 0));
  assert.deepEqual(refill(truth, rows), truth.data);
});

test("no hole gives the input back, all hole is a clear error", () => {
  const image = picture(6, 6, (row, column) => row * column);
  const mask = placeRectangleMask(image.shape, { top: 0, left: 0, height: 6, width: 6 });
  assert.deepEqual(fillExemplar(image, imageBatch(new Uint8Array(36).fill(1), [1, 6, 6, 1])).data, image.data);
  assert.throws(
    () => fillExemplar(image, mask),
    /at least one known pixel per image, but image 0 of \[1,6,6,1\] is all hole/,
  );
});

test("options that make no sense are refused", () => {
  const image = picture(6, 6, () => 1);
  const mask = placeRectangleMask(image.shape, { top: 1, left: 1, height: 2, width: 2 });
  for (const patchSize of [0, 1, 4, 5.5, -3, NaN, Infinity]) {
    const message = new RegExp(`patchSize to be an odd whole number.*received ${patchSize}\\.`);
    assert.throws(() => fillExemplar(image, mask, { patchSize }), message);
  }
  for (const searchRadius of [0, -1, 2.5, NaN]) {
    const message = new RegExp(`searchRadius to be a whole number.*received ${searchRadius}\\.`);
    assert.throws(() => fillExemplar(image, mask, { searchRadius }), message);
  }
});

const maskKinds: { [name: string]: (height: number, width: number, random: Random) => Region } = {
  "independent pixels": (_height, _width, random) => () => random.uniform() < 0.5,
  "nearly everything": (_height, _width, random) => () => random.uniform() < 0.97,
  rectangle: (height, width, random) => {
    const top = random.integer(0, height - 1);
    const left = random.integer(0, width - 1);
    const bottom = random.integer(top, height - 1);
    return (row, column) => row >= top && row <= bottom && column >= left;
  },
  "every second row": () => (row) => row % 2 === 1,
  grid: () => (row, column) => row % 2 === 1 || column % 2 === 1,
  frame: (height, width) => (row, column) =>
    Math.min(row, column, height - 1 - row, width - 1 - column) < Math.min(height, width) / 4,
  "one pixel": (height, width, random) => {
    const hole = random.integer(0, height * width - 1);
    return (row, column) => row * width + column === hole;
  },
};

test("200 random inputs: no NaN, known pixels untouched bit for bit, filled ones copied from known ones, the same twice", () => {
  const random = randomStream(3, "exemplar");
  const kinds = Object.values(maskKinds);
  for (let trial = 0; trial < 200; trial++) {
    const height = trial < 4 ? 1 : random.integer(1, 20);
    const width = trial < 2 ? 1 : random.integer(1, 20);
    const pixels = height * width;
    const channels = random.integer(1, 4);
    const isHole = kinds[trial % kinds.length](height, width, random);
    const mask = Uint8Array.from({ length: pixels }, (_, p) => (isHole(Math.floor(p / width), p % width) ? 0 : 1));
    if (!mask.includes(1)) mask[random.integer(0, pixels - 1)] = 1;
    const level = (): number => (trial % 3 === 0 ? random.integer(0, 2) : random.integer(0, 255));
    const bytes = Uint8Array.from({ length: pixels * channels }, level);
    const data = trial % 2 === 0 ? bytes : Float32Array.from(bytes, (value) => value / 255);
    const image = imageBatch(data, [1, height, width, channels]);
    const knownMask = imageBatch(mask, [1, height, width, 1]);
    const options =
      trial % 5 === 0 ? { patchSize: 3 + 2 * random.integer(0, 3), searchRadius: random.integer(1, 6) } : {};
    const filled = fillExemplar(image, knownMask, options);
    const pixel = (from: Float32Array | Uint8Array, p: number): string =>
      from.subarray(p * channels, (p + 1) * channels).join();
    const known = new Set(
      Array.from(mask.keys())
        .filter((p) => mask[p] === 1)
        .map((p) => pixel(image.data, p)),
    );
    for (let p = 0; p < pixels; p++) {
      if (mask[p] === 1) assert.equal(pixel(filled.data, p), pixel(image.data, p));
      else
        assert.ok(
          known.has(pixel(filled.data, p)),
          `trial ${trial}, pixel ${p}: ${pixel(filled.data, p)} is no known value`,
        );
    }
    assert.equal(filled.data.constructor, data.constructor);
    assert.deepEqual(fillExemplar(image, knownMask, options).data, filled.data);
  }
});
