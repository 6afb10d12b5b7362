// The links of Markdown pages, followed: does each that stays in the repository lead to a file, and, behind a #, to a heading of
// that page? Addresses of the web are not asked for.
import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative } from "node:path";

/** One sentence for each link of the page that leads nowhere; `page` is its path from `root` on. */
export function linkProblems(root: string, page: string): string[] {
  const text = readFileSync(join(root, page), "utf8");
  return linksIn(text).flatMap((link) => {
    const problem = problemOf(root, page, link);
    return problem === null ? [] : [`${page} links to ${link}, ${problem}`];
  });
}

/** The targets of links and pictures in Markdown and in HTML inside it, in order; code is passed over. */
export function linksIn(markdown: string): string[] {
  const text = withoutCode(markdown);
  const patterns = [
    /\]\(\s*<?([^)>\s]+)>?(?:\s+"[^"]*")?\s*\)/g,
    /^\[[^\]]+\]:\s+(\S+)/gm,
    /\s(?:href|src)="([^"]+)"/g,
  ];
  return patterns
    .flatMap((pattern) => [...text.matchAll(pattern)])
    .sort((a, b) => a.index - b.index)
    .map(([, target]) => target);
}

/** The anchors that GitHub gives the headings of a page, and those that HTML inside it sets. */
export function anchorsIn(markdown: string): Set<string> {
  const text = withoutCode(markdown, false);
  const anchors = new Set<string>();
  for (const [, heading] of text.matchAll(/^#{1,6}\s+(.+?)\s*#*$/gm)) {
    const slug = slugOf(heading);
    let anchor = slug;
    for (let i = 1; anchors.has(anchor); i++) anchor = `${slug}-${i}`;
    anchors.add(anchor);
  }
  for (const [, id] of text.matchAll(/<a\s+(?:id|name)="([^"]+)"/g)) anchors.add(id);
  return anchors;
}

function problemOf(root: string, page: string, link: string): string | null {
  if (/^[a-z][a-z0-9+.-]*:|^\/\//i.test(link)) return null;
  const [path, fragment] = decodeURIComponent(link).split("#");
  const target = path === "" ? page : join(dirname(page), path);
  const place = join(root, target);
  if (path.startsWith("/") || relative(root, place).startsWith("..")) return "which is outside the repository";
  if (!existsSync(place)) return "which is not there";
  if (fragment === undefined) return null;
  if (!target.endsWith(".md") || statSync(place).isDirectory()) return "but only a page has anchors";
  return anchorsIn(readFileSync(place, "utf8")).has(fragment) ? null : `but ${target} has no such heading`;
}

/** Fenced blocks of code out; `spans`: code within lines too. */
function withoutCode(markdown: string, spans = true): string {
  const rest = markdown.replace(/^ *(```+|~~~+)[^]*?^ *\1\s*$/gm, "");
  return spans ? rest.replace(/(`+)(?!`)[^]*?(?<!`)\1(?!`)/g, "") : rest;
}

/** A heading in lower case, without marks and punctuation, with hyphens for blanks. */
function slugOf(heading: string): string {
  return heading
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/<[^>]+>/g, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, "")
    .replace(/ /g, "-");
}
