// The whole ladder with one seed, rung after rung. A rung that only composites takes the network of the rung below.
import type * as tf from "@tensorflow/tfjs";
import { climb, sameTraining, type LadderRow, type Repairs, type Rung } from "../../studies/repairLadder";
import type { FloatImageBatch, ImageBatch } from "../../images";
import type { StepReport } from "../../training/trainModel";
import { fillRepaired, measureRung, trainRung, type LadderImages } from "./trainRung";

/** Images [N,32,32,3] and their knownMask to what the network of a rung makes of them. */
export type LadderFill = (images: ImageBatch, knownMask: ImageBatch) => FloatImageBatch;

export interface ClimbOptions {
  readonly seed: number;
  readonly epochs?: number;
  /** While a rung is trained. */
  readonly onStep?: (rung: string, report: StepReport) => void;
  /** After a rung, with what fills holes as it does; the network is gone after the call. */
  readonly onRow?: (row: LadderRow, fill: LadderFill) => void | Promise<void>;
  readonly shouldStop?: () => boolean;
}

/** One row per rung, from the first up; fewer where it was stopped. Throws where a rung cannot be trained. */
export async function climbLadder(ladder: readonly Rung[], images: LadderImages, options: ClimbOptions): Promise<LadderRow[]> {
  const { seed, epochs, onStep, onRow, shouldStop } = options, settings = climb(ladder), rows: LadderRow[] = [];
  let below: { readonly model: tf.LayersModel; readonly repairs: Repairs } | null = null;
  try {
    for (const [i, { name }] of ladder.entries()) {
      const repairs: Repairs = settings[i], started = performance.now();
      let seconds = 0;
      if (below === null || !sameTraining(below.repairs, repairs)) {
        below?.model.dispose();
        below = null;
        const { model, finished } = await trainRung(repairs, images,
          { seed, epochs, shouldStop, onStep: (report) => onStep?.(name, report) });
        below = { model, repairs };
        if (!finished) break;
        seconds = (performance.now() - started) / 1000;
      }
      const { model } = below, parameters = model.countParams();
      const fill: LadderFill = (truth, knownMask) => fillRepaired(model, repairs, truth, knownMask);
      const scores = await measureRung(images.test, fill);
      const row = { rung: name, repairs, seed, parameters, seconds, scores };
      rows.push(row);
      await onRow?.(row, fill);
    }
  } finally {
    below?.model.dispose();
  }
  return rows;
}
