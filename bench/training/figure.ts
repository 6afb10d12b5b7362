// The figure of a measurement: what counts under each name, all workloads on one logarithmic axis.
import { cpus } from "node:os";
import { speedChart } from "../../src/figures/speedChart";
import type { Figure } from "../../src/figures/figure";
import type { ResultRow } from "./results";
import { workloads } from "./workloads";

/** From the rows of --json. */
export function benchFigure(rows: readonly ResultRow[], synthetic: boolean): Figure {
  const shown = rows.filter(({ unit, candidateFor }) => unit === "images/s" && candidateFor === undefined);
  const cores = cpus().length;
  return speedChart({
    title: `Training speed on ${cores} ${cores === 1 ? "core" : "cores"}`,
    synthetic,
    groups: workloads
      .map(({ name, title }) => ({
        name: title,
        rows: shown
          .filter((row) => row.workload === name)
          .map(({ contender, median, min, max }) => ({ name: contender, median, min, max })),
      }))
      .filter((group) => group.rows.length > 0),
  });
}
