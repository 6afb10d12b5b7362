// Small drawings that several tests share; the figures among them are also the snapshot figures.
import { falseColours } from "../../src/figures/falseColours";
import { makeFigure, type Figure, type VectorPicture } from "../../src/figures/figure";
import { imageGrid, type PixelGrid } from "../../src/figures/imageGrid";
import type { LayerRow } from "../../src/figures/layerTable";
import { lossCurve } from "../../src/figures/lossCurve";
import { operationChart } from "../../src/figures/operationChart";
import { stepDiagram, type StepGraph } from "../../src/figures/stepDiagram";
import { stepTimeChart } from "../../src/figures/stepTimeChart";
import { imageBatch, type ImageBatch } from "../../src/images/batch";

const epochs = Array.from({ length: 20 }, (_, i) => i + 1);

export function sampleLoss(synthetic = false): Figure {
  return lossCurve({
    runs: [{ name: "this run", epochs: [1, 2, 3], loss: [0.63, 0.6, 0.59], valLoss: [0.61, 0.585, 0.577] }],
    references: [{ name: "recorded run", epochs, valLoss: epochs.map((epoch) => 0.56 + 0.05 / epoch) }],
    floor: { name: "floor", value: 0.547 },
    guesses: [{ name: "your guess", value: 0.58 }],
    synthetic,
  });
}

export function sampleBars(): Figure {
  const x = ["mean", "harmonic", "network"];
  return makeFigure({
    title: "Error by region",
    alt: "Stacked bars.",
    data: [
      { type: "bar", name: "hole", x, y: [3, 2, 1] },
      { type: "bar", name: "known region", x, y: [0, 0, 2] },
    ],
    layout: { barmode: "stack", xaxis: { title: { text: "method" } }, yaxis: { title: { text: "error" } } },
  });
}

export function sampleHeatMap(): Figure {
  const z = Array.from({ length: 8 }, (_, y) => Array.from({ length: 8 }, (_, x) => x * y));
  return makeFigure({
    title: "Where masks fall",
    alt: "A heat map.",
    data: [{ type: "heatmap", z, colorbar: { title: "times" } as never }],
    layout: { width: 420, height: 380, yaxis: { autorange: "reversed" } },
  });
}

export function sampleLogAxis(): Figure {
  return makeFigure({
    title: "Quality by size",
    alt: "Points over a logarithmic axis.",
    data: [
      { type: "scatter", mode: "markers", name: "a", x: [1e3, 1e4, 1e6], y: [1, 10, 25] },
      {
        type: "scatter",
        mode: "lines",
        name: "b",
        x: [1e3, 1e4, 1e5, 1e6],
        y: [2, null, 4, 8],
        line: { dash: "dash" },
      },
    ],
    layout: {
      xaxis: { type: "log", range: [2.8, 6.2], title: { text: "parameters" } },
      yaxis: { tickformat: ".1f", range: [0, 30] },
      annotations: [{ text: "a point", x: 4, y: 10, showarrow: false, yanchor: "bottom" }],
    },
  });
}

/** Two 2×2 images in colour. */
export function sampleImages(): ImageBatch {
  return imageBatch(
    Uint8Array.from({ length: 24 }, (_, i) => i * 11),
    [2, 2, 2, 3],
  );
}

export function sampleMask(): ImageBatch {
  return imageBatch(Uint8Array.of(1, 0, 1, 1, 1, 1, 0, 1), [2, 2, 2, 1]);
}

export function sampleGrid(synthetic = false): PixelGrid {
  const images = sampleImages();
  const fromGrey = Array.from(images.data, (value) => Math.abs(value / 255 - 0.5));
  const errors = Float32Array.from(
    { length: 8 },
    (_, p) => (fromGrey[3 * p] + fromGrey[3 * p + 1] + fromGrey[3 * p + 2]) / 3,
  );
  return imageGrid({
    title: "Two images",
    alt: "Two images, their masks and an error.",
    scale: 24,
    synthetic,
    columnLabels: ["one", "two"],
    rows: [
      { label: "original", images, captions: ["cat", "<ship> & co"] },
      { label: "mask", images: sampleMask() },
      { label: "error", images: falseColours(imageBatch(errors, [2, 2, 2, 1]), 0.5) },
    ],
    scaleBar: { label: "error", low: 0, high: 0.5 },
  });
}

/** The report's autoencoder, as layerTable gives it. */
export const sampleLayers: readonly LayerRow[] = (
  [
    ["InputLayer", [32, 32, 3], 0],
    ["Conv2D", [32, 32, 32], 896],
    ["MaxPooling2D", [16, 16, 32], 0],
    ["Conv2D", [16, 16, 16], 4624],
    ["MaxPooling2D", [8, 8, 16], 0],
    ["Conv2D", [8, 8, 16], 2320],
    ["UpSampling2D", [16, 16, 16], 0],
    ["Conv2D", [16, 16, 32], 4640],
    ["UpSampling2D", [32, 32, 32], 0],
    ["Conv2D", [32, 32, 3], 867],
  ] as const
).map(([kind, outputShape, parameters], i) => ({ layer: `layer${i}`, kind, outputShape, parameters }));

const costs = (conv: number, add: number, relu: number): { op: string; calls: number; milliseconds: number }[] =>
  [
    ["Conv2D", 2, conv],
    ["Add", 12, add],
    ["Relu", 2, relu],
    ["Mean", 1, 0.5],
  ].map(([op, calls, milliseconds]) => ({
    op: op as string,
    calls: calls as number,
    milliseconds: milliseconds as number,
  }));

/** Two profiles of 17 operations; the dearest two kinds have bars of their own. */
export function sampleOperations(synthetic = false): Figure {
  return operationChart({
    profiles: {
      "batch 128": { rows: costs(40, 6, 3.5), milliseconds: 60.5 },
      "batch 1": { rows: costs(1.5, 2, 0.5), milliseconds: 7.5 },
    },
    most: 2,
    synthetic,
  });
}

export function sampleStepTimes(synthetic = false): Figure {
  const rows = [
    [128, 120, 40],
    [1, 20, 4],
    [32, 48, 16],
  ].map(([batch, eagerMilliseconds, tracedMilliseconds]) => ({ batch, eagerMilliseconds, tracedMilliseconds }));
  return stepTimeChart({ rows, guesses: [{ name: "your guess", value: 2 }], synthetic });
}

/** Two layers with a skip connection past the second to the loss; both parameters are updated alike. */
export const sampleStep: StepGraph = {
  boxes: [
    { phase: "forward", row: "first", title: "first", operations: ["Conv2D", "Add", "Relu"] },
    { phase: "forward", row: "second", title: "second", operations: ["Conv2D"] },
    { phase: "forward", row: "loss", title: "loss", operations: ["Add", "Mean"] },
    { phase: "backward", row: "loss", title: "loss", operations: ["Mul"] },
    {
      phase: "backward",
      row: "second",
      title: "second",
      operations: ["Conv2DBackpropInput", "Conv2DBackpropFilter", "Reshape", "Sum", "Reshape"],
    },
    { phase: "backward", row: "first", title: "first", operations: ["Add", "ReluGrad"] },
    { phase: "optimiser", row: "first", title: "first/kernel", operations: ["Mul", "Sub"] },
    { phase: "optimiser", row: "second", title: "second/<kernel>", operations: ["Mul", "Sub"] },
    { phase: "optimiser", row: "second", title: "second/bias", operations: ["Sub"] },
  ],
  arrows: [
    [0, 1],
    [1, 2],
    [0, 2],
    [2, 3],
    [3, 4],
    [4, 5],
    [3, 5],
    [0, 4],
    [1, 4],
    [5, 6],
    [4, 7],
    [4, 8],
  ].map(([from, to]) => ({ from, to })),
};

export function sampleStepDiagram(synthetic = false): VectorPicture {
  return stepDiagram(sampleStep, { title: "Two layers & a skip", synthetic });
}
