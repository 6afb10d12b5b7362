// What stands around a table on the terminal.

/** Lines under a title; nothing where there are none. */
export function titled(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}`, ...lines.map((line) => `    ${line}`)];
}

/** "13,347" */
export function whole(value: number): string {
  return Math.round(value).toLocaleString("en");
}
