// What runs in the benchmark's workers. Importing it starts nothing anywhere else: only its type is imported.
import { worker } from "workerpool";
import { measureMethod, type MeasuredMethod } from "../../metrics/measureMethod";
import type { ImageBatch } from "../../images/batch";
import { measureImages, type ImageErrors } from "../../metrics/imageErrors";
import { fillByName } from "../workers/fillByName";

export interface MeasureFunctions {
  /** Fills by a classical method and measures at once. */
  fillAndMeasure(method: string, groundTruth: ImageBatch, knownMask: ImageBatch): Promise<MeasuredMethod>;
  /** Measures what was filled elsewhere. */
  measure(groundTruth: ImageBatch, filled: ImageBatch, knownMask: ImageBatch): ImageErrors;
}

const functions: MeasureFunctions = {
  fillAndMeasure: (method, groundTruth, knownMask) =>
    measureMethod((images, known) => fillByName(method, images, known), groundTruth, knownMask),
  measure: measureImages,
};

worker({ ...functions });
