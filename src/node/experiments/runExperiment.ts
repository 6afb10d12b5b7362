// The one place that runs an experiment: it builds the network, trains it, and where there is a folder writes the run's record.
// A run that stopped goes on from its checkpoint and ends with the same bits. Without a folder, as in notebook cells, nothing is
// written.
import type * as tf from "../../tensorflow";
import { experimentImages } from "../../experiments/images";
import type { ExperimentData } from "../../experiments/experimentData";
import type { RunConfig } from "../../experiments/plan";
import { buildNetwork, trainingOf } from "../../experiments/trainingOf";
import { joinCallbacks } from "../../training/predictionLog";
import type { TrainingState } from "../../training/state";
import { trainModel, type StepReport, type TrainingCallbacks, type TrainingResult } from "../../training/trainModel";
import { holdBytes } from "../engine/holdBytes";
import { checkpointPath, readCheckpoint } from "../store/checkpoint";
import type { RunEnvironment } from "../store/runRecord";
import type { RunLogRow, TimingRow } from "../store/runTables";
import { compileTraced } from "../tracedGraph/compile";
import { openMeasurements, type OnMeasure } from "./measurements";
import { openFeatures } from "./openFeatures";
import { openRecord } from "./openRecord";
import { startFromOrigin } from "./origin";
import { checkGoesOn } from "./samePlan";

/** Seconds from one checkpoint to the next where no epoch ends in between: what a run that is killed loses at most. */
export const checkpointSeconds: number = 120;

export interface RunExperimentOptions {
  readonly config: RunConfig;
  readonly dataset: ExperimentData;
  /** Where the run is written, and goes on from where it has a checkpoint; null: nothing is written. */
  readonly folder: string | null;
  /** From the beginning, whatever the folder holds: called before the first file is written, when all is known to fit. */
  readonly makeRoom?: () => Promise<void>;
  readonly environment?: RunEnvironment;
  /** The hash of all that the training depends on (see trainingKey): a run with another one is not gone on with. */
  readonly key?: string;
  /** Trained in place of a network built from the settings; the caller's to dispose of in either case. */
  readonly model?: tf.LayersModel;
  /** Where recorded runs lie, for one that starts from another or compares the features of one; default runs/recorded. */
  readonly recordedFolder?: string;
  /** In place of checkpointSeconds. */
  readonly checkpointEvery?: number;
  /** Before the first step, where the run goes on from a checkpoint. */
  readonly onGoingOn?: () => void;
  readonly onStep?: (report: StepReport) => void;
  /** Before each part of what is measured after an epoch. */
  readonly onMeasure?: OnMeasure;
  /** After each epoch, when it is written. */
  readonly onEpoch?: (row: RunLogRow, timing: TimingRow) => void;
  /** What else listens to the training of this network, for example a prediction log; its time is no epoch's. */
  readonly callbacks?: (model: tf.LayersModel) => TrainingCallbacks;
  readonly shouldStop?: () => boolean;
}

export interface ExperimentRun extends TrainingResult {
  /** The trained network; the caller disposes of it. */
  readonly model: tf.LayersModel;
}

/**
 * Runs the experiment to its end, or until it is told to stop. Throws what the training throws; the network is then gone. Throws
 * where the folder's checkpoint is damaged, or of another plan.
 */
export async function runExperiment(options: RunExperimentOptions): Promise<ExperimentRun> {
  const { dataset, folder, makeRoom, environment, key = null, checkpointEvery = checkpointSeconds } = options;
  const checkpoint = folder === null || makeRoom !== undefined ? null : readCheckpoint(checkpointPath(folder));
  if (folder !== null && checkpoint !== null) checkGoesOn(folder, options.config, key, checkpoint);
  const config = { ...options.config, command: (checkpoint ?? options).config.command };
  const images = experimentImages(config, dataset);
  const atEnd: (() => void)[] = [];
  const onFault: (() => void)[] = [];
  try {
    const compared = await openFeatures(config.step.loss, config.featuresSha256, options.recordedFolder);
    if (compared !== null) atEnd.push(compared.dispose);
    const model = options.model ?? buildNetwork(config);
    if (options.model === undefined) onFault.push(() => void model.dispose());
    const measurements = openMeasurements(config, model, images);
    atEnd.push(() => measurements.dispose());
    const earlier = checkpoint === null ? await startFromOrigin(config, model, options.recordedFolder) : null;
    const training = trainingOf(config, model, images, compared?.features);
    if (training.step.dispose !== undefined) atEnd.push(training.step.dispose);
    await makeRoom?.();
    const { columns } = measurements;
    const tables = checkpoint?.tables ?? earlier ?? { log: [], timing: [] };
    const record = await openRecord({ folder, config, key, environment, model, columns, tables });
    if (checkpoint !== null) options.onGoingOn?.();
    let started = performance.now() - 1000 * (checkpoint?.seconds ?? 0);
    const seconds = (): number => (performance.now() - started) / 1000;
    let saved = performance.now();
    const save = async (state: TrainingState, taken: number): Promise<void> => {
      await record.checkpoint(state, taken);
      saved = performance.now();
    };
    const result = await trainModel({
      ...training,
      resumeFrom: checkpoint?.state,
      shouldStop: options.shouldStop,
      compileStep: (step) => compileTraced(step, { convolutions: config.convolutions }),
      holdData: holdBytes,
      callbacks: joinCallbacks(
        {
          onStep: options.onStep,
          betweenSteps: async (state) => {
            if (folder !== null && performance.now() - saved >= 1000 * checkpointEvery) await save(state(), seconds());
          },
          onEpoch: async (row, state) => {
            const taken = seconds();
            const added = await record.add(row, taken, await measurements.measure(row.epoch, options.onMeasure));
            await save(state, 0);
            options.onEpoch?.(added.row, added.timing);
          },
        },
        options.callbacks?.(model) ?? {},
        // What listens takes no time of the next epoch.
        { onEpoch: () => void (started = performance.now()) },
      ),
    });
    if (result.outcome === "interrupted") await record.checkpoint(result.state, seconds());
    else await record.close(result.log.length);
    return { ...result, model };
  } catch (error) {
    for (const undo of onFault) undo();
    throw error;
  } finally {
    for (const close of atEnd) close();
  }
}
