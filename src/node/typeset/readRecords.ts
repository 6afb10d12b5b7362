// Everything that the report's numbers come from, read off the disk: runs/recorded with its benchmark, repair ladder, audit
// and ledger, and the recorded speed benches. `root` is the project's folder, or a copy of the parts below it.
import { existsSync, readdirSync } from "node:fs";
import { basename, join, relative, sep } from "node:path";
import * as v from "valibot";
import {
  reportMetricsSchema,
  speedRowsSchema,
  type ReportAudit,
  type ReportRecords,
  type ReportRun,
  type SpeedBench,
} from "../../report/records";
import { studyRecordSchema } from "../../studies/records";
import { readJson, readRunConfig, runEnvironmentSchema, shownRun } from "../store/runRecord";
import { readLog, readTiming } from "../store/runTables";
import { readBenchmark } from "../benchmarks/record";
import { readLedger, testSetLedgerPath } from "../benchmarks/testSetLedger";
import { countedNetworks } from "../benchmarks/testSetTable";
import { ladderFiles, ladderId, readLadder } from "../studies/ladderRecord";

/** The records below `root`; `localRun` is the folder of a run whose numbers stand for the shown run's. */
export function readRecords(root: string, localRun: string | null = null): ReportRecords {
  const recorded = join(root, "runs/recorded");
  const shown = localRun ?? join(recorded, shownRun);
  if (!existsSync(join(shown, "log.csv"))) {
    throw new Error(
      `Expected the run that the report shows in ${shown}, but there is none. Make it: ` +
        `npm run reproduce -- --update.`,
    );
  }
  const benchmark = readBenchmark(join(recorded, "benchmark"));
  const climbed = join(recorded, ladderId);
  const ladder = readLadder(climbed);
  const ledger = join(recorded, basename(testSetLedgerPath));
  const runs = runFolders(recorded).map((folder) => readRun(root, folder));
  return {
    shown: readRun(root, shown),
    local: localRun !== null,
    recordedShown: runs.find(({ id }) => id === shownRun) ?? null,
    runs,
    benchmark:
      benchmark === null ? null : { file: placeIn(root, join(recorded, "benchmark/rows.json")), rows: benchmark.rows },
    ladder: ladder === null ? null : { file: placeIn(root, join(climbed, ladderFiles[0])), record: ladder },
    testSet: existsSync(ledger)
      ? { file: placeIn(root, ledger), networks: countedNetworks(readLedger(ledger), "CIFAR-10") }
      : null,
    audit: readAudit(root, join(recorded, "audit")),
    speed: ["training", "classical"].map((name) => readSpeed(root, name)).filter((bench) => bench !== null),
  };
}

/** A path from `root` on, with "/" on every system. */
function placeIn(root: string, path: string): string {
  return relative(root, path).split(sep).join("/");
}

/** The runs of the report's network; the inpainter's numbers are the benchmark's. */
function runFolders(folder: string): string[] {
  return namesIn(folder)
    .map((name) => join(folder, name))
    .filter((path) => existsSync(join(path, "log.csv")))
    .filter((path) => readRunConfig(path).network.name === "reportAutoencoder");
}

function readRun(root: string, folder: string): ReportRun {
  const metrics = join(folder, "metrics.json");
  const { masks, ...config } = readRunConfig(folder);
  return {
    id: config.id,
    folder: placeIn(root, folder),
    config: { ...config, masks: masks.drawn === "once" ? "fixed" : "fresh" },
    log: readLog(folder),
    timing: readTiming(folder),
    metrics: existsSync(metrics) ? readJson(metrics, reportMetricsSchema) : null,
    environment: { ...readJson(join(folder, "environment.json"), runEnvironmentSchema) },
  };
}

function readAudit(root: string, folder: string): ReportAudit[] {
  return namesIn(folder)
    .filter((name) => name.endsWith(".json"))
    .map((name) => {
      const path = join(folder, name);
      const study = name.slice(0, -".json".length);
      const record = readJson(path, studyRecordSchema(v.unknown()), `npm run measure -- ${study} --record`);
      return { name: study, file: placeIn(root, path), record };
    });
}

function readSpeed(root: string, name: string): SpeedBench | null {
  const path = join(root, "bench", name, "recorded.json");
  if (!existsSync(path)) return null;
  return { name, file: placeIn(root, path), rows: readJson(path, speedRowsSchema, `npm run bench -- ${name}`) };
}

/** Sorted names in a folder; none where it is missing. */
function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}
