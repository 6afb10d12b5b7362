// What a section of the report calls: numbers, figures, tables, claims, cells. Sections are Typst source; only the calls of
// report/lib.typ are understood, with their keys written out as strings, which is what makes a section checkable.

export type UseKind =
  | "n"
  | "ci"
  | "below"
  | "fig"
  | "verdict"
  | "claim"
  | "cell"
  | "claims-table"
  | "runs-table"
  | "benchmark-table"
  | "source-table";

export interface Use {
  readonly kind: UseKind;
  /** The strings it is called with, in order. */
  readonly keys: readonly string[];
  readonly line: number;
}

const call = /(?<![\w-])(n|ci|below|fig|verdict|claim|cell|claims-table|runs-table|benchmark-table|source-table)\(/g;

/** The calls in the order of the text. Throws where a call names no key, or not as a string. */
export function usesIn(source: string, file: string): Use[] {
  const text = withoutComments(source);
  return [...text.matchAll(call)]
    .filter(({ index }) => isCode(text, index))
    .map(({ index, 0: start, 1: name }) => {
      const kind = name as UseKind;
      const line = lineOf(text, index);
      const after = text.slice(index + start.length);
      const keys = leadingStrings(after);
      const wanted = kind.endsWith("-table") ? 0 : kind === "below" || kind === "cell" ? 2 : 1;
      if (keys.length < wanted) {
        throw new Error(
          `Expected ${name} to be called with ${wanted === 1 ? "a key as a string" : "two strings"}, but ${file}, ` +
            `line ${line}, has ${name}(${after.slice(0, 30).split("\n")[0]}. Write the key out: #${name}("…").`,
        );
      }
      return { kind, keys: keys.slice(0, wanted), line };
    });
}

/** The source with comments blanked out, everything else in its place. */
export function withoutComments(source: string): string {
  return source.replace(/(?<!:)\/\/[^\n]*|\/\*[^]*?\*\//g, blanked);
}

/** Blanks in place of the text, lines kept. */
export function blanked(text: string): string {
  return text.replace(/[^\n]/g, " ");
}

export function lineOf(text: string, index: number): number {
  return text.slice(0, index).split("\n").length;
}

/** A call in prose begins with "#"; without it, it is a call only where a string or nothing follows, as in #if … { n("…") }. */
function isCode(text: string, index: number): boolean {
  return text[index - 1] === "#" || /^[\w-]+\(\s*(["]|\))/.test(text.slice(index));
}

function leadingStrings(text: string): string[] {
  const strings: string[] = [];
  for (let rest = text; ;) {
    const match = /^\s*,?\s*"((?:[^"\\]|\\.)*)"/.exec(rest);
    if (match === null) return strings;
    strings.push(match[1]);
    rest = rest.slice(match[0].length);
  }
}
