// The repair ladder as a waterfall: hole PSNR from rung to rung on one kind of holes, every seed a point,
// the harmonic fill a line.
import type { LadderMaskSet, LadderRecord, LadderRow } from "./repairLadder";
import type { Figure } from "../figures/figure";
import { waterfallChart } from "../figures/waterfallChart";

export interface LadderChartOptions {
  /** Rows of another climb, drawn as diamonds beside the record's. */
  readonly beside?: readonly LadderRow[];
  /** Their name; default "this notebook". */
  readonly besideName?: string;
  /** Further dashed lines, such as what a reader guessed. */
  readonly guesses?: readonly { readonly name: string; readonly value: number }[];
  /** Names of all rungs, those without a row too; default: the rows'. */
  readonly rungs?: readonly string[];
  /** Default: what is repaired, and the kind of holes. */
  readonly title?: string;
}

/** A rung without a row stays empty. */
export function ladderChart(
  record: LadderRecord,
  { name: set, title: holes }: Pick<LadderMaskSet, "name" | "title">,
  options: LadderChartOptions = {},
): Figure {
  const { beside = [], besideName = "this notebook", guesses = [] } = options;
  const rungs = options.rungs ?? [...new Set(record.rows.map(({ rung }) => rung))];
  const values = (name: string): number[] =>
    record.rows.filter(({ rung }) => rung === name).map(({ scores }) => scores[set].holePsnrDb);
  return waterfallChart({
    title: options.title ?? `Repairs one by one: ${holes}`,
    unit: "hole PSNR, dB, pooled",
    synthetic: record.synthetic,
    steps: rungs.map((name) => ({ name, values: values(name) })),
    lines: [{ name: "harmonic", value: record.harmonic[set].holePsnrDb }, ...guesses],
    ...(beside.length === 0
      ? {}
      : {
          beside: {
            name: besideName,
            values: Object.fromEntries(beside.map(({ rung, scores }) => [rung, scores[set].holePsnrDb])),
          },
        }),
  });
}
