// What a finished run is worth: its network, the mean colour and the harmonic fill on the run's own validation images and
// masks, measured inside the hole and outside it, written to metrics.json.
import { join } from "node:path";
import * as v from "valibot";
import { fillHarmonic } from "../../classical/harmonic";
import { fillMean } from "../../classical/mean";
import type { Dataset } from "../../datasets/dataset";
import { experimentImages } from "../../experiments/images";
import type { RunConfig } from "../../experiments/plan";
import { toFloat, type ImageBatch } from "../../images/batch";
import { composite } from "../../images/holes";
import { validationMasks } from "../../masks/plan";
import { entropyFloor } from "../../metrics/crossentropy";
import { fillFiguresSchema, measureFill, type FillFigures } from "../../metrics/measureFill";
import { networkInputs } from "../../training/networkInput";
import { fillWithModel } from "../engine/predict";
import { loadModel } from "../store/modelFiles";
import { readJson, writeJson } from "../store/runRecord";
import { readLog } from "../store/runTables";

export interface RunMetrics {
  readonly images: number;
  readonly epochs: number;
  readonly valLossEpoch20: number | null;
  readonly lowestValLoss: number;
  readonly lowestValLossEpoch: number;
  readonly entropyFloor: number;
  readonly network: FillFigures;
  /** The same output with the known pixels put back. */
  readonly networkComposited: FillFigures;
  readonly harmonic: FillFigures;
  readonly mean: FillFigures;
}

const runMetricsSchema: v.GenericSchema<RunMetrics> = v.looseObject({
  images: v.number(),
  epochs: v.number(),
  valLossEpoch20: v.nullable(v.number()),
  lowestValLoss: v.number(),
  lowestValLossEpoch: v.number(),
  entropyFloor: v.number(),
  network: fillFiguresSchema,
  networkComposited: fillFiguresSchema,
  harmonic: fillFiguresSchema,
  mean: fillFiguresSchema,
});

/** The metrics of the run in `folder`. Throws as readJson does. */
export function readRunMetrics(folder: string): RunMetrics {
  return readJson(join(folder, "metrics.json"), runMetricsSchema);
}

export interface ValidationSet {
  readonly images: ImageBatch;
  readonly knownMask: ImageBatch;
}

/** The images and masks that a run was validated on; as many as there are where the data set is a smaller one. */
export function validationSetOf(config: RunConfig, dataset: Dataset): ValidationSet {
  const { images } = experimentImages(config, dataset).validation;
  return { images, knownMask: validationMasks(config.validationMasks, images.shape, config.seed) };
}

/** Measures the run in `folder` and writes its metrics.json. */
export async function evaluateRun(folder: string, config: RunConfig, dataset: Dataset): Promise<RunMetrics> {
  const { images, knownMask } = validationSetOf(config, dataset);
  const log = readLog(folder);
  const model = await loadModel(join(folder, "model"));
  const filled = fillWithModel(model, images, knownMask, { prepareInput: networkInputs[config.input] });
  model.dispose();
  const lowest = log.reduce((best, row) => (row.valLoss < best.valLoss ? row : best));
  const metrics: RunMetrics = {
    images: images.shape[0],
    epochs: log.length,
    valLossEpoch20: log.find(({ epoch }) => epoch === 20)?.valLoss ?? null,
    lowestValLoss: lowest.valLoss,
    lowestValLossEpoch: lowest.epoch,
    entropyFloor: entropyFloor(images),
    network: measureFill(images, filled, knownMask),
    networkComposited: measureFill(images, composite(images, filled, knownMask), knownMask),
    harmonic: measureFill(images, fillHarmonic(toFloat(images), knownMask), knownMask),
    mean: measureFill(images, fillMean(toFloat(images), knownMask), knownMask),
  };
  await writeJson(join(folder, "metrics.json"), metrics);
  return metrics;
}
