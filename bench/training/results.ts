// What was measured, as rows for --json and as the table that is printed. bfloat16 enters no ratio with a float32 contender
// of another maker; it is set beside our own float32 step only.
import { disturbedLines, disturbedRounds, type Quietness } from "../quiet";
import type { NotMeasured } from "../startAll";
import { median, ratio, spread, type Spread } from "../statistics";
import { textTable } from "../../src/textTable";
import { titled, whole } from "../table";
import type { Measured } from "./measure";
import type { Workload } from "./workloads";

/** One line of --json: training in images per second, or sgemm in GFLOP/s. */
export interface ResultRow extends Spread {
  readonly workload: string;
  readonly contender: string;
  /** How many rounds. */
  readonly rounds: number;
  readonly unit: "images/s" | "GFLOP/s";
  /** Each round's value. */
  readonly values: readonly number[];
  /** Rounds, from 1, that began on a machine that was not quiet; absent where all were quiet. */
  readonly disturbedRounds?: readonly number[];
  /** Seconds of each round that `fit` took besides, not counted; absent for loops that have none. */
  readonly idleSeconds?: readonly number[];
  /** Of several settings that count under one name, the one that did. */
  readonly setting?: string;
  /** The name under which this setting was a candidate; such a row is shown and counts for nothing. */
  readonly candidateFor?: string;
  readonly predictedImagesPerSecond?: number;
  readonly peakMegabytes?: number;
  /** Operations per second of the median, as a part of the best sgemm rate; null where that was not measured. */
  readonly sgemmShare?: number | null;
  readonly version?: string;
}

/** The best rate of each program that measures sgemm, one value per round. */
export type SgemmRates = ReadonlyMap<string, readonly number[]>;

export interface WorkloadResult {
  readonly workload: Pick<Workload, "name" | "title" | "parameters" | "batchSize">;
  readonly flopPerImage: number;
  readonly images: number;
  readonly measured: readonly Measured[];
  readonly began: readonly Quietness[];
  readonly notMeasured: readonly NotMeasured[];
}

/** The highest sgemm rate that any program reached, in GFLOP/s; null where none was there. */
export function bestSgemm(rates: SgemmRates): number | null {
  const all = [...rates.values()].flat();
  return all.length === 0 ? null : Math.max(...all);
}

/** Of the settings that count under one name, the one with the best median; in the order in which the names first occur. */
export function counted(measured: readonly Measured[]): Map<string, Measured> {
  const best = new Map<string, Measured>();
  for (const candidate of measured) {
    const { countsAs } = candidate.contender;
    const holder = best.get(countsAs);
    if (!holder || median(candidate.training) > median(holder.training)) best.set(countsAs, candidate);
  }
  return best;
}

/** The rows of --json: first what counts under each name, then, where a name has several settings, each of them. */
export function resultRows(results: readonly WorkloadResult[], sgemm: SgemmRates): ResultRow[] {
  const best = bestSgemm(sgemm);
  const rows: ResultRow[] = [];
  for (const { workload, flopPerImage, measured, began } of results) {
    const disturbed = disturbedRounds(began);
    const row = (
      name: string,
      { contender, version, training, prediction, idleSeconds, peakBytes }: Measured,
    ): ResultRow => ({
      workload: workload.name,
      contender: name,
      ...spread(training),
      rounds: training.length,
      unit: "images/s",
      values: training,
      ...(disturbed.length === 0 ? {} : { disturbedRounds: disturbed }),
      ...(idleSeconds.length === 0 ? {} : { idleSeconds }),
      ...(name === contender.name ? {} : { setting: contender.name }),
      ...(name === contender.countsAs ? {} : { candidateFor: contender.countsAs }),
      predictedImagesPerSecond: median(prediction),
      peakMegabytes: peakBytes / 1e6,
      sgemmShare: best === null ? null : sgemmShare(median(training), flopPerImage, best),
      version,
    });
    const winners = counted(measured);
    for (const [name, winner] of winners) rows.push(row(name, winner));
    for (const one of measured) if (!winners.has(one.contender.name)) rows.push(row(one.contender.name, one));
  }
  for (const [name, values] of sgemm) {
    rows.push({
      workload: "sgemm 2048",
      contender: name,
      ...spread(values),
      rounds: values.length,
      unit: "GFLOP/s",
      values,
    });
  }
  return rows;
}

/** images/s × FLOP per image over the sgemm rate in GFLOP/s. */
export function sgemmShare(imagesPerSecond: number, flopPerImage: number, gflops: number): number {
  return (imagesPerSecond * flopPerImage) / (gflops * 1e9);
}

/** Ratios of what counts: traced over everyone else, else everyone over tfjs-node's own fit. */
export function ratioLines(measured: readonly Measured[]): string[] {
  const winners = counted(measured);
  const line = (above: string, below: string): string[] => {
    const ours = winners.get(above);
    const theirs = winners.get(below);
    if (!ours || !theirs || above === below) return [];
    const { median: middle, min, max } = ratio(ours.training, theirs.training);
    return [`${above} / ${below}: ${middle.toFixed(2)} (${min.toFixed(2)} to ${max.toFixed(2)})`];
  };
  const names = [...winners].filter(([, { contender }]) => contender.precision === "float32").map(([name]) => name);
  const lines = winners.has("traced")
    ? names.flatMap((name) => line("traced", name))
    : names.flatMap((name) => line(name, "tfjs-node fit"));
  return [...lines, ...line("traced bfloat16", "traced")];
}

/** The table of one workload with its ratios and what was not measured. */
export function resultTable(result: WorkloadResult, sgemm: SgemmRates): string {
  const { workload, flopPerImage, images, measured, began, notMeasured } = result;
  const best = bestSgemm(sgemm);
  const rounds = measured[0]?.training.length ?? 0;
  const winners = [...counted(measured).values()];
  const severalSettings = (one: Measured): boolean =>
    measured.filter(({ contender }) => contender.countsAs === one.contender.countsAs).length > 1;
  const body = measured.map((one) => {
    const { median: middle, min, max } = spread(one.training);
    return [
      one.contender.name + (severalSettings(one) && winners.includes(one) ? " *" : ""),
      whole(middle),
      `${whole(min)} to ${whole(max)}`,
      best === null ? "–" : `${Math.round(100 * sgemmShare(middle, flopPerImage, best))} %`,
      whole(median(one.prediction)),
      whole(one.peakBytes / 1e6),
    ];
  });
  const few = rounds > 0 && rounds < 5 ? ", fewer than the five that a comparison needs" : "";
  return [
    `${workload.title}: ${whole(workload.parameters)} parameters, ${(flopPerImage / 1e6).toFixed(1)} MFLOP per trained image, ` +
      `${whole(images)} images in batches of ${workload.batchSize}, ${rounds} ${rounds === 1 ? "round" : "rounds"}${few}`,
    ...(measured.length === 0 ? ["  nothing was measured"] : textTable([heading, ...body], { indent: "  " })),
    ...(winners.some(severalSettings) ? ["  * the better of two settings, which counts below"] : []),
    ...titled("Ratios of the medians (lowest to highest within one round):", ratioLines(measured)),
    ...titled("Took besides, not counted (seconds a round):", idleLines(measured)),
    ...titled("Not quiet:", disturbedLines(began)),
    ...titled(
      "Not measured:",
      notMeasured.map(({ name, reason }) => `${name}: ${reason}`),
    ),
  ].join("\n");
}

/** "keras fit plain: 1.5 to 10.2" */
function idleLines(measured: readonly Measured[]): string[] {
  return measured
    .filter(({ idleSeconds }) => idleSeconds.length > 0)
    .map(({ contender, idleSeconds }) => {
      const { min, max } = spread(idleSeconds);
      return `${contender.name}: ${min.toFixed(2)} to ${max.toFixed(2)}`;
    });
}

const heading = ["", "trains, images/s", "of all rounds", "of sgemm", "predicts, images/s", "peak memory, MB"];

/** "sgemm 2048×2048: numpy 169, pytorch 165 GFLOP/s" */
export function sgemmLine(rates: SgemmRates): string {
  const parts = [...rates].map(([name, values]) => `${name} ${Math.max(...values).toFixed(0)}`);
  return `sgemm 2048×2048, float32, best: ${parts.length === 0 ? "not measured" : `${parts.join(", ")} GFLOP/s`}`;
}
