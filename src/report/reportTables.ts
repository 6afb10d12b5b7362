// Which numbers the report's tables hold, as keys: the layout in report/lib.typ only prints them.
import type { Claim } from "./claim";
import type { ReportRecords } from "./records";
import { shortRunName } from "./runVariables";
import type { Variables } from "./variable";
import { verdictKey } from "./variables";
import { keyPart } from "./walk";

export interface ReportTables {
  readonly runs: {
    readonly columns: readonly string[];
    readonly rows: readonly { readonly run: string; readonly keys: readonly (string | null)[] }[];
  };
  /** Columns are mask sets. */
  readonly benchmark: {
    readonly columns: readonly string[];
    readonly rows: readonly { readonly method: string; readonly keys: readonly (string | null)[] }[];
  };
  readonly claims: readonly { readonly id: string; readonly source: string }[];
}

const runFigures = ["epoch20", "lowest", "lowestEpoch", "holePsnrDb", "harmonic.pooledHolePsnrDb"];
const benchmarkSets = ["square8", "centre16", "rectangle28x14", "pixels50", "articleLines"];

/**
 * Rows and keys of the tables; runs of the audit, which are validated on other images, stand in its chapter only;
 * null where a run or method has no such number. A local run stands above the recorded ones. Methods among `leftOut` have no row.
 */
export function reportTables(
  { shown, local, runs, benchmark }: ReportRecords,
  variables: Variables,
  claims: readonly Claim[],
  leftOut: readonly string[] = [],
): ReportTables {
  const keysOf = (keys: readonly string[]): (string | null)[] =>
    keys.map((key) => (variables[key] === undefined ? null : key));
  const rowOf = (run: string, key: string): ReportTables["runs"]["rows"][number] => ({
    run,
    keys: keysOf(runFigures.map((figure) => `${key}.${figure}`)),
  });
  const methods = [...new Set((benchmark?.rows ?? []).map(({ method }) => method))].filter(
    (method) => !leftOut.includes(method),
  );
  return {
    runs: {
      columns: runFigures,
      rows: [
        ...(local ? [rowOf(shown.id, "run")] : []),
        ...runs
          .filter(({ folder }) => !folder.includes("/audit/"))
          .map(({ id }) => rowOf(id, `runs.${shortRunName(id)}`)),
      ],
    },
    benchmark: {
      columns: benchmarkSets,
      rows: methods.map((method) => ({
        method,
        keys: keysOf(benchmarkSets.map((set) => `benchmark.${set}.${keyPart(method)}.pooledHolePsnrDb`)),
      })),
    },
    claims: claims.map(({ id, source }) => ({ id, source })),
  };
}

/** The keys that a table prints; `findings` are the phrases of the claims table, with {key} for a number. */
export function keysOfTable(
  kind: string,
  { runs, benchmark, claims }: ReportTables,
  findings: readonly string[],
): string[] {
  if (kind === "claims-table") return [...findings.flatMap(keysInPhrase), ...claims.map(({ id }) => verdictKey(id))];
  const rows = kind === "runs-table" ? runs.rows : kind === "benchmark-table" ? benchmark.rows : [];
  return rows.flatMap(({ keys }) => keys.filter((key) => key !== null));
}

/** The keys between braces. */
export function keysInPhrase(phrase: string): string[] {
  return [...phrase.matchAll(/\{([^}]+)\}/g)].map(([, key]) => key);
}
