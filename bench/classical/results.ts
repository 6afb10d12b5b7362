// What was measured, as rows for --json and as the tables that are printed. Ratios say how many times faster ours is than
// the peer that fills by the same method, per image.
import { disturbedLines, disturbedRounds } from "../quiet";
import type { NotMeasured } from "../startAll";
import { logLogSlope, ratio, spread, type Spread } from "../statistics";
import { textTable } from "../../src/textTable";
import { titled, whole } from "../table";
import type { Measured, MeasuredMemory, WorkloadResult } from "./measure";

/** One line of --json. */
export interface ResultRow extends Spread {
  readonly workload: string;
  readonly contender: string;
  /** How many rounds. */
  readonly rounds: number;
  /** Speed; seconds for one picture; or the most resident memory of a process. */
  readonly unit: "images/s" | "s" | "MB";
  /** Each round's value. */
  readonly values: readonly number[];
  /** Rounds, from 1, that began on a machine that was not quiet; absent where all were quiet. */
  readonly disturbedRounds?: readonly number[];
  /** How many images it filled in a round. */
  readonly images?: number;
  /** Over all images of the workload. */
  readonly holePixels?: number;
  /** Pooled over the holes of the images that all contenders filled. */
  readonly holePsnrDb?: number;
  /** Of the process before it read the picture. */
  readonly beforeMegabytes?: number;
}

/** One row per workload and contender, in the workload's unit; `memoryName` is the workload of the memory rows. */
export function resultRows(
  results: readonly WorkloadResult[],
  memory: readonly MeasuredMemory[],
  memoryName: string,
): ResultRow[] {
  const timed = results.flatMap(({ workload, holePixels, measured, began }) =>
    measured.map((one): ResultRow => {
      const disturbed = disturbedRounds(began);
      const values = workload.unit === "s" ? one.seconds : imagesPerSecond(one);
      return {
        workload: workload.name,
        contender: one.contender.name,
        ...spread(values),
        rounds: values.length,
        unit: workload.unit,
        values,
        ...(disturbed.length === 0 ? {} : { disturbedRounds: disturbed }),
        images: one.images,
        holePixels,
        ...(one.holePsnrDb === null ? {} : { holePsnrDb: one.holePsnrDb }),
      };
    }),
  );
  const megabytes = memory.map(({ contender, before, peak }): ResultRow => ({
    workload: memoryName,
    contender: contender.name,
    ...spread([peak / 1e6]),
    rounds: 1,
    unit: "MB",
    values: [peak / 1e6],
    beforeMegabytes: before / 1e6,
  }));
  return [...timed, ...megabytes];
}

function imagesPerSecond({ images, seconds }: Measured): number[] {
  return seconds.map((value) => images / value);
}

/** "telea / opencv telea: 0.61 (0.58 to 0.63)": ours over its peer, above 1 where ours is faster. */
export function ratioLines(measured: readonly Measured[]): string[] {
  return measured.flatMap((ours) => {
    const peer = measured.find(({ contender }) => contender.name === ours.contender.peer);
    if (!peer) return [];
    const { median, min, max } = ratio(imagesPerSecond(ours), imagesPerSecond(peer));
    return [`${ours.contender.name} / ${peer.contender.name}: ${short(median)} (${short(min)} to ${short(max)})`];
  });
}

/** The table of one workload with its ratios and what was not measured. */
export function speedTable({ workload, images, holePixels, measured, began, notMeasured }: WorkloadResult): string {
  const inSeconds = workload.unit === "s";
  const fewer = measured.some((one) => one.images < images);
  const heading = [
    "",
    inSeconds ? "seconds" : "images/s",
    "of all rounds",
    ...(fewer ? ["images"] : []),
    "µs per hole pixel",
    "dB in the hole",
  ];
  const body = measured.map((one) => {
    const { median, min, max } = spread(inSeconds ? one.seconds : imagesPerSecond(one));
    const perPixel = spread(one.seconds).median / ((holePixels * one.images) / images);
    return [
      one.contender.name,
      short(median),
      `${short(min)} to ${short(max)}`,
      ...(fewer ? [whole(one.images)] : []),
      short(1e6 * perPixel),
      one.holePsnrDb === null ? "–" : one.holePsnrDb.toFixed(2),
    ];
  });
  return [
    `${workload.title}: ${images === 1 ? "1 picture" : `${whole(images)} images`}, ${whole(holePixels)} hole pixels, ` +
      roundsText(measured),
    ...(measured.length === 0 ? ["  nothing was measured"] : textTable([heading, ...body], { indent: "  " })),
    ...titled(
      "Ratios of the medians (lowest to highest within one round), above 1 where ours is faster:",
      ratioLines(measured),
    ),
    ...titled("Not quiet:", disturbedLines(began)),
    ...missingLines(notMeasured),
  ].join("\n");
}

export interface SizeResult extends WorkloadResult {
  readonly megapixels: number;
}

/** Seconds by size of the picture, how they grow, and the memory of the largest. */
export function sizeTable(
  results: readonly SizeResult[],
  memory: readonly MeasuredMemory[],
  notMeasured: readonly NotMeasured[],
): string {
  const names = [...new Set(results.flatMap(({ measured }) => measured.map(({ contender }) => contender.name)))];
  const largest = Math.max(...results.map(({ megapixels }) => megapixels));
  const sizes = results.map(({ megapixels }) => `${megapixels} MP`);
  const heading = ["seconds", ...sizes, "slope", `peak at ${largest} MP, MB`, "before, MB"];
  const body = names.map((name) => {
    const own = memory.find(({ contender }) => contender.name === name);
    const seconds = results.map(({ measured }) => measured.find(({ contender }) => contender.name === name)?.seconds);
    const times = seconds.map((values) => (values ? short(spread(values).median) : "–"));
    return [
      name,
      ...times,
      slopeOf(results, name)?.toFixed(2) ?? "–",
      own ? whole(own.peak / 1e6) : "–",
      own ? whole(own.before / 1e6) : "–",
    ];
  });
  return [
    `Pictures of four sizes, a twentieth of their 16×16 blocks lost, ${roundsText(results[0]?.measured ?? [])}`,
    ...(names.length === 0
      ? ["  nothing was measured"]
      : textTable(
          [heading, ["hole pixels", ...results.map(({ holePixels }) => whole(holePixels)), "", "", ""], ...body],
          { indent: "  " },
        )),
    "  slope: of log seconds over log hole pixels; 1 = in proportion to them",
    ...titled(
      "Ratios of the medians, above 1 where ours is faster:",
      results.flatMap(({ megapixels, measured }) => ratioLines(measured).map((line) => `${megapixels} MP: ${line}`)),
    ),
    ...missingLines(notMeasured),
  ].join("\n");
}

/** How the contender's time grows with the hole pixels; null where it was not measured at two sizes. */
export function slopeOf(results: readonly WorkloadResult[], name: string): number | null {
  const points = results.flatMap(({ holePixels, measured }) =>
    measured
      .filter(({ contender }) => contender.name === name)
      .map(({ seconds }) => [holePixels, spread(seconds).median] as const),
  );
  return points.length < 2 ? null : logLogSlope(points);
}

function roundsText(measured: readonly Measured[]): string {
  const rounds = measured[0]?.seconds.length ?? 0;
  const few = rounds > 0 && rounds < 5 ? ", fewer than the five that a comparison needs" : "";
  return `${rounds} ${rounds === 1 ? "round" : "rounds"}${few}`;
}

function missingLines(notMeasured: readonly NotMeasured[]): string[] {
  return titled(
    "Not measured:",
    notMeasured.map(({ name, reason }) => `${name}: ${reason}`),
  );
}

/** "1,234", "12.3", "0.0123" */
function short(value: number): string {
  return value >= 100 ? whole(value) : String(Number(value.toPrecision(3)));
}
