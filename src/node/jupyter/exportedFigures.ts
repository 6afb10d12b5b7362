// The written report's figures that notebooks export, each with what it is drawn from: where one of these files changes, the
// figure is stale. To export one more, add a line here and the call in the notebook's cell.

/** What an exported figure rests on. */
export interface FigureSources {
  /** Files of the run that the notebook shows, from the run's folder on; absent where the figure shows no run. */
  readonly run?: readonly string[];
  /** Files of recorded measurements, from the project's folder on. */
  readonly recorded?: readonly string[];
  /** The seed of what is drawn without a run. */
  readonly seed?: number;
}

/** By the figure's name. */
export const exportedFigures: ReadonlyMap<string, FigureSources> = new Map<string, FigureSources>([
  ["benchmark", { recorded: ["runs/recorded/benchmark/rows.json"], seed: 1 }],
  ["labelled-images", {}],
  ["loss-curve", { run: ["log.csv", "metrics.json"] }],
  ["masked-images", { seed: 1 }],
  ["network", {}],
  ["position-map", { run: [], recorded: ["runs/recorded/audit/positions.json"] }],
  ["reconstructions", { run: ["config.json", "model/weights.bin"] }],
]);

/** The names that this piece of code hands to exportFigure, in order, also those that the report does not show. */
export function exportsIn(code: string): string[] {
  return Array.from(code.matchAll(/\bexportFigure\(\s*(["'`])([^"'`]*)\1/g), ([, , name]) => name);
}
