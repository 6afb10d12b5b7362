// What a PDF holds, as far as tests ask: its uncompressed objects as one text. Typst deflates its streams.
import { inflateSync } from "node:zlib";

/** The file's bytes as Latin-1 with every stream that can be inflated behind them. */
export function pdfObjects(pdf: Buffer): string {
  const parts = [pdf.toString("latin1")];
  const start = /stream\r?\n/g;
  for (let match = start.exec(parts[0]); match !== null; match = start.exec(parts[0])) {
    const from = match.index + match[0].length;
    const end = parts[0].indexOf("endstream", from);
    try {
      parts.push(inflateSync(pdf.subarray(from, end)).toString("latin1"));
    } catch {
      // a stream of another kind: its bytes are in the first part
    }
    start.lastIndex = Math.max(end, from);
  }
  return parts.join("\n");
}

/** The fonts that the PDF embeds, without the tags of their subsets. */
export function fontsIn(pdf: Buffer): string[] {
  const names = [...pdfObjects(pdf).matchAll(/\/BaseFont\s*\/(?:[A-Z]{6}\+)?([\w-]+)/g)].map(([, name]) =>
    name.replace(/-Identity-H$/, ""),
  );
  return [...new Set(names)].sort();
}
