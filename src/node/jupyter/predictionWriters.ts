// Where the prediction logger's pictures and numbers go on this machine: into the running notebook cell, into one PNG file per
// epoch, and into TensorBoard's event files, through tfjs-node's writer for the numbers and past it for the pictures.
import { join } from "node:path";
import { predictionGrid, type PredictionGridOptions } from "../../figures/predictionGrid";
import type { PredictionWriter } from "../../training/predictionLog";
import { loadTfjsNode } from "../engine/registerTensorflow";
import { startEngine } from "../engine/startEngine";
import { gridToSvg, svgToPng } from "../figures/encode";
import { writeFileSafely } from "../files/safeWrite";
import { writeImageSummary } from "./imageSummary";
import { liveGrid } from "./liveGrid";

/** One grid in the cell that made the writer, redrawn after each epoch. */
export function showPredictions(options: PredictionGridOptions = {}): PredictionWriter {
  const draw = liveGrid();
  return (predictions) => draw(predictionGrid(predictions, options));
}

/** epoch-001.png, epoch-002.png, … in `folder`, which is made where it is missing; a file of that name is replaced. */
export function predictionFiles(folder: string, options: PredictionGridOptions = {}): PredictionWriter {
  return async (predictions) => {
    const name = `epoch-${String(predictions.row.epoch).padStart(3, "0")}.png`;
    await writeFileSafely(join(folder, name), svgToPng(gridToSvg(predictionGrid(predictions, options))));
  };
}

/**
 * Loss, validation loss, hole PSNR and the grid of predictions by epoch for TensorBoard, in an events file in `folder`: look
 * at it with `tensorboard --samples_per_plugin images=100 --logdir FOLDER`, since TensorBoard shows ten pictures otherwise. The four
 * kinds of images are one picture under one tag: each tag has a slider of its own for the step. Starts the native engine, at the first epoch and not before. Throws where there is
 * none.
 */
export function tensorboardEvents(folder: string, options: PredictionGridOptions = {}): PredictionWriter {
  return async (predictions) => {
    const { row, holePsnrDb } = predictions;
    const { native, note } = await startEngine({ purpose: "training", quiet: true });
    if (!native) {
      throw new Error(
        `Expected the native engine, which writes TensorBoard's files, but received none (${note}). ` +
          `Leave tensorboardEvents out, or run npm run setup.`,
      );
    }
    const writer = loadTfjsNode().node.summaryFileWriter(folder);
    writer.scalar("loss/training", row.loss, row.epoch);
    writer.scalar("loss/validation", row.valLoss, row.epoch);
    writer.scalar("hole PSNR in dB", holePsnrDb, row.epoch);
    writeImageSummary(writer, "predictions", svgToPng(gridToSvg(predictionGrid(predictions, options))), row.epoch);
    writer.flush();
  };
}
