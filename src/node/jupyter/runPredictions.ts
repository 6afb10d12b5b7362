// npm run train -- NAME --log-predictions: after each epoch of a run one picture and one step of TensorBoard, beside the run's
// record and no part of it. The images are the article's 32 (see loggedImages).
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import type { Dataset } from "../../datasets/dataset";
import { experimentImages } from "../../experiments/images";
import type { RunConfig } from "../../experiments/plan";
import { loggedImages } from "../../training/loggedImages";
import { networkInputs } from "../../training/networkInput";
import { logPredictions } from "../../training/predictionLog";
import type { TrainingCallbacks } from "../../training/trainingOptions";
import { predictionFiles, tensorboardEvents } from "./predictionWriters";

/**
 * Writes predictions/epoch-001.png, … and tensorboard/ into the run's folder; epochs are counted as in its log.csv. Of test images
 * where these validate the run, of held-out ones where those do, so that test images stay unseen; masks of the training's family.
 * Goes on where the run goes on.
 */
export function logRunPredictions(
  model: tf.LayersModel,
  config: RunConfig,
  dataset: Dataset,
  folder: string,
): TrainingCallbacks {
  const { test, heldOut } = experimentImages(config, dataset);
  const { images } = config.validation === "test" ? test : heldOut;
  const options = { synthetic: dataset.synthetic };
  const { callbacks } = logPredictions({
    model,
    ...loggedImages(images, { family: config.masks.family, seed: config.seed }),
    prepareInput: networkInputs[config.input],
    epochsBefore: config.origin?.epochs,
    writers: [
      predictionFiles(join(folder, "predictions"), options),
      tensorboardEvents(join(folder, "tensorboard"), options),
    ],
  });
  return callbacks;
}
