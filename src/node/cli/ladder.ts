// npm run measure -- repair-ladder: climbs the repair ladder with several seeds. Each rung is a run of its own experiment in
// runs/local/, trained once and continued after an interruption; --record also records the ladder, with its two figures.
import { mkdirSync } from "node:fs";
import { join, relative } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import { fillHarmonic } from "../../classical/harmonic";
import type { Dataset } from "../../datasets/dataset";
import type { RunConfig } from "../../experiments/plan";
import { repairLadder } from "../../experiments/repairLadder";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { ladderMaskSets, measureLadder, type LadderRecord } from "../../studies/repairLadder";
import { ladderChart } from "../../studies/repairLadderChart";
import { startEngine, type Engine } from "../engine/startEngine";
import { climbLadder, ladderImages, ladderSizes, type TrainedRung } from "../experiments/climbLadder";
import { ensureTrained, TrainingInterrupted } from "../experiments/ensureTrained";
import { copyFigures, writeFigure } from "../figures/writeFigure";
import { loadDataset } from "../files/loadDataset";
import { watchInterrupt, type Interrupt } from "../jupyter/interrupt";
import { figuresFolder, localRunsFolder, projectRoot, recordedRunsFolder } from "../paths";
import { loadModel } from "../store/modelFiles";
import { checkRecordable } from "../store/promote";
import { replaceRun } from "../store/replaceRun";
import { withRunLock } from "../store/runLock";
import { describeEnvironment } from "../store/runRecord";
import { readTiming } from "../store/runTables";
import { ladderCommand, ladderFiles, ladderId, writeLadder } from "../studies/ladderRecord";
import { checkNativeEngine } from "./nativeEngine";
import { typedCommand } from "./typed";

/** What the ladder takes. */
export interface LadderOptions {
  /** Seeds 1 to this; default 3. */
  readonly seeds?: number;
  readonly resume?: boolean;
  readonly record?: boolean;
}

/** The whole command; resolves to the exit code: 130 where it was interrupted. */
export async function ladder(options: LadderOptions): Promise<number> {
  try {
    const dataset = await loadDataset();
    const engine = await startEngine({ purpose: "training" });
    checkNativeEngine(engine, "the ladder takes days", `runs/recorded/${ladderId}/`);
    if (options.record) checkLadderRecord(options, dataset, engine);
    const folder = join(localRunsFolder, dataset.synthetic ? `${ladderId}-synthetic` : ladderId);
    await withRunLock(folder, () => climbInto(folder, options, dataset, engine), {
      otherwise: "two ladders use the same rungs",
    });
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    if (!(error instanceof TrainingInterrupted || error instanceof MeasurementStopped)) return 1;
    console.error(
      `Finished rungs are saved. To go on: ${typedCommand("measure", { ...options, resume: true }, ladderId)}`,
    );
    return 130;
  }
}

async function climbInto(folder: string, options: LadderOptions, dataset: Dataset, engine: Engine): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const record = await climbSeeds(options, dataset, engine);
  await writeLadder(folder, record, describeEnvironment(engine));
  await draw(record, folder);
  if (options.record) {
    replaceRun(folder, join(recordedRunsFolder, ladderId), ladderFiles);
    await copyFigures(join(folder, "figures"), figuresFolder);
  }
  console.log(summary(record, folder));
}

/** Throws where --record would record another ladder than that of CIFAR-10 on the native engine, with three seeds or more. */
export function checkLadderRecord(
  { seeds = 3 }: LadderOptions,
  { synthetic, title }: Pick<Dataset, "synthetic" | "title">,
  engine: Pick<Engine, "native">,
): void {
  if (seeds < 3) {
    throw new Error(
      `Expected at least 3 seeds for --record, but received ${seeds}. Leave --seeds out, or leave --record out.`,
    );
  }
  checkRecordable({ synthetic, dataset: title }, engine);
}

/** All seeds. Throws TrainingInterrupted or MeasurementStopped where it was stopped. */
async function climbSeeds(options: LadderOptions, dataset: Dataset, engine: Engine): Promise<LadderRecord> {
  const interrupt = watchInterrupt();
  try {
    return await climbAll(options, dataset, engine, interrupt);
  } finally {
    interrupt.dispose();
  }
}

async function climbAll(
  options: LadderOptions,
  dataset: Dataset,
  engine: Engine,
  interrupt: Interrupt,
): Promise<LadderRecord> {
  const { seeds = 3 } = options;
  const { train, test } = ladderImages(dataset);
  const samples = train.shape[0] * ladderSizes.epochs;
  const harmonic = await measureLadder(test, fillHarmonic);
  const rows = [];
  console.log(
    `The repair ladder, ${dataset.title}: ${repairLadder.length} rungs, ${seeds} ${seeds === 1 ? "seed" : "seeds"}, ` +
      `${samples.toLocaleString("en")} samples each.`,
  );
  for (let seed = 1; seed <= seeds; seed++) {
    rows.push(
      ...(await climbLadder(repairLadder, dataset, {
        seed,
        train: (config) => trainRung(config, options, dataset, engine, interrupt),
        onRow: async ({ rung, scores, seconds }) => {
          console.log(`seed ${seed}  ${rung}: ${scoreText(scores)}${seconds > 0 ? `, ${seconds.toFixed(0)} s` : ""}`);
          // Lets a Ctrl-C of the measurement be heard.
          await new Promise(setImmediate);
          if (interrupt.requested) throw new MeasurementStopped(`Stopped after ${rung} of seed ${seed}.`);
        },
      })),
    );
  }
  const { title, synthetic } = dataset;
  return { command: ladderCommand, dataset: title, synthetic, samples, images: test.shape[0], harmonic, rows };
}

/** In a folder of its own. */
async function trainRung(
  config: RunConfig,
  { resume = false }: LadderOptions,
  dataset: Dataset,
  engine: Engine,
  interrupt: Interrupt,
): Promise<TrainedRung> {
  const folder = join(localRunsFolder, config.id);
  return withRunLock(folder, async () => {
    await ensureTrained({
      config,
      dataset,
      folder,
      resume,
      environment: describeEnvironment(engine),
      shouldStop: () => interrupt.requested,
    });
    const seconds = readTiming(folder).reduce((sum, row) => sum + row.seconds, 0);
    return { model: await loadModel(join(folder, "model")), finished: true, seconds };
  });
}

async function draw(record: LadderRecord, folder: string): Promise<void> {
  const origin = { command: record.command, run: null, dataset: record.dataset, seed: 1 };
  for (const set of ladderMaskSets) {
    await writeFigure(join(folder, "figures"), `repair-ladder-${set.name}`, ladderChart(record, set), origin);
  }
}

function scoreText(scores: LadderRecord["harmonic"]): string {
  return ladderMaskSets.map(({ name, title }) => `${title} ${scores[name].holePsnrDb.toFixed(2)} dB`).join(", ");
}

function summary({ rows, harmonic }: LadderRecord, folder: string): string {
  const seconds = rows.reduce((sum, row) => sum + row.seconds, 0);
  return (
    `Harmonic: ${scoreText(harmonic)}. ${rows.length} rows, ${(seconds / 60).toFixed(1)} minutes of training. ` +
    `Rows and figures: ${relative(projectRoot, folder)}`
  );
}
