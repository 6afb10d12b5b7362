// What a command shows of a training: a line that changes with every step, and one that stays for every epoch.
import type { LogRow } from "../../training/state";
import type { StepReport } from "../../training/trainModel";
import { progressLine } from "../files/progressLine";
import type { RunConfig, TimingRow } from "../store/runRecord";

export interface TrainingProgress {
  readonly onStep: (report: StepReport) => void;
  readonly onEpoch: (row: LogRow, timing: TimingRow) => void;
  /** Leaves the last text standing. */
  readonly end: () => void;
}

/** Shows the training of a run, on stderr, from now on. */
export function trainingProgress(config: Pick<RunConfig, "epochs" | "trainImages">): TrainingProgress {
  const line = progressLine();
  let last = performance.now();
  return {
    onStep: ({ epoch, epochs, step, steps, loss, images }) => {
      const spent = (performance.now() - last) / 1000, rate = images / spent;
      const left = ((epochs - epoch) * config.trainImages + config.trainImages - images) / rate;
      line.show(`epoch ${epoch}/${epochs}  step ${step}/${steps}  loss ${loss.toFixed(4)}  ${rate.toFixed(0)} images/s  ` +
        `${clock(left)} left`);
    },
    onEpoch: (row, timing) => {
      last = performance.now();
      line.show(`epoch ${row.epoch}/${config.epochs}  loss ${row.loss.toFixed(4)}  validation ${row.valLoss.toFixed(4)}  ` +
        `${timing.imagesPerSecond.toFixed(0)} images/s`);
      line.end();
    },
    end: () => line.end(),
  };
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
