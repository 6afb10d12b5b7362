// Made-up measurements of the size of the real ones, for the figures of the report's audit chapter and their snapshots.
import type { ClassValues } from "../../src/studies/classes";
import type { EdgeDistanceValues } from "../../src/studies/edgeDistance";
import type { PositionValues } from "../../src/studies/positions";
import type { Interval } from "../../src/studies/records";
import type { SideValues } from "../../src/studies/sides";
import { classChart } from "../../src/studies/classesChart";
import { edgeDistanceChart } from "../../src/studies/edgeDistanceChart";
import type { Figure, VectorPicture } from "../../src/figures/figure";
import { holeSidesChart } from "../../src/studies/sidesChart";
import type { PixelGrid } from "../../src/figures/imageGrid";
import { lossDistanceChart, type LossDistanceOptions } from "../../src/figures/lossDistanceChart";
import { lossPartsPanels } from "../../src/studies/lossPartsPanels";
import { paintTestGrid } from "../../src/studies/paintGrid";
import { positionMap } from "../../src/studies/positionsMap";
import { rankedFillsGrid } from "../../src/studies/rankedFillsGrid";
import { fillHarmonic } from "../../src/classical/harmonic";
import { fillMean } from "../../src/classical/mean";
import { drawSquareMasks } from "../../src/masks/square";
import { imageBatch, type FloatImageBatch, type ImageBatch } from "../../src/images/batch";
import { paintHoles } from "../../src/images/holes";
import { randomStream } from "../../src/random";

export const interval = (value: number, half = 0.07): Interval => ({
  value,
  low: value - half,
  high: value + half,
  level: 0.95,
});
const count = (length: number): number[] => Array.from({ length }, (_, i) => i);

export const lossParts = {
  network: { floor: 0.5474, knownExcess: 0.0098, holeExcess: 0.0027 },
  "network, composited": { floor: 0.5474, knownExcess: 0, holeExcess: 0.0027 },
  harmonic: { floor: 0.5474, knownExcess: 0, holeExcess: 0.0025 },
  "flat colour": { floor: 0.5474, knownExcess: 0, holeExcess: 0.007 },
};

const epochs = count(40).map((i) => i + 1);
const run = (name: string, first: number, last: number): LossDistanceOptions["runs"][number] => ({
  name,
  epochs,
  valLoss: epochs.map(
    (epoch) => 0.5474 + last + (first - last) / epoch ** 1.2 + 0.0003 * Math.sin(epoch * (first * 90)),
  ),
});
export const lossDistance: LossDistanceOptions = {
  floor: 0.5474,
  runs: [
    run("fixed masks, seed 1", 0.0274, 0.0121),
    run("fixed masks, seed 2", 0.0251, 0.0119),
    run("fresh masks, seed 1", 0.0291, 0.0124),
    run("the authors' log", 0.0135, 0.0116),
    {
      name: "the authors' cold start",
      epochs: [1, 5, 10, 20],
      valLoss: [0.5751, 0.5647, 0.5623, 0.5606],
      pointsOnly: true,
    },
  ],
  untrained: [
    { name: "flat colour", value: 0.5544 },
    { name: "harmonic", value: 0.5499 },
  ],
};

const map = (inside: number, outside: number): number[][] =>
  count(25).map((row) =>
    count(25).map(
      (column) =>
        (row === 24 || column === 24 ? outside : inside) + Math.abs(row - 12) * 0.06 + Math.abs(column - 12) * 0.03,
    ),
  );
export const positions: PositionValues = {
  side: 8,
  images: 1000,
  network: map(16.9, 13.1),
  harmonic: map(17.2, 17.6),
  inside: { network: interval(17.62), harmonic: interval(17.97) },
  outside: { network: interval(13.4), harmonic: interval(18.31) },
};

export const sides: SideValues = {
  sides: count(20).map((i) => i + 1),
  network: count(20).map((i) => {
    const far = Math.abs(i - 7);
    return interval(far === 0 ? 17.6 : 12.4 - 0.06 * far ** 1.5 + (far === 1 ? 2.5 : 0), 0.12);
  }),
  harmonic: count(20).map((i) => interval(14.1 + 15 * Math.exp(-i / 5.2), 0.1)),
};

const classNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"];
const perClass = [20.3, 15.8, 19.1, 17.9, 19.4, 17.6, 18.2, 17.1, 18.8, 15.9];
export const classes: ClassValues = {
  classNames,
  texture: perClass.map((value) => 0.1 / value),
  methods: {
    network: perClass.map((value) => interval(value, 0.22)),
    authors: perClass.map((value, i) => interval(value - 0.1 - 0.02 * i, 0.22)),
    harmonic: perClass.map((value, i) => interval(value + 0.45 - 0.07 * i, 0.25)),
  },
};

const distances = (known: readonly number[], hole: readonly number[]): EdgeDistanceValues["network"] => ({
  known: known.map((mse, i) => ({ distance: i + 1, mse })),
  hole: hole.map((mse, i) => ({ distance: i + 1, mse })),
});
const none = count(24).map(() => 0);
export const edgeDistances: EdgeDistanceValues = {
  network: distances(
    none.map((_, i) => 0.0031 + 0.0016 / (i + 1)),
    [0.0112, 0.0182, 0.0221, 0.0239],
  ),
  composited: distances(none, [0.0112, 0.0182, 0.0221, 0.0239]),
  harmonic: distances(none, [0.0081, 0.0165, 0.0224, 0.0251]),
  undamaged: { known: [], hole: [] },
  fullImagePsnrDb: { network: interval(23.2), composited: interval(29.6), harmonic: interval(29.9) },
};

/** Coloured waves of 32×32 pixels, each picture coarser than the one before, with one hole of 8×8. */
export function samplePictures(pictures: number): { images: FloatImageBatch; knownMask: ImageBatch } {
  const images = imageBatch(
    Float32Array.from({ length: pictures * 3072 }, (_, k) => {
      const channel = k % 3;
      const x = Math.floor(k / 3) % 32;
      const y = Math.floor(k / 96) % 32;
      const picture = Math.floor(k / 3072);
      return (
        0.5 + 0.4 * Math.sin((x + 0.7 * y + 5 * channel) / (2 + picture)) * Math.cos((y - 0.3 * x) / (3 + channel))
      );
    }),
    [pictures, 32, 32, 3],
  );
  return { images, knownMask: drawSquareMasks(images.shape, randomStream(1, "sample")) };
}

export function samplePaintTest(): PixelGrid {
  const { images, knownMask } = samplePictures(8);
  const paints = (
    [
      ["black", 0, 17.6],
      ["dark grey", 0.25, 15.2],
      ["grey", 0.5, 12.3],
      ["white", 1, 8.4],
    ] as const
  ).map(([name, value, pooledHolePsnrDb]) => ({
    name,
    value,
    pooledHolePsnrDb,
    filled: blend(fillHarmonic(images, knownMask), paintHoles(images, knownMask, value), value),
  }));
  return paintTestGrid(images, knownMask, paints);
}

function blend(first: FloatImageBatch, second: FloatImageBatch, share: number): FloatImageBatch {
  return imageBatch(
    first.data.map((value, k) => (1 - share) * value + share * second.data[k]),
    first.shape,
  );
}

export function sampleRankedFills(): PixelGrid {
  const { images, knownMask } = samplePictures(9);
  return rankedFillsGrid(
    images,
    knownMask,
    [
      { label: "network", filled: fillMean(images, knownMask) },
      { label: "harmonic", filled: fillHarmonic(images, knownMask) },
    ],
    { ranks: [1, 2, 3, 4999, 5000, 5001, 9998, 9999, 10000], of: 10_000 },
  );
}

export const auditSamples: Record<string, () => Figure | VectorPicture | PixelGrid> = {
  "loss-distance": () => lossDistanceChart(lossDistance),
  "loss-parts-panels": () => lossPartsPanels({ parts: lossParts }),
  "position-map": () => positionMap(positions),
  "hole-sides": () => holeSidesChart(sides),
  classes: () => classChart(classes),
  "edge-distance": () => edgeDistanceChart(edgeDistances),
  "paint-test": samplePaintTest,
  "ranked-fills": sampleRankedFills,
};
