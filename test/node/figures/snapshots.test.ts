// The figures as pixels, against pictures in test/figures/snapshots.
import { test } from "node:test";
import { networkDiagram } from "../../../src/figures/networkDiagram";
import type { Drawing } from "../../../src/node/figures/encode";
import {
  sampleBars,
  sampleGrid,
  sampleHeatMap,
  sampleLayers,
  sampleLogAxis,
  sampleLoss,
  sampleOperations,
  sampleStepDiagram,
  sampleStepTimes,
} from "../../figures/samples";
import { assertLooksAsBefore } from "../../support/snapshot";

const drawings: Record<string, Drawing> = {
  loss: sampleLoss(true),
  bars: sampleBars(),
  "heat-map": sampleHeatMap(),
  "log-axis": sampleLogAxis(),
  grid: sampleGrid(true),
  network: networkDiagram(sampleLayers, { title: "The report's autoencoder" }),
  operations: sampleOperations(true),
  step: sampleStepDiagram(true),
  "step-times": sampleStepTimes(true),
};

for (const [name, drawing] of Object.entries(drawings))
  test(`${name} looks as it did`, () => assertLooksAsBefore(name, drawing));
