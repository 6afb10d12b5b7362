// What runs in the workers of fillInWorkers. Others import its type only: to run this file is to be a worker.
import { worker } from "workerpool";
import type { FillOptions } from "../../classical/fillEach";
import type { ImageBatch } from "../../images/batch";
import { fillByName } from "./fillByName";
import { tellShares } from "./tellShares";

export type FillFunctions = { readonly fill: typeof fillByName; readonly fillAndTell: typeof fillAndTell };

/** As fillByName; the caller hears what share of the work is done, where the method tells. */
function fillAndTell(method: string, image: ImageBatch, knownMask: ImageBatch, options?: FillOptions): ImageBatch {
  return fillByName(method, image, knownMask, { ...options, onProgress: tellShares() });
}

const functions: FillFunctions = { fill: fillByName, fillAndTell };
worker(functions);
