// The parts of a table on the terminal.

/** Cells of equal length per row in aligned columns, the first one to the left, numbers to the right. */
export function columns(rows: readonly (readonly string[])[]): string[] {
  const widths = rows[0].map((_, column) => Math.max(...rows.map((row) => row[column].length)));
  const fit = (cell: string, column: number): string =>
    column === 0 ? cell.padEnd(widths[0]) : cell.padStart(widths[column]);
  return rows.map((row) => `  ${row.map(fit).join("   ")}`);
}

/** Lines under a title; nothing where there are none. */
export function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}

/** "13,347" */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
