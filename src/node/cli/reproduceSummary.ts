// The closing words of `npm run reproduce`: our numbers beside the report's, what was made and where, seconds per stage.
import { publishedColdStart, publishedFinalLog } from "../../report/publishedRun";
import { textTable } from "../../textTable";
import type { FillFigures } from "../../metrics/measureFill";
import type { RunMetrics } from "../experiments/evaluateRun";
import type { RunConfig } from "../../experiments/plan";
import type { TimingRow } from "../store/runTables";
import type { StageOutcome } from "../store/stage";

export interface SummaryParts {
  readonly config: RunConfig;
  readonly metrics: RunMetrics;
  readonly timing: readonly TimingRow[];
  readonly outcomes: readonly StageOutcome[];
  readonly folder: string;
  /** What of the committed files was rewritten, in words; null for nothing. */
  readonly updated: string | null;
  readonly seconds: number;
}

/** Several lines of text. */
export function summaryOf({ config, metrics, timing, outcomes, folder, updated, seconds }: SummaryParts): string {
  const mark = [
    config.synthetic ? "SYNTHETIC DATA, not CIFAR-10" : "",
    config.quick ? "A SMALL RUN, not the report's experiment" : "",
  ].filter(Boolean);
  const reportEpoch20 = publishedColdStart.find(({ epoch }) => epoch === 20)?.valLoss ?? null;
  const reportLowest = Math.min(...publishedFinalLog.map(({ valLoss }) => valLoss));
  const fill = (name: string, { pooledHolePsnrDb, holeMse, fullImageCrossentropy }: FillFigures): string[] => [
    name,
    pooledHolePsnrDb.toFixed(2),
    holeMse.toFixed(5),
    fullImageCrossentropy.toFixed(4),
  ];
  const trained = timing.reduce((sum, row) => sum + row.seconds, 0);
  return [
    "",
    `Summary of ${config.id}${mark.length > 0 ? ` (${mark.join("; ")})` : ""}`,
    "",
    ...textTable(
      [
        ["validation loss", "this run", "the report"],
        ["epoch 20, cold start", metrics.valLossEpoch20?.toFixed(4) ?? "–", reportEpoch20?.toFixed(4) ?? "–"],
        [
          `lowest (ours: epoch ${metrics.lowestValLossEpoch} of ${metrics.epochs})`,
          metrics.lowestValLoss.toFixed(4),
          reportLowest.toFixed(4),
        ],
        ["entropy floor of the images", metrics.entropyFloor.toFixed(4), "not stated"],
      ],
      { indent: "  " },
    ),
    "",
    ...textTable(
      [
        [
          `${metrics.images.toLocaleString("en")} validation images`,
          "hole PSNR in dB (pooled)",
          "hole MSE",
          "full-image cross-entropy",
        ],
        fill("the network", metrics.network),
        fill("network, composited", metrics.networkComposited),
        fill("harmonic fill", metrics.harmonic),
        fill("mean colour", metrics.mean),
      ],
      { indent: "  " },
    ),
    "",
    `Made in ${folder}: log.csv, metrics.json, model/, figures/, ` +
      `notebooks/${outcomes.some(({ name }) => name === "report") ? ", html/ and report/" : " and html/"}.`,
    ...(updated === null ? [] : [`Rewritten from it: ${updated}.`]),
    `Training took ${Math.round(trained)} s. Stages: ${outcomes.map(stageText).join(", ")}.`,
    `${Math.round(seconds)} s in all, set-up apart.`,
  ].join("\n");
}

function stageText({ name, skipped, seconds }: StageOutcome): string {
  return `${name} ${skipped ? "up to date" : `${seconds.toFixed(0)} s`}`;
}
