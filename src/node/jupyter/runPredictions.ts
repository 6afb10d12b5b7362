// npm run train -- NAME --log-predictions: after each epoch of a run one picture and one step of TensorBoard, beside the run's
// record and no part of it. Of CIFAR-10 the images are the article's 32 (see loggedImages). Of photographs they are crops of eight that
// are held out, and a film of the first four is recorded with the run.
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import { isPhotographs, type ExperimentData } from "../../experiments/experimentData";
import { experimentImages } from "../../experiments/images";
import type { RunConfig } from "../../experiments/plan";
import { firstImages, type ImageBatch } from "../../images/batch";
import { loggedImages } from "../../training/loggedImages";
import { networkInputs } from "../../training/networkInput";
import { logPredictions } from "../../training/predictionLog";
import type { TrainingCallbacks } from "../../training/trainingOptions";
import { filmFolder } from "../store/promote";
import { predictionFiles, tensorboardEvents } from "./predictionWriters";
import { filmFiles } from "./runFilm";

/**
 * Writes predictions/epoch-001.png, … and tensorboard/ into the run's folder, of photographs film/ too; epochs are counted as in its
 * log.csv. Of test images where these validate the run, of held-out ones where those do, so that test images stay unseen; masks of
 * the training's family. Goes on where the run goes on.
 */
export function logRunPredictions(
  model: tf.LayersModel,
  config: RunConfig,
  data: ExperimentData,
  folder: string,
): TrainingCallbacks {
  const options = { synthetic: data.synthetic, ...(isPhotographs(data) && { scale: 1 }) };
  const { callbacks } = logPredictions({
    model,
    ...loggedImages(imagesOf(config, data), { family: config.masks.family, seed: config.seed }),
    prepareInput: networkInputs[config.input],
    epochsBefore: config.origin?.epochs,
    writers: [
      predictionFiles(join(folder, "predictions"), options),
      tensorboardEvents(join(folder, "tensorboard"), options),
      ...(isPhotographs(data) ? [filmFiles(join(folder, filmFolder))] : []),
    ],
  });
  return callbacks;
}

/** Of photographs the first crop of each of eight: held-out crops come round by round. */
function imagesOf(config: RunConfig, data: ExperimentData): ImageBatch {
  const { test, heldOut } = experimentImages(config, data);
  const { images } = config.validation === "test" ? test : heldOut;
  return isPhotographs(data) ? firstImages(images, 8) : images;
}
