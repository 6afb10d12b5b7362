// The record of a run while it is trained: settings, tables, checkpoint, and the network when it is measured and at the end. An
// unfinished run is continued from its checkpoint alone, which holds the tables too: what else lies in the folder is written
// anew from it. Without a folder nothing is written.
import { rm } from "node:fs/promises";
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import type { RunConfig } from "../../experiments/plan";
import type { LogRow, TrainingState } from "../../training/state";
import { checkpointPath, writeCheckpoint, type RunTables } from "../store/checkpoint";
import { saveModel } from "../store/modelFiles";
import { networkCard } from "../store/networkCard";
import { writeJson, type RunEnvironment } from "../store/runRecord";
import { writeLog, writeTiming, type MeasuredColumn, type RunLogRow, type TimingRow } from "../store/runTables";

export interface OpenRecordOptions {
  readonly folder: string | null;
  readonly config: RunConfig;
  /** The hash of all that the training depends on, where the caller knows it. */
  readonly key: string | null;
  readonly environment?: RunEnvironment;
  readonly model: tf.LayersModel;
  readonly columns: readonly MeasuredColumn[];
  /** The rows that stand already: those of the run that this one starts from, and its own so far. */
  readonly tables: RunTables;
}

export interface OpenRecord {
  /** The row of an epoch of this run, the seconds that it took and what was measured after it, as they are written. */
  add(
    row: LogRow,
    seconds: number,
    measured: { readonly [column: string]: number } | null,
  ): Promise<{ readonly row: RunLogRow; readonly timing: TimingRow }>;
  /** Writes the checkpoint. `seconds`: what the epoch that is not at its end has taken so far. */
  checkpoint(state: TrainingState, seconds: number): Promise<void>;
  /** Writes the network after so many epochs of this run, its last ones; the checkpoint goes. */
  close(epochs: number): Promise<void>;
}

/** Writes what stands before the first epoch. */
export async function openRecord(options: OpenRecordOptions): Promise<OpenRecord> {
  const { folder, config, key, environment, model, columns } = options;
  const { epochs: epochsBefore, samples: samplesBefore } = config.origin ?? { epochs: 0, samples: 0 };
  const log = [...options.tables.log];
  const timing = [...options.tables.timing];
  const write = async (): Promise<void> => {
    if (folder === null) return;
    await writeLog(folder, log, columns);
    await writeTiming(folder, timing);
  };
  if (folder !== null) {
    await writeJson(join(folder, "config.json"), { ...config, parameters: model.countParams() });
    if (environment !== undefined) await writeJson(join(folder, "environment.json"), environment);
    await write();
  }
  const counted = columns.length > 0;
  return {
    add: async (row, seconds, measured) => {
      const epoch = epochsBefore + row.epoch;
      const added = {
        ...row,
        epoch,
        ...(counted ? { samples: samplesBefore + row.epoch * config.trainImages, measured } : {}),
      };
      const time = { epoch, seconds, imagesPerSecond: config.trainImages / seconds };
      log.push(added);
      timing.push(time);
      await write();
      if (folder !== null && measured !== null) await save(config, model, folder, row.epoch);
      return { row: added, timing: time };
    },
    checkpoint: async (state, seconds) => {
      if (folder === null) return;
      await writeCheckpoint(checkpointPath(folder), { state, seconds, config, key, tables: { log, timing } });
    },
    close: async (epochs) => {
      if (folder === null) return;
      await save(config, model, folder, epochs);
      await rm(checkpointPath(folder), { force: true });
    },
  };
}

/** Writes model/ after so many epochs of this run. */
async function save(config: RunConfig, model: tf.LayersModel, folder: string, epochs: number): Promise<void> {
  const { id, name, dataset, seed, origin, trainImages, crops } = config;
  const samples = (origin?.samples ?? 0) + epochs * trainImages;
  const card = { ...networkCard(model, name, crops?.size), input: config.input };
  await saveModel(model, join(folder, "model"), { run: id, dataset, seed, epochs, samples }, { card });
}
