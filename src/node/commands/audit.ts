// npm run audit: the measurements behind the report's chapter on what could be reproduced, with two trainings of its own.
// Records go to runs/local/audit/; --update also rewrites runs/recorded/audit/ and the figures that show pictures.
import { join, relative } from "node:path";
import type { Dataset } from "../../datasets/dataset";
import { MeasurementStopped } from "../../metrics/measureMethod";
import { authorsAvailable } from "../studies/networks";
import type { AuditContext, AuditPart } from "../studies/context";
import { chooseParts } from "../studies/parts";
import { writePictureFigures } from "../studies/pictureFigures";
import { copyAudit, recordedAuditFolder } from "../studies/record";
import { runPart } from "../studies/runPart";
import { startEngine } from "../engine/startEngine";
import { copyFigures } from "../figures/writeFigure";
import { loadDataset } from "../files/loadDataset";
import { progressLine } from "../files/progressLine";
import { reportWeightsAbsent } from "../files/reportWeights";
import { watchInterrupt } from "../notebook/interrupt";
import { figuresFolder, localRunsFolder, projectRoot } from "../paths";
import { describeEnvironment } from "../store/runRecord";
import { typedCommand } from "./typed";

/** What `npm run audit` takes. */
export interface AuditOptions {
  readonly only?: readonly string[];
  readonly resume?: boolean;
  readonly update?: boolean;
}

/** The whole command; resolves to the exit code. */
export async function audit(options: AuditOptions): Promise<number> {
  try {
    const parts = chooseParts(options.only), engine = await startEngine({ purpose: "training" });
    if (!engine.native) throw new Error(engineAbsent);
    const dataset = await loadDataset();
    const authors = parts.some(({ needsAuthors }) => needsAuthors) && (await authorsAvailable());
    checkAuditUpdate(options, dataset, parts, authors);
    const possible = parts.filter(({ needsAuthors }) => authors || !needsAuthors);
    for (const part of parts) if (!possible.includes(part)) console.log(`  ${part.name}: left out. ${reportWeightsAbsent}`);
    return await measureAll(possible, options, dataset, describeEnvironment(engine));
  } catch (error) {
    console.error((error as Error).message);
    return 1;
  }
}

const engineAbsent = "Expected the native TensorFlow engine, without which the audit takes days, but it cannot be had here. " +
  "Read the recorded audit in runs/recorded/audit/.";

/** Throws where --update would replace recorded results by others, or by fewer. */
export function checkAuditUpdate({ update }: AuditOptions, { synthetic, title }: Pick<Dataset, "synthetic" | "title">,
  parts: readonly AuditPart[], authors: boolean): void {
  if (!update) return;
  if (synthetic) {
    throw new Error(`Expected CIFAR-10 for --update, but received ${title}. Name the archive in CIFAR10_ARCHIVE, or leave ` +
      "--update out.");
  }
  const wanting = parts.filter(({ needsAuthors }) => needsAuthors && !authors).map(({ name }) => name);
  if (wanting.length === 0) return;
  throw new Error(`Expected the authors' weights for --update of ${wanting.join(", ")}, but they cannot be had. ` +
    "Name them in REPORT_WEIGHTS, or leave --update out.");
}

/** Synthetic results keep to a folder of their own. */
export function auditFolder({ synthetic }: Pick<Dataset, "synthetic">): string {
  return join(localRunsFolder, synthetic ? "audit-synthetic" : "audit");
}

async function measureAll(
  parts: readonly AuditPart[], options: AuditOptions, dataset: Dataset, environment: AuditContext["environment"],
): Promise<number> {
  const folder = auditFolder(dataset), started = performance.now(), line = progressLine(), interrupt = watchInterrupt();
  const context: AuditContext = {
    dataset, folder, environment, resume: options.resume === true, shouldStop: () => interrupt.requested,
    progress: async (text) => {
      line.show(text);
      await new Promise(setImmediate);
      if (interrupt.requested) throw new MeasurementStopped(`Stopped at ${text}.`);
    },
  };
  try {
    for (const part of parts) {
      const { skipped, seconds } = await runPart(part, context);
      line.show(`  ${part.name}: ${skipped ? "up to date" : `${seconds.toFixed(1)} s`}`);
      line.end();
    }
    await writePictureFigures(parts, context);
  } catch (error) {
    if (!(error instanceof MeasurementStopped)) throw error;
    line.end();
    console.error(`Interrupted; what is done is kept. To go on: ` +
      `${typedCommand("audit", { only: options.only, resume: true, update: options.update })}`);
    return 130;
  } finally {
    line.end();
    interrupt.dispose();
  }
  if (options.update) await update(parts, folder);
  const minutes = ((performance.now() - started) / 60_000).toFixed(1);
  console.log(`${parts.length} parts in ${minutes} minutes: ${relative(projectRoot, folder)}` +
    `${options.update ? `, copied to ${relative(projectRoot, recordedAuditFolder)}` : ""}.`);
  return 0;
}

async function update(parts: readonly AuditPart[], folder: string): Promise<void> {
  const runs = parts.flatMap(({ training }) => (training === undefined ? [] : [`${training}-seed1`]));
  copyAudit(folder, recordedAuditFolder, parts.map(({ name }) => name), runs);
  await copyFigures(join(folder, "figures"), figuresFolder);
}

if (require.main === module) {
  void audit(JSON.parse(process.argv[2] ?? "{}") as AuditOptions).then((code) => process.exit(code));
}
