// What a function of tensors costs by kind of operation, as lying bars, the dearest kind on top; several profiles of the same
// function, for example at two batch sizes, stand side by side. What is left over, between the operations, has a bar of its own.
import type { Plot } from "nodeplotlib";
import { makeFigure, type Figure } from "./figure";
import { palette } from "./style";

export interface OperationRow {
  readonly op: string;
  readonly calls: number;
  readonly milliseconds: number;
}

export interface OperationProfileLike {
  readonly rows: readonly OperationRow[];
  /** The whole run; the bar "between the operations" is what the rows leave of it. */
  readonly milliseconds: number;
}

export interface OperationChartOptions {
  /** Profiles by name, for example { "batch 128": profile }. */
  readonly profiles: Readonly<Record<string, OperationProfileLike>>;
  readonly title?: string;
  readonly alt?: string;
  /** Kinds with a bar of their own; the others, where it is more than one, share one. Default 10. */
  readonly most?: number;
  readonly synthetic?: boolean;
}

/** Bars in milliseconds. Throws where there is no profile or no operation. */
export function operationChart(options: OperationChartOptions): Figure {
  const { profiles, title = "What one step costs", alt, most = 10, synthetic } = options;
  const named = Object.entries(profiles);
  const calls = new Map<string, number>();
  const dearest = new Map<string, number>();
  for (const [, { rows }] of named) {
    for (const row of rows) {
      calls.set(row.op, Math.max(row.calls, calls.get(row.op) ?? 0));
      dearest.set(row.op, Math.max(row.milliseconds, dearest.get(row.op) ?? 0));
    }
  }
  if (calls.size === 0) {
    throw new Error(
      "Expected a profile with at least one operation, but received none. Pass what profileOperations returns.",
    );
  }
  const ops = [...dearest].sort((a, b) => b[1] - a[1]).map(([op]) => op);
  const own = ops.length === most + 1 ? ops.length : most;
  const shown = ops.slice(0, own);
  const others = ops.slice(own);
  const otherCalls = others.reduce((sum, op) => sum + (calls.get(op) as number), 0);
  const names = [
    ...shown.map((op) => `${op} ×${calls.get(op)}`),
    ...(others.length === 0 ? [] : [`${others.length} other kinds ×${otherCalls}`]),
    "between the operations",
  ];
  const bars = named.map(([name, profile], i): { trace: Plot; values: number[] } => {
    const values = valuesOf(profile, shown, others);
    return {
      values,
      trace: {
        type: "bar",
        orientation: "h",
        name,
        x: values,
        y: names,
        marker: { color: palette[i % palette.length] },
        text: values.map(short) as never,
        textposition: "outside",
      },
    };
  });
  const highest = Math.max(...bars.flatMap(({ values }) => values));
  return makeFigure({
    title,
    synthetic,
    alt: alt ?? describe(title, named),
    data: bars.map(({ trace }) => trace),
    layout: {
      height: 130 + names.length * (12 + 18 * named.length),
      barmode: "group",
      xaxis: { title: { text: "milliseconds" }, range: [0, highest * 1.12 || 1], showgrid: true },
      yaxis: { autorange: "reversed", showgrid: false },
    },
  });
}

function valuesOf(
  { rows, milliseconds }: OperationProfileLike,
  shown: readonly string[],
  others: readonly string[],
): number[] {
  const of = (op: string): number => rows.find((row) => row.op === op)?.milliseconds ?? 0;
  const left = milliseconds - rows.reduce((sum, row) => sum + row.milliseconds, 0);
  const rest = others.length === 0 ? [] : [others.reduce((sum, op) => sum + of(op), 0)];
  return [...shown.map(of), ...rest, Math.max(0, left)];
}

function short(value: number): string {
  return value >= 10 ? value.toFixed(0) : value.toFixed(1);
}

function describe(title: string, named: readonly (readonly [string, OperationProfileLike])[]): string {
  const parts = named.map(([name, { rows, milliseconds }]) => {
    const [first] = [...rows].sort((a, b) => b.milliseconds - a.milliseconds);
    const count = rows.reduce((sum, { calls }) => sum + calls, 0);
    return `${name}: ${count} operations in ${short(milliseconds)} ms, of these ${short(first.milliseconds)} ms in ${first.op}`;
  });
  return `${title}. ${parts.join("; ")}.`;
}
