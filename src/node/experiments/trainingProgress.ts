// What a command shows of a training: a line that changes with every step, and one that stays for every epoch.
import type { RunConfig } from "../../experiments/plan";
import { collapseWarning } from "../../training/collapse";
import type { StepReport } from "../../training/trainModel";
import { logSeconds, progressLine } from "../files/progressLine";
import type { RunLogRow, TimingRow } from "../store/runTables";

export interface TrainingProgress {
  readonly onStep: (report: StepReport) => void;
  readonly onMeasure: (part: string) => void;
  readonly onEpoch: (row: RunLogRow, timing: TimingRow) => void;
  /** Leaves the last text standing. */
  readonly end: () => void;
}

type Planned = Pick<RunConfig, "epochs" | "trainImages"> & Partial<Pick<RunConfig, "origin" | "step">>;

/** Epochs in a row after which a discriminator that is always right or wrong is told of, where it learns in as many. */
const epochsToCollapse = 3;

/** An estimate from less than this says nothing. */
const leastSeconds = 1;

/**
 * Shows the training of a run, on stderr, from now on. Its own epochs count, not those of the run that it starts from; speed and
 * time left are those of the steps that are trained now, not of what a checkpoint brought along.
 */
export function trainingProgress({ epochs, trainImages, origin, step: settings }: Planned): TrainingProgress {
  const line = progressLine({ everySeconds: logSeconds });
  line.show("preparing the training");
  const before = origin?.epochs ?? 0;
  // The first epoch in which a discriminator learns from the first step on.
  const learnsFrom = Math.ceil((settings?.adversarial?.startShare ?? 0) * epochs) + 1;
  // Where counting began in this epoch. The first step of all also prepares the graph: counting begins after it.
  let from: { readonly at: number; readonly images: number } | null = null;
  const rows: RunLogRow[] = [];
  let warned = false;
  return {
    onStep: ({ epoch, step, steps, loss, images }) => {
      from ??= { at: performance.now(), images };
      const spent = (performance.now() - from.at) / 1000;
      const rate = (images - from.images) / spent;
      const left = ((epochs - epoch) * trainImages + trainImages - images) / rate;
      const estimate = spent < leastSeconds || rate === 0 ? "" : `  ${rate.toFixed(0)} images/s  ${clock(left)} left`;
      const now = step === steps ? "  validating" : estimate;
      line.show(`epoch ${epoch}/${epochs}  step ${step}/${steps}  loss ${loss.toFixed(4)}${now}`, step === steps);
    },
    onMeasure: (part) => line.show(`measuring: ${part}`, true),
    onEpoch: (row, { imagesPerSecond }) => {
      const { epoch, samples, loss, valLoss, measured } = row;
      if (from !== null) from = { at: performance.now(), images: 0 };
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
      if (epoch - before < learnsFrom) return;
      rows.push(row);
      const judged = Math.min(epochsToCollapse, epochs - learnsFrom + 1);
      const warning = warned ? null : collapseWarning(rows, { epochs: judged });
      if (warning === null) return;
      warned = true;
      line.show(warning);
      line.end();
    },
    end: () => line.end(),
  };
}

function clock(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds));
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}
