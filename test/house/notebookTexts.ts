// What notebooks and other documents say in code, cell by cell and word by word.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { notebooksFolder, projectRoot } from "../../src/node/paths";

/** A notebook's cells of this kind, one text each. */
export function cellTexts(path: string, kind: "code" | "markdown"): string[] {
  const { cells } = JSON.parse(readFileSync(path, "utf8")) as {
    cells: readonly { readonly cell_type: string; readonly source: string | readonly string[] }[];
  };
  return cells
    .filter(({ cell_type: type }) => type === kind)
    .map(({ source }) => (typeof source === "string" ? source : source.join("")));
}

/** The paths of all notebooks and of their worked exercises. */
export function notebookPaths(): string[] {
  const folders = [notebooksFolder, join(notebooksFolder, "solutions")];
  return folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith(".ipynb"))
      .map((name) => join(folder, name)),
  );
}

/** README and the pages for users beside notebooks, benchmarks and code, from the project's root. */
export function documentPaths(): string[] {
  const folders = ["bench", "docs", "notebooks", "src"].filter((folder) => existsSync(join(projectRoot, folder)));
  const pages = folders.flatMap((folder) =>
    readdirSync(join(projectRoot, folder), { recursive: true, encoding: "utf8" }).map((name) => join(folder, name)),
  );
  return ["README.md", ...pages.filter((name) => name.endsWith(".md"))];
}

/** The words that a Markdown text sets as code; parts of paths, of options and of properties are none. */
export function codeWords(markdown: string): Set<string> {
  const code = [...markdown.matchAll(/```[^]*?```|`[^`\n]+`/g)].map(([span]) => span).join("\n");
  return new Set([...code.matchAll(/(?<![\w$./-])[A-Za-z_$][\w$]*(?![\w$/-])/g)].map(([word]) => word));
}
