// The generator's source folder: notebooks as committed, the teacher's page, a page of all public names, a first page with the
// contents, the report's PDFs.
// Links to files that are part of the repository and not of the site become plain words, so that no link leads nowhere.
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, posix } from "node:path";
import { readNotebook, type NotebookCell } from "../files/notebook";
import { projectRoot } from "../paths";
import { apiPage } from "./apiPage";
import { exportedNames } from "./exportedNames";

/** The two languages of the report, as their links are worded. */
const reports = [
  ["report.en.pdf", "The written report (PDF)"],
  ["report.de.pdf", "Der Bericht auf Deutsch (PDF)"],
] as const;

const plotly = "application/vnd.plotly.v1+json";

/** Writes everything that the generator reads to `target`, from the clone at `root`. Throws where there is no notebook. */
export function stageSource(root: string, target: string): void {
  rmSync(target, { recursive: true, force: true });
  for (const part of ["_static", "_extra/report", "notebooks/solutions"]) {
    mkdirSync(join(target, part), { recursive: true });
  }
  const notebooks = [...notebooksIn(root, "notebooks"), ...notebooksIn(root, "notebooks/solutions")];
  if (notebooks.length === 0) {
    throw new Error(
      `Expected notebooks in ${join(root, "notebooks")}, but found none. Restore them: git checkout notebooks.`,
    );
  }
  const pages = new Set(notebooks);
  for (const path of notebooks) {
    const notebook = readNotebook(join(root, path));
    const cells = notebook.cells.map((cell) => cellOfSite(cell, posix.dirname(path), pages));
    writeFileSync(join(target, path), JSON.stringify({ ...notebook, cells }));
  }
  const teacher = existsSync(join(root, "notebooks/README.md"));
  if (teacher) {
    const text = readFileSync(join(root, "notebooks/README.md"), "utf8");
    writeFileSync(join(target, "notebooks/teachers-page.md"), linksOfSite(text, "notebooks", pages));
  }
  const api = existsSync(join(root, "src/index.ts"));
  if (api) {
    const page = apiPage(exportedNames(root), readFileSync(join(root, "docs/code.md"), "utf8"));
    writeFileSync(join(target, "api.md"), page);
  }
  const pdfs = reports.filter(([file]) => existsSync(join(root, "report", file)));
  for (const [file] of pdfs) cpSync(join(root, "report", file), join(target, "_extra/report", file));
  const opening = openingOf(readFileSync(join(root, "README.md"), "utf8"));
  writeFileSync(join(target, "index.md"), firstPage(opening, notebooks, { teacher, api }, pdfs));
  for (const [, picture] of opening.matchAll(/!\[[^\]]*\]\(([^)\s]+)\)/g))
    cpSync(join(root, picture), join(target, picture));
  const settings = join(projectRoot, "src/node/site");
  cpSync(join(settings, "conf.py"), join(target, "conf.py"));
  cpSync(join(settings, "site.css"), join(target, "_static/site.css"));
}

/** Paths of a folder's notebooks, in order; none where there is no such folder. */
function notebooksIn(root: string, folder: string): string[] {
  const names = existsSync(join(root, folder)) ? readdirSync(join(root, folder)) : [];
  return names
    .filter((name) => name.endsWith(".ipynb"))
    .sort()
    .map((name) => `${folder}/${name}`);
}

/** Text with the site's links; outputs without live charts, which want a program of several megabytes: their SVG is shown. */
function cellOfSite(cell: NotebookCell, folder: string, pages: ReadonlySet<string>): NotebookCell {
  const text = typeof cell.source === "string" ? cell.source : cell.source.join("");
  if (cell.cell_type === "markdown") return { ...cell, source: linksOfSite(text, folder, pages) };
  const outputs = cell.outputs?.map((output) => {
    if (output.data === undefined) return output;
    return { ...output, data: Object.fromEntries(Object.entries(output.data).filter(([type]) => type !== plotly)) };
  });
  return outputs === undefined ? cell : { ...cell, outputs };
}

/** Markdown of a file in `folder` with links as the site has them; a link to what the site has not is left as its words. */
export function linksOfSite(markdown: string, folder: string, pages: ReadonlySet<string>): string {
  return markdown.replace(/(?<!!)\[([^\]]+)\]\(([^)\s]+)\)/g, (link, words: string, address: string) => {
    if (/^([a-z]+:|#)/.test(address)) return link;
    const [file] = address.split("#");
    const place = posix.normalize(posix.join(folder, file));
    if (pages.has(place)) return link;
    if (place === "notebooks/README.md" || place === "notebooks")
      return `[${words}](${posix.relative(folder, "notebooks/teachers-page.md")})`;
    // A PDF is no page of the generator's: plain HTML keeps it from looking for one.
    if (reports.some(([name]) => place === `report/${name}`))
      return `<a href="${posix.relative(folder, place)}">${words}</a>`;
    return words;
  });
}

/**
 * README's first words and picture, as far as the first heading below the title; without the line of badges, and without links
 * to what stands further down.
 */
export function openingOf(readme: string): string {
  const lines = readme.split("\n");
  const end = lines.findIndex((line) => line.startsWith("## "));
  return lines
    .slice(0, end < 0 ? undefined : end)
    .filter((line) => !line.startsWith("[!["))
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/\[([^\]]+)\]\(#[^)]*\)/g, "$1")
    .trim();
}

/** README's opening, then the contents. */
function firstPage(
  opening: string,
  notebooks: readonly string[],
  { teacher, api }: { readonly teacher: boolean; readonly api: boolean },
  pdfs: readonly (readonly [string, string])[],
): string {
  const tree = (caption: string, names: readonly string[]): string =>
    names.length === 0 ? "" : `\`\`\`{toctree}\n:caption: ${caption}\n:maxdepth: 1\n\n${names.join("\n")}\n\`\`\`\n`;
  const group = (pattern: RegExp): string[] =>
    notebooks.filter((path) => pattern.test(path)).map((path) => path.replace(/\.ipynb$/, ""));
  return [
    linksOfSite(opening, "", new Set()),
    "",
    tree("The lesson", group(/^notebooks\/A/)),
    tree("Beyond the report", group(/^notebooks\/B/)),
    tree("The engine room", group(/^notebooks\/[^ABs]/)),
    tree("For teachers", teacher ? ["notebooks/teachers-page"] : []),
    tree("Solutions", group(/\/solutions\//)),
    tree("Reference", api ? ["api"] : []),
    ...pdfs.map(([file, words]) => `- <a href="report/${file}">${words}</a>`),
    "",
  ].join("\n");
}
