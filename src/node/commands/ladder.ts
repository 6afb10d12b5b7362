// npm run ladder: climbs the repair ladder with several seeds. Every finished seed is kept in runs/local/repair-ladder/;
// --update also records it, with its two figures.
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { ladderMaskSets, repairLadder, type LadderRecord } from "../../studies/repairLadder";
import { ladderChart } from "../../studies/repairLadderChart";
import { startEngine, type Engine } from "../engine/startEngine";
import { copyFigures, writeFigure } from "../figures/writeFigure";
import { loadDataset } from "../files/loadDataset";
import { progressLine } from "../files/progressLine";
import { climbLadder } from "../ladder/climbLadder";
import { ladderFiles, ladderId, readLadder, writeLadder } from "../ladder/record";
import { ladderImages, ladderSizes, measureHarmonic } from "../ladder/trainRung";
import { watchInterrupt } from "../notebook/interrupt";
import { figuresFolder, localRunsFolder, projectRoot, recordedRunsFolder } from "../paths";
import { checkRecordable } from "../store/recordable";
import { replaceRun } from "../store/replaceRun";
import { describeEnvironment } from "../store/runRecord";
import { typedCommand } from "./typed";

/** What `npm run ladder` takes. */
export interface LadderOptions {
  /** Seeds 1 to this; default 3. */
  readonly seeds?: number;
  readonly resume?: boolean;
  readonly update?: boolean;
}

/** The whole command; resolves to the exit code: 130 where it was interrupted. */
export async function ladder(options: LadderOptions): Promise<number> {
  try {
    const dataset = await loadDataset(), engine = await startEngine({ purpose: "training" });
    checkUpdate(options, dataset, engine);
    const folder = join(localRunsFolder, dataset.synthetic ? `${ladderId}-synthetic` : ladderId);
    mkdirSync(folder, { recursive: true });
    const record = await climbSeeds(options, dataset, engine, folder);
    if (record === null) return 130;
    await draw(options, record, folder);
    if (options.update) {
      replaceRun(folder, join(recordedRunsFolder, ladderId), ladderFiles);
      await copyFigures(join(folder, "figures"), figuresFolder);
    }
    console.log(summary(record, folder));
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

/** Throws where --update would record another ladder than that of CIFAR-10 on the native engine, with three seeds or more. */
export function checkUpdate(
  { update, seeds = 3 }: LadderOptions, dataset: Pick<Dataset, "synthetic" | "title">, engine: Pick<Engine, "native">,
): void {
  if (update && seeds < 3) {
    throw new Error(`Expected at least 3 seeds for --update, but received ${seeds}. Leave --seeds out, or leave --update out.`);
  }
  checkRecordable(update, dataset, engine);
}

/** All seeds, those of an earlier call with --resume included; null where it was interrupted. */
async function climbSeeds(
  options: LadderOptions, dataset: Dataset, engine: Engine, folder: string,
): Promise<LadderRecord | null> {
  const { seeds = 3 } = options, images = ladderImages(dataset), interrupt = watchInterrupt(), line = progressLine();
  const [trained] = images.train.shape, [measured] = images.test.shape, environment = describeEnvironment(engine);
  const basis = { dataset: dataset.title, synthetic: dataset.synthetic, samples: trained * ladderSizes.epochs, images: measured };
  const earlier = options.resume ? usable(readLadder(folder), basis) : null;
  let record: LadderRecord = earlier ?? { ...basis, harmonic: await measureHarmonic(images.test), rows: [] };
  console.log(`The repair ladder, ${basis.dataset}: ${repairLadder.length} rungs, ${seeds} ${seeds === 1 ? "seed" : "seeds"}, ` +
    `${basis.samples.toLocaleString("en")} samples each.`);
  try {
    for (let seed = 1; seed <= seeds; seed++) {
      if (record.rows.some((row) => row.seed === seed)) continue;
      const rows = await climbLadder(repairLadder, images, {
        seed, shouldStop: () => interrupt.requested,
        onStep: (rung, { epoch, epochs, step, steps, loss }) =>
          line.show(`seed ${seed}  ${rung}: epoch ${epoch}/${epochs}  step ${step}/${steps}  loss ${loss.toFixed(5)}`),
        onRow: ({ rung, scores, seconds }) => {
          line.show(`seed ${seed}  ${rung}: ${scoreText(scores)}${seconds > 0 ? `, ${seconds.toFixed(0)} s` : ""}`);
          line.end();
        },
      });
      if (rows.length < repairLadder.length) {
        line.end();
        console.error(`Interrupted; ${seed - 1} finished ${seed === 2 ? "seed is" : "seeds are"} kept. ` +
          `To go on: ${typedCommand("ladder", { ...options, resume: true })}`);
        return null;
      }
      record = { ...record, rows: [...record.rows, ...rows] };
      await writeLadder(folder, record, environment);
    }
    return record;
  } finally {
    line.end();
    interrupt.dispose();
  }
}

/** An earlier record, if it was made from the same images. */
function usable(
  record: LadderRecord | null, { dataset, samples, images }: Omit<LadderRecord, "harmonic" | "rows">,
): LadderRecord | null {
  return record?.dataset === dataset && record.samples === samples && record.images === images ? record : null;
}

async function draw(options: LadderOptions, record: LadderRecord, folder: string): Promise<void> {
  const origin = { command: typedCommand("ladder", { update: options.update }), run: null, dataset: record.dataset, seed: 1 };
  for (const set of ladderMaskSets) {
    await writeFigure(join(folder, "figures"), `repair-ladder-${set.name}`, ladderChart(record, set), origin);
  }
}

function scoreText(scores: LadderRecord["harmonic"]): string {
  return ladderMaskSets.map(({ name, title }) => `${title} ${scores[name].holePsnrDb.toFixed(2)} dB`).join(", ");
}

function summary({ rows, harmonic }: LadderRecord, folder: string): string {
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  return `Harmonic: ${scoreText(harmonic)}. ${rows.length} rows, ${(seconds / 60).toFixed(1)} minutes of training. ` +
    `Rows and figures: ${relative(projectRoot, folder)}`;
}

if (require.main === module) {
  void ladder(JSON.parse(process.argv[2] ?? "{}") as LadderOptions).then((code) => process.exit(code));
}
