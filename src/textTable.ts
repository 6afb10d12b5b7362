// Tables as text: columns of numbers stand to the right with equally many digits, the best of a column can be marked, and a
// table for a terminal or a cell is at most 120 columns wide. The first row is the heading.

/** Columns of a terminal that every table fits into. */
export const tableWidth = 120;

/** Which value of a column is the best: the highest, the lowest, or the one nearest to a number. */
export type Better = "highest" | "lowest" | { readonly nearest: number };

export interface TextTableOptions {
  /** Before each line; default none. */
  readonly indent?: string;
  /** Columns of a terminal; default 120. */
  readonly width?: number;
  /** Which columns stand to the right; default those of numbers. */
  readonly right?: readonly boolean[];
}

/** The cells of each column, its heading first. */
type Columns = readonly (readonly string[])[];

const gap = "  ";

/**
 * The rows in aligned lines, columns of numbers to the right. What is too wide gets its headings wrapped, then its cells;
 * what is too wide even then comes as several tables, one below another, each with the first column.
 */
export function textTable(rows: readonly (readonly string[])[], options: TextTableOptions = {}): string[] {
  const { indent = "", width = tableWidth } = options;
  if (rows.length === 0) return [];
  const room = width - indent.length;
  const columns = rows[0].map((_, i) => rows.map((row) => row[i]));
  const right = options.right ?? columns.map(([, ...cells]) => isNumeric(cells));
  const widths = chosenWidths(columns, right, room);
  const lines = blocks(widths, room).map((block) => blockLines(columns, widths, right, block));
  return lines.flatMap((block, i) => (i === 0 ? block : ["", ...block])).map((line) => (indent + line).trimEnd());
}

/** The rows as a table in Markdown, columns of numbers to the right; `padded`: aligned in the text itself too. */
export function markdownTable(
  rows: readonly (readonly string[])[],
  { padded = false }: { readonly padded?: boolean } = {},
): string {
  const columns = rows[0].map((_, i) => rows.map((row) => row[i]));
  const right = columns.map(([, ...cells]) => isNumeric(cells));
  const widths = columns.map((cells) => (padded ? Math.max(3, ...cells.map((cell) => cell.length)) : 3));
  const fit = (cell: string, i: number): string =>
    !padded ? cell : right[i] ? cell.padStart(widths[i]) : cell.padEnd(widths[i]);
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  const rule = widths.map((width, i) => (right[i] ? `${"-".repeat(padded ? width - 1 : width)}:` : "-".repeat(width)));
  const [heading, ...body] = rows.map((row) => line(row.map(fit)));
  return [heading, line(rule), ...body].join("\n");
}

/** Whether these cells are numbers: most of those that are not empty, "none" or a dash in a number's place. */
export function isNumeric(cells: readonly string[]): boolean {
  const one = String.raw`[-−+]?(\d[\d,]*(\.\d+)?(e[-+]?\d+)?|∞)( ?%| dB| s)?`;
  const number = new RegExp(String.raw`^(\*\*)?${one}( to ${one})?(\*\*)?( <sub>.*<\/sub>)?[ *]*$`);
  const filled = cells.filter((cell) => !/^([–—-]?|none)$/.test(cell.trim()));
  return filled.filter((cell) => number.test(cell)).length > filled.length / 2;
}

/**
 * The numbers of one column with equally many decimal places, thousands apart by commas, null as "–". The largest has at most
 * five significant digits, whole numbers all of theirs, the smallest at least two. Numbers that lie too far apart keep places of
 * their own.
 */
export function sameDigits(values: readonly (number | null)[]): string[] {
  const sizes = values.flatMap((value) => (value === null || value === 0 ? [] : [Math.abs(value)]));
  const exponent = (size: number): number => Math.floor(Math.log10(size));
  const whole = values.every((value) => value === null || Number.isInteger(value));
  const least = sizes.length === 0 ? 0 : 1 - exponent(Math.min(...sizes));
  const wanted = whole || sizes.length === 0 ? 0 : Math.max(0, 4 - exponent(Math.max(...sizes)), least);
  const text = (value: number, places: number): string =>
    value.toLocaleString("en", { minimumFractionDigits: places, maximumFractionDigits: places });
  const dash = (show: (value: number) => string): string[] =>
    values.map((value) => (value === null ? "–" : show(value)));
  if (wanted > 7) return dash((value) => String(Number(value.toPrecision(5))));
  const longest = dash((value) => text(value, wanted));
  // Zeros at the end of every number say nothing.
  const used = Math.max(0, ...longest.map((cell) => (/\.(\d*?)0*$/.exec(cell)?.[1] ?? "").length));
  return dash((value) => text(value, used));
}

/** The places of the best of a column, equals included; none where fewer than two values can be compared. */
export function bestPlaces(values: readonly (number | null)[], better: Better): ReadonlySet<number> {
  const rank = (value: number): number =>
    better === "highest" ? value : better === "lowest" ? -value : -Math.abs(value - better.nearest);
  const ranks = values.map((value) => (value === null || Number.isNaN(value) ? null : rank(value)));
  const known = ranks.filter((value) => value !== null);
  if (known.length < 2) return new Set();
  const best = Math.max(...known);
  return new Set(ranks.flatMap((value, place) => (value === best ? [place] : [])));
}

/** Cells of a column with a star behind those at `best`, and a blank behind the others, so that digits stay below digits. */
export function starred(cells: readonly string[], best: ReadonlySet<number>): string[] {
  return best.size === 0 ? [...cells] : cells.map((cell, i) => cell + (best.has(i) ? "*" : " "));
}

/** A width for each column: its widest cell's, or, where the table would be too wide, less by wrapped headings and cells. */
function chosenWidths(columns: Columns, right: readonly boolean[], room: number): number[] {
  const natural = columns.map((cells) => Math.max(...cells.map((cell) => cell.length)));
  if (total(natural) <= room) return natural;
  const most = Math.floor((room - gap.length) / 2);
  const bodies = columns.map(([, ...cells]) => Math.min(most, Math.max(1, ...cells.map((cell) => cell.length))));
  for (let lines = 2; ; lines++) {
    const widths = columns.map(([heading], i) => Math.max(bodies[i], widthInLines(heading, lines, most)));
    if (total(widths) <= room) return widths;
    if (lines === 4) return narrowed(widths, right, room);
  }
}

/** The same with the widest column of words so much narrower that the table fits, where enough of it is left. */
function narrowed(widths: readonly number[], right: readonly boolean[], room: number): number[] {
  const ofWords = widths.map((width, i) => (right[i] ? 0 : width));
  const widest = ofWords.indexOf(Math.max(...ofWords));
  const left = ofWords[widest] - (total(widths) - room);
  return left < 16 ? [...widths] : widths.map((width, i) => (i === widest ? left : width));
}

function total(widths: readonly number[]): number {
  return widths.reduce((sum, width) => sum + width, 0) + gap.length * (widths.length - 1);
}

/** The smallest width, from that of the longest word on, in which the text takes at most so many lines. */
function widthInLines(text: string, lines: number, most: number): number {
  const longest = Math.min(most, Math.max(1, ...wordsOf(text).map((word) => word.trim().length)));
  let width = longest;
  while (width < most && wrapped(text, width).length > lines) width++;
  return width;
}

/** Positions of the columns of each table that the lines are cut into. */
function blocks(widths: readonly number[], room: number): number[][] {
  const parts: number[][] = [[0]];
  for (let i = 1; i < widths.length; i++) {
    const last = parts[parts.length - 1];
    if (last.length === 1 || total([...last, i].map((column) => widths[column])) <= room) last.push(i);
    else parts.push([0, i]);
  }
  return parts;
}

function blockLines(
  columns: Columns,
  widths: readonly number[],
  right: readonly boolean[],
  block: readonly number[],
): string[] {
  return columns[0].flatMap((_, row) => {
    const parts = block.map((i) => wrapped(columns[i][row], widths[i]));
    const height = Math.max(...parts.map((lines) => lines.length));
    return Array.from({ length: height }, (_, line) =>
      parts
        .map((lines, place) => {
          const i = block[place];
          // Headings stand on the line above the first row.
          const words = lines[row === 0 ? line - height + lines.length : line] ?? "";
          return right[i] ? words.padStart(widths[i]) : words.padEnd(widths[i]);
        })
        .join(gap)
        .trimEnd(),
    );
  });
}

/** The text in lines of at most so many letters, broken between words, and within a word only where it is longer than a line. */
function wrapped(text: string, width: number): string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let line = "";
  for (const word of wordsOf(text)) {
    if (line !== "" && (line + word).trimEnd().length > width) {
      lines.push(line.trimEnd());
      line = "";
    }
    line += word;
    for (; line.trimEnd().length > width; line = line.slice(width)) lines.push(line.slice(0, width));
  }
  return [...lines, line.trimEnd()];
}

/** Words with the blanks behind them, and the parts of words with hyphens: what a line may end with. */
function wordsOf(text: string): string[] {
  return text.match(/[^\s-]*(-+(?=[^\s\d])|\s+|$|-+)/g)?.filter((word) => word !== "") ?? [];
}
