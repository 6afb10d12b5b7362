// What a command shows of a training: a line that changes with every step, and one that stays for every epoch.
import type { RunConfig } from "../../experiments/plan";
import type { StepReport } from "../../training/trainModel";
import { progressLine } from "../files/progressLine";
import type { RunLogRow, TimingRow } from "../store/runTables";

export interface TrainingProgress {
  readonly onStep: (report: StepReport) => void;
  readonly onMeasure: (part: string) => void;
  readonly onEpoch: (row: RunLogRow, timing: TimingRow) => void;
  /** Leaves the last text standing. */
  readonly end: () => void;
}

type Planned = Pick<RunConfig, "epochs" | "trainImages"> & Partial<Pick<RunConfig, "origin">>;

/** Shows the training of a run, on stderr, from now on. Its own epochs count, not those of the run that it starts from. */
export function trainingProgress({ epochs, trainImages, origin }: Planned): TrainingProgress {
  const line = progressLine();
  const before = origin?.epochs ?? 0;
  let last = performance.now();
  return {
    onStep: ({ epoch, step, steps, loss, images }) => {
      const spent = (performance.now() - last) / 1000;
      const rate = images / spent;
      const left = ((epochs - epoch) * trainImages + trainImages - images) / rate;
      line.show(
        `epoch ${epoch}/${epochs}  step ${step}/${steps}  loss ${loss.toFixed(4)}  ${rate.toFixed(0)} images/s  ` +
          `${clock(left)} left`,
      );
    },
    onMeasure: (part) => line.show(`measuring: ${part}`),
    onEpoch: ({ epoch, samples, loss, valLoss, measured }, { imagesPerSecond }) => {
      last = performance.now();
      const values = Object.entries(measured ?? {}).map(
        ([name, value]) => `${name} ${value.toFixed(value < 1 ? 4 : 2)}`,
      );
      line.show(
        `epoch ${epoch - before}/${epochs}  ` +
          `${samples === undefined ? "" : `${samples.toLocaleString("en")} samples  `}` +
          `loss ${loss.toFixed(4)}  validation ${valLoss.toFixed(4)}  ${imagesPerSecond.toFixed(0)} images/s` +
          `${values.length === 0 ? "" : `\n  measured: ${values.join("  ")}`}`,
      );
      line.end();
    },
    end: () => line.end(),
  };
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
