// What the report is made from, as it comes off the disk: the recorded runs, the benchmark's rows, the measurements of the
// studies, the repair ladder, the ledger of test sets and the speed benches. src/node/typeset/readRecords.ts reads them; here only
// their shapes are known.
import * as v from "valibot";
import type { BenchmarkRow } from "../benchmarks/benchmarkRow";
import type { FillFigures } from "../metrics/measureFill";
import type { StudyRecord } from "../studies/records";
import type { LadderRecord } from "../studies/repairLadder";
import type { LogRow } from "../training/state";

/** What the report reads of a run's metrics.json, whose numbers are all variables. */
export interface ReportMetrics {
  readonly network?: Pick<FillFigures, "pooledHolePsnrDb">;
  readonly [name: string]: unknown;
}

export const reportMetricsSchema: v.GenericSchema<ReportMetrics> = v.looseObject({
  network: v.optional(v.looseObject({ pooledHolePsnrDb: v.number() })),
});

export interface ReportRun {
  readonly id: string;
  /** Its folder, from the project's folder on. */
  readonly folder: string;
  readonly config: {
    readonly dataset: string;
    readonly synthetic: boolean;
    readonly quick: boolean;
    readonly masks: string;
    readonly seed: number;
    readonly trainImages: number;
    readonly validationImages: number;
    readonly epochs: number;
  };
  readonly log: readonly LogRow[];
  readonly timing: readonly { readonly epoch: number; readonly seconds: number; readonly imagesPerSecond: number }[];
  /** metrics.json; null for a run that keeps its measurements elsewhere. */
  readonly metrics: ReportMetrics | null;
  readonly environment: { readonly [name: string]: unknown };
}

/** One study's record: runs/recorded/audit/<name>.json. */
export interface ReportAudit {
  readonly name: string;
  readonly file: string;
  readonly record: StudyRecord;
}

/** One row of a speed bench. */
export interface SpeedRow {
  readonly workload: string;
  readonly contender: string;
  readonly median: number;
  readonly min: number;
  readonly max: number;
  readonly unit: string;
}

export const speedRowsSchema: v.GenericSchema<readonly SpeedRow[]> = v.array(
  v.looseObject({
    workload: v.string(),
    contender: v.string(),
    median: v.number(),
    min: v.number(),
    max: v.number(),
    unit: v.string(),
  }),
);

export interface SpeedBench {
  /** "training" or "classical". */
  readonly name: string;
  readonly file: string;
  readonly rows: readonly SpeedRow[];
}

export interface ReportRecords {
  /** The run whose numbers are `run.*`. */
  readonly shown: ReportRun;
  /** Whether the shown run is the reader's own. */
  readonly local: boolean;
  /** The recorded run that is shown otherwise: what it has and the reader's own lacks is printed as a dash. */
  readonly recordedShown: ReportRun | null;
  readonly runs: readonly ReportRun[];
  readonly benchmark: { readonly file: string; readonly rows: readonly BenchmarkRow[] } | null;
  readonly ladder: { readonly file: string; readonly record: LadderRecord } | null;
  /** How many networks of ours were measured on the test images of CIFAR-10. */
  readonly testSet: { readonly file: string; readonly networks: number } | null;
  readonly audit: readonly ReportAudit[];
  readonly speed: readonly SpeedBench[];
}
