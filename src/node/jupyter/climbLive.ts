// The repair ladder climbed in a notebook: one seed, with a progress bar while a rung is trained and the waterfall after it,
// beside the recorded seeds. The stop button ends the climb; the rungs above then stay without a diamond.
import { join } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { climb, repairLadder, type Rung } from "../../experiments/repairLadder";
import { fillHarmonic } from "../../classical/harmonic";
import { ladderMaskSets, measureLadder, type LadderRecord, type LadderRow } from "../../studies/repairLadder";
import type { Figure } from "../../figures/figure";
import { ladderChart } from "../../studies/repairLadderChart";
import { toFloat, type FloatImageBatch, type ImageBatch } from "../../images/batch";
import { paintHoles } from "../../images/holes";
import { startEngine } from "../engine/startEngine";
import { climbLadder, ladderImages, ladderSizes, type LadderSizes } from "../experiments/climbLadder";
import { ladderCommand, ladderId, readLadder } from "../studies/ladderRecord";
import { recordedRunsFolder } from "../paths";
import { noteCircumstance } from "./circumstances";
import { livePlot } from "./display";
import { watchInterrupt } from "./interrupt";
import { quickly } from "./lesson";

export interface ClimbLiveOptions {
  /** Default 4: the recorded seeds are 1 to 3. */
  readonly seed?: number;
  /** Default: ladderSizes, or a few images where the notebook is only tried out (LAB_QUICK) or no native engine runs. */
  readonly sizes?: LadderSizes;
  /** Dashed lines: what the reader guessed. */
  readonly guesses?: readonly { readonly name: string; readonly value: number }[];
  /** A few images that every rung fills, for a grid. */
  readonly watch?: { readonly images: ImageBatch; readonly knownMask: ImageBatch };
}

export interface ClimbedLadder {
  /** One per rung, fewer where the climb was stopped. */
  readonly rows: readonly LadderRow[];
  /** What each rung made of the watched images; empty where none were given. */
  readonly fills: readonly { readonly label: string; readonly filled: FloatImageBatch }[];
}

/** The recorded ladder. Throws a sentence where it is missing or damaged. */
export function loadLadder(folder: string = join(recordedRunsFolder, ladderId)): LadderRecord {
  const record = readLadder(folder);
  if (record === null) throw new Error(`Expected a recorded ladder, but there is none. To climb it: ${ladderCommand}.`);
  return record;
}

/** The sizes that are used here, and whether they are too small to be compared with the record. */
export function liveLadderSizes(native: boolean): LadderSizes & { readonly small: boolean } {
  const small = !native || quickly;
  noteCircumstance("climb sizes", small ? "the climb is a small one" : null);
  if (!small) return { ...ladderSizes, small };
  return {
    ...(native ? { trainImages: 512, epochs: 1, testImages: 100 } : { trainImages: 32, epochs: 1, testImages: 16 }),
    small,
  };
}

/**
 * Trains and measures every rung; the waterfall of mixed holes below the cell grows: diamonds beside the recorded seeds, or bars
 * of their own where the record does not fit (other data, other rungs, a small try). The stop button ends it.
 */
export async function climbLive(
  dataset: Dataset,
  ladder: readonly Rung[] = repairLadder,
  { seed = 4, sizes, guesses = [], watch }: ClimbLiveOptions = {},
): Promise<ClimbedLadder> {
  const engine = await startEngine({ purpose: "training" });
  const used = sizes ?? liveLadderSizes(engine.native);
  const images = ladderImages(dataset, used);
  const rungs = ladder.map(({ name }) => name);
  const rows: LadderRow[] = [];
  const fills: { label: string; filled: FloatImageBatch }[] = [];
  const [trained] = images.train.shape;
  const [measured] = images.test.shape;
  const own = {
    command: ladderCommand,
    dataset: dataset.title,
    synthetic: dataset.synthetic,
    samples: trained * used.epochs,
    images: measured,
    harmonic: await measureLadder(images.test, fillHarmonic),
  };
  const [, mixture] = ladderMaskSets;
  const recorded = comparable(own, ladder);
  const interrupt = watchInterrupt({ passOn: false });
  const draw = (progress: string): Figure => {
    const title = `Repairs one by one, mixed holes: ${progress}`;
    return recorded === null
      ? ladderChart({ ...own, rows }, mixture, { rungs, guesses, title })
      : ladderChart(recorded, mixture, { rungs, guesses, title, beside: rows });
  };
  const plot = livePlot(draw("starting"), { pause: 1_000 });
  try {
    await climbLadder(ladder, dataset, {
      seed,
      sizes: used,
      shouldStop: () => interrupt.requested,
      onStep: (rung, { epoch, epochs, step, steps }) =>
        plot.update(
          draw(`rung ${rungs.indexOf(rung) + 1} of ${rungs.length}, ${percent(epoch - 1 + step / steps, epochs)}`),
        ),
      onRow: async (row, { fill }) => {
        rows.push(row);
        if (watch === undefined) return;
        const given = paintHoles(watch.images, watch.knownMask);
        fills.push({ label: row.rung, filled: toFloat(await fill(given, watch.knownMask)) });
      },
    });
    noteCircumstance("climb", rows.length < rungs.length ? "the climb was stopped" : null);
    return { rows, fills };
  } finally {
    plot.update(draw(`${rows.length} of ${rungs.length} rungs`));
    plot.done();
    interrupt.dispose();
  }
}

/** The recorded ladder, where it was made from the same images with the same rungs below one another. */
function comparable(
  { dataset, samples, images }: Omit<LadderRecord, "rows">,
  ladder: readonly Rung[],
): LadderRecord | null {
  const record = readLadder(join(recordedRunsFolder, ladderId));
  const settings = climb(ladder);
  const fits = record !== null && record.dataset === dataset && record.samples === samples && record.images === images;
  const same = ({ name }: Rung, i: number): boolean =>
    record?.rows.some(
      ({ rung, repairs }) => rung === name && JSON.stringify(repairs) === JSON.stringify(settings[i]),
    ) === true;
  return fits && ladder.every(same) ? record : null;
}

function percent(done: number, all: number): string {
  return `${Math.floor((100 * done) / all)} %`;
}
