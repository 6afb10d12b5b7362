// One part of the audit: trained first where it needs a run of its own, measured, written; skipped while all that it depends
// on is unchanged.
import { rmSync } from "node:fs";
import { join } from "node:path";
import type { AuditRecord } from "../../studies/records";
import { projectRoot } from "../paths";
import { hashOf } from "../store/hashOf";
import { runStage, type StageOutcome } from "../store/stage";
import { auditSeed, type AuditContext, type AuditPart } from "./context";
import { trainExtraRun } from "./extraRunStage";
import { hashInputs, recordPath, writeAuditRecord } from "./record";

/** What the numbers depend on, beside data, engine and inputs. */
const measuringCode = ["images.js", "random.js", "classical", "datasets", "masks", "metrics", "benchmarks", "studies", "models", "training",
  "node/studies", "node/engine/predict.js"].map((part) => join(projectRoot, "dist", part));

/** Makes the part's record unless it stands. Throws MeasurementStopped where it was interrupted. */
export async function runPart(part: AuditPart, context: AuditContext): Promise<StageOutcome> {
  const { dataset, environment, folder } = context, { name, training } = part;
  if (training !== undefined) await trainExtraRun(training, context);
  const inputs = hashInputs(part.inputs(), folder), path = recordPath(folder, name);
  const key = hashOf({
    settings: { value: { data: dataset.sha256, environment, inputs } },
    code: { files: measuringCode },
  });
  if (!context.resume) rmSync(path, { force: true });
  return await runStage({
    name, folder, key, results: [path], work: async () => {
      const started = performance.now(), { images, values } = await part.measure(context);
      const record: AuditRecord = {
        name, command: `npm run audit -- --only ${name} --update`, dataset: dataset.title, synthetic: dataset.synthetic,
        seed: auditSeed, images, seconds: Math.round((performance.now() - started) / 100) / 10, inputs, values,
      };
      await writeAuditRecord(folder, record);
    },
  });
}
