// npm run train -- residual-inpainter: trains the inpainter in parts of any length. Ctrl-C or --minutes end a part with a
// checkpoint, --resume goes on, --from-recorded trains the recorded network further. Everything goes to
// runs/local/residual-inpainter/; --update also records the finished run.
import { existsSync } from "node:fs";
import { join, relative } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { trainsInBfloat16 } from "../engine/processor";
import { startEngine, type Engine } from "../engine/startEngine";
import { loadDataset } from "../files/loadDataset";
import { progressLine } from "../files/progressLine";
import { watchInterrupt } from "../notebook/interrupt";
import { localRunsFolder, projectRoot, recordedRunsFolder } from "../paths";
import { hasUnfinishedRun } from "../store/checkpoint";
import type { InpainterLogRow } from "../experiments/inpainterLog";
import { inpainterId, planInpainter, type InpainterConfig } from "../experiments/inpainterPlan";
import { readOrigin, trainInpainter } from "../experiments/inpainterRun";
import { checkRecordable } from "../store/recordable";
import { replaceRun } from "../store/replaceRun";
import { describeEnvironment, readJson } from "../store/runRecord";
import { setEarlierAside } from "../store/setEarlierAside";

/** What `npm run train` takes. */
export interface TrainOptions {
  /** Ends this part after so many minutes. */
  readonly minutes?: number;
  readonly resume?: boolean;
  /** Starts from the recorded network instead of from drawn weights. */
  readonly fromRecorded?: boolean;
  readonly samples?: number;
  readonly bfloat16?: boolean;
  readonly update?: boolean;
}

const recordedInpainter = join(recordedRunsFolder, inpainterId);

/** The whole command; resolves to the exit code: 130 where the run is not at its end. */
export async function train(options: TrainOptions): Promise<number> {
  try {
    const dataset = await loadDataset(), engine = await startEngine({ purpose: "training" });
    const bfloat16 = trainsInBfloat16(options.bfloat16, engine);
    const from = options.fromRecorded ? readOrigin(recordedInpainter) : undefined;
    const planned = planInpainter({ ...options, bfloat16, from }, dataset), folder = join(localRunsFolder, planned.id);
    checkUpdate(options, planned, engine);
    const config = options.resume ? configToResume(folder, options, planned) : planned;
    if (!options.resume) setEarlierAside(folder, hasUnfinishedRun(folder));
    if (isFinished(folder) && options.resume) console.log("The run is finished.");
    else if (!(await trainPart(options, folder, config, dataset, engine))) return 130;
    if (options.update) {
      console.log(`Recorded in ${relative(projectRoot, record(folder, config.id))}. Next: npm run evaluate -- --update`);
    }
    return 0;
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

/** Throws where --update would record another run than that of the whole of CIFAR-10 on the native engine. */
export function checkUpdate(
  { update }: TrainOptions, { synthetic, dataset }: InpainterConfig, engine: Pick<Engine, "native">,
): void {
  checkRecordable(update, { synthetic, title: dataset }, engine);
}

/** The settings of the run in `folder`. Throws where there is none, or where the options or the data are others. */
export function configToResume(folder: string, { samples, bfloat16 }: TrainOptions, planned: InpainterConfig): InpainterConfig {
  if (!hasUnfinishedRun(folder) && !isFinished(folder)) {
    throw new Error(`Expected a run to continue in ${relative(projectRoot, folder)}, but there is none. Leave --resume out.`);
  }
  const config = readJson<InpainterConfig>(join(folder, "config.json"));
  const other = (samples !== undefined && config.samples !== planned.samples ? `--samples ${samples}` : null) ??
    (bfloat16 && config.convolutions !== planned.convolutions ? "--bfloat16" : null) ??
    (config.datasetSha256 !== planned.datasetSha256 ? planned.dataset : null);
  if (other === null) return config;
  throw new Error(`Expected to continue a run of ${config.samples} samples of ${config.dataset} with convolutions in ` +
    `${config.convolutions}, but received ${other}. Leave that out, or leave out --resume to start anew.`);
}

function isFinished(folder: string): boolean {
  return existsSync(join(folder, "model", "model.json")) && !hasUnfinishedRun(folder);
}

/** Trains until the end, Ctrl-C or the end of its minutes; true at the end. */
async function trainPart(
  options: TrainOptions, folder: string, config: InpainterConfig, dataset: Dataset, engine: Engine,
): Promise<boolean> {
  const { epochs, trainImages, samples } = config, line = progressLine(), interrupt = watchInterrupt(), began = performance.now();
  const minutes = (): number => (performance.now() - began) / 60_000;
  console.log(`Run ${config.id}: ${config.dataset}, ${samples.toLocaleString("en")} samples in ${epochs} passes over ` +
    `${trainImages.toLocaleString("en")} images, convolutions in ${config.convolutions}. ` +
    `Everything goes to ${relative(projectRoot, folder)}.`);
  let first: number | null = null;
  try {
    const { outcome, state } = await trainInpainter({
      folder, config, dataset, environment: describeEnvironment(engine), fromFolder: recordedInpainter,
      shouldStop: () => interrupt.requested || minutes() >= (options.minutes ?? Infinity),
      onStep: ({ epoch, step, steps, loss, images }) => {
        const seen = (config.from?.samples ?? 0) + (epoch - 1) * trainImages + images;
        first ??= seen;
        const rate = (seen - first) / (60 * minutes());
        line.show(`pass ${epoch}/${epochs}  step ${step}/${steps}  loss ${loss.toFixed(5)}  ${rate.toFixed(0)} images/s  ` +
          `${rate > 0 ? `${((samples - seen) / rate / 60).toFixed(0)} minutes left` : ""}`);
      },
      onEpoch: (row) => {
        // A run's table goes on counting where the earlier run's ended; here its own passes count.
        line.show(passText({ ...row, epoch: row.epoch - (config.from?.epochs ?? 0) }, epochs, minutes()));
        line.end();
      },
    });
    line.end();
    if (outcome === "interrupted") {
      console.log(`Stopped in pass ${state.epoch} of ${epochs}; everything so far is kept. ` +
        `To go on: npm run train -- ${config.network} --resume`);
    }
    return outcome !== "interrupted";
  } finally {
    line.end();
    interrupt.dispose();
  }
}

function passText({ epoch, samples, loss, valLoss, psnr }: InpainterLogRow, epochs: number, minutes: number): string {
  const values = Object.entries(psnr ?? {}).map(([name, value]) => `${name} ${value.toFixed(2)}`).join("  ");
  const families = psnr === null ? "" : `\n  held-out hole PSNR, dB: ${values}`;
  return `pass ${epoch}/${epochs}  ${samples.toLocaleString("en")} samples  loss ${loss.toFixed(5)}  ` +
    `held out ${valLoss.toFixed(5)}  ${minutes.toFixed(1)} minutes${families}`;
}

/** Copies the record of a finished run to runs/recorded/ and returns its place. */
function record(folder: string, id: string): string {
  const recorded = join(recordedRunsFolder, id);
  replaceRun(folder, recorded, ["config.json", "environment.json", "log.csv", "timing.csv", "model"]);
  return recorded;
}

if (require.main === module) {
  void train(JSON.parse(process.argv[2] ?? "{}") as TrainOptions).then((code) => process.exit(code));
}
