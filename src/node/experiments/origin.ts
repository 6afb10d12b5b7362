// A run that starts from a recorded one: it takes that run's weights, with a fresh optimiser state, and goes on with its tables.
import { join } from "node:path";
import type * as tf from "../../tensorflow";
import type { RunConfig, RunOrigin } from "../../experiments/plan";
import { weightsByName } from "../../models/weightsByName";
import { recordedRunsFolder } from "../paths";
import type { RunTables } from "../store/checkpoint";
import { loadModel, readModelMetadata } from "../store/modelFiles";
import { readRunConfig } from "../store/runRecord";
import { readLog, readTiming } from "../store/runTables";

/** What a run has to know of the recorded one that it starts from. Throws where that is missing or damaged. */
export function readOrigin(run: string, recordedFolder: string = recordedRunsFolder): RunOrigin {
  const folder = join(recordedFolder, run);
  const { samples, seed } = readRunConfig(folder);
  const { weightsSha256 } = readModelMetadata(join(folder, "model"));
  return { run, samples, seed, epochs: readLog(folder).length, weightsSha256: String(weightsSha256) };
}

/**
 * Gives a fresh network the weights of the run that it starts from; its tables, or null where it starts from drawn weights.
 * Throws where the recorded network is another than the one that the run was planned from.
 */
export async function startFromOrigin(
  { origin }: RunConfig,
  model: tf.LayersModel,
  recordedFolder: string = recordedRunsFolder,
): Promise<RunTables | null> {
  if (origin === null) return null;
  const folder = join(recordedFolder, origin.run);
  const weightsSha256 = String(readModelMetadata(join(folder, "model")).weightsSha256);
  if (weightsSha256 !== origin.weightsSha256) {
    throw new Error(
      `Expected the network that the run starts from, with weights ${origin.weightsSha256.slice(0, 8)}, ` +
        `in ${folder}, but received ${weightsSha256.slice(0, 8)}. Start from the beginning, without --resume.`,
    );
  }
  const earlier = await loadModel(join(folder, "model"));
  const [wanted, there] = [model, earlier].map((network) => [...weightsByName(network)]);
  const describe = (weights: typeof wanted): string =>
    weights
      .map(([name, { shape }]) => `${name} ${shape.join("×")}`)
      .sort()
      .join(", ");
  if (describe(wanted) !== describe(there)) {
    const [parameters, others] = [model, earlier].map((network) => network.countParams().toLocaleString("en"));
    earlier.dispose();
    throw new Error(
      `Expected a network like that of ${origin.run}, from whose ${others} weights the run starts, but received ` +
        `another one, of ${parameters}. ` +
        "Leave network settings as they are, or train an experiment that starts from drawn weights.",
    );
  }
  const given = new Map(there);
  for (const [name, weight] of wanted) weight.write(given.get(name)?.read() as tf.Tensor);
  earlier.dispose();
  return { log: readLog(folder).slice(0, origin.epochs), timing: readTiming(folder).slice(0, origin.epochs) };
}
