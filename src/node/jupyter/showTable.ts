// Rows of plain values as a table in a notebook cell: HTML for the page, aligned text for a terminal. Numbers stand to the right
// with equally many digits, and the best of a column is marked where the cell says which way is better.
import { escapeMarkup } from "../../figures/style";
import { bestPlaces, isNumeric, sameDigits, starred, textTable, type Better } from "../../textTable";
import { sendBundle } from "./kernel";

export type TableCell = string | number | boolean | null;
export type TableRow = Readonly<Record<string, TableCell>>;

export interface ShowTableOptions {
  readonly caption?: string;
  /**
   * Which value is the best, in every column of numbers or by the column's name: it is bold on the page and has a star in a
   * terminal.
   */
  readonly best?: "highest" | "lowest" | Readonly<Record<string, Better>>;
}

interface Column {
  readonly name: string;
  readonly cells: readonly string[];
  readonly right: boolean;
  readonly best: ReadonlySet<number>;
}

/** Shows rows as a table, or says that there are none; null is "–". Throws on numbers that are not finite, and on a best column that is not there. */
export function showTable(rows: readonly TableRow[], options: ShowTableOptions = {}): void {
  const { caption, best = {} } = options;
  if (rows.length === 0) return sendBundle({ "text/plain": caption === undefined ? "no rows" : `${caption}: no rows` });
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const unknown = typeof best === "string" ? undefined : Object.keys(best).find((name) => !names.includes(name));
  if (unknown !== undefined) {
    throw new Error(
      `Expected best to name columns of the table, but received "${unknown}". Use one of ${names.join(", ")}.`,
    );
  }
  const columns = names.map((name) => columnOf(rows, name, typeof best === "string" ? best : best[name]));
  sendBundle({ "text/html": html(columns, rows.length, caption), "text/plain": text(columns, rows.length, caption) });
}

function columnOf(rows: readonly TableRow[], name: string, better: Better | undefined): Column {
  const values = rows.map((row) => row[name] ?? null);
  const numbers = values.map((value) => (typeof value === "number" ? value : null));
  const wrong = numbers.find((value) => value !== null && !Number.isFinite(value));
  if (wrong !== undefined) {
    throw new Error(
      `Expected finite numbers in column "${name}", but received ${wrong}. Give null where there is no value.`,
    );
  }
  // Numbers beside words are values of different things: each keeps its own digits.
  const alone = values.every((value) => value === null || typeof value === "number");
  const digits = alone ? sameDigits(numbers) : numbers.map((number) => sameDigits([number])[0]);
  const cells = values.map((value, i) => (value === null || typeof value === "number" ? digits[i] : String(value)));
  // Compared as they are shown: what looks equal is equally good.
  const shown = cells.map((cell) => (isNumeric([cell]) ? Number(cell.replaceAll(",", "")) : null));
  return {
    name,
    cells,
    right: alone || isNumeric(cells),
    best: better === undefined ? new Set() : bestPlaces(shown, better),
  };
}

function text(columns: readonly Column[], count: number, caption: string | undefined): string {
  const marked = columns.map(({ cells, best }) => starred(cells, best));
  const note = columns.some(({ best }) => best.size > 0) ? "* the best of its column" : undefined;
  const head = [caption, note].filter((words) => words !== undefined).join("; ");
  const rows = Array.from({ length: count }, (_, row) => marked.map((cells) => cells[row]));
  return [
    ...(head === "" ? [] : [head]),
    ...textTable([columns.map(({ name }) => name), ...rows], { right: columns.map(({ right }) => right) }),
  ].join("\n");
}

function html(columns: readonly Column[], count: number, caption: string | undefined): string {
  const cell = (tag: string, words: string, { right }: Column): string =>
    `<${tag} style="text-align:${right ? "right;font-variant-numeric:tabular-nums" : "left"}">${words}</${tag}>`;
  const heading = columns.map((column) => cell("th", escapeMarkup(column.name), column)).join("");
  const body = Array.from({ length: count }, (_, row) => {
    const cells = columns.map((column) => {
      const words = escapeMarkup(column.cells[row]);
      return cell("td", column.best.has(row) ? `<strong>${words}</strong>` : words, column);
    });
    return `<tr>${cells.join("")}</tr>`;
  });
  const above = caption === undefined ? "" : `<caption style="text-align:left">${escapeMarkup(caption)}</caption>`;
  return `<table>${above}<thead><tr>${heading}</tr></thead><tbody>${body.join("")}</tbody></table>`;
}
