// Sees to it that one of the audit's own runs is trained: skipped while it stands, continued after an interruption.
import { join, relative } from "node:path";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { projectRoot } from "../paths";
import { hasUnfinishedRun } from "../store/checkpoint";
import { hashOf } from "../store/hashOf";
import { setEarlierAside } from "../store/setEarlierAside";
import { runStage } from "../store/stage";
import { trainingCode } from "../experiments/trainingCode";
import { trainingProgress } from "../experiments/trainingProgress";
import type { AuditContext } from "./context";
import { planExtraRun, type ExtraRunConfig, type ExtraRunName } from "./extraRun";
import { trainExtra } from "./trainExtra";

/** Where the run lies in an audit's folder. */
export function extraRunFolder(name: ExtraRunName, auditFolder: string): string {
  return join(auditFolder, "runs", `${name}-seed1`);
}

/** Trains the run unless it stands. Throws MeasurementStopped where it was interrupted; what was trained is kept. */
export async function trainExtraRun(name: ExtraRunName, context: AuditContext): Promise<void> {
  const { dataset, environment, resume } = context, folder = extraRunFolder(name, context.folder);
  const config = planExtraRun(name, dataset);
  const key = hashOf({ settings: { value: { config, environment } }, code: { files: trainingCode } });
  if (!resume) setEarlierAside(folder, hasUnfinishedRun(folder));
  const { skipped, seconds } = await runStage({
    name: "training", folder, key, results: [join(folder, "model", "model.json")], work: () => train(folder, config, context),
  });
  console.log(skipped ? `  ${config.id}: trained already` : `  ${config.id}: trained in ${Math.round(seconds)} s`);
}

async function train(folder: string, config: ExtraRunConfig, { dataset, environment, shouldStop }: AuditContext): Promise<void> {
  if (hasUnfinishedRun(folder)) console.log(`  Going on with the unfinished run in ${relative(projectRoot, folder)}.`);
  else setEarlierAside(folder, false);
  const { onStep, onEpoch, end } = trainingProgress(config);
  try {
    const { outcome, log } = await trainExtra({ folder, config, dataset, environment, shouldStop, onStep, onEpoch });
    if (outcome !== "interrupted") return;
    throw new MeasurementStopped(`${config.id} stopped after ${log.length} of ${config.epochs} epochs.`);
  } finally {
    end();
  }
}
