// Reads a folder of web pages as a browser would follow them: does every link inside lead to a file, and to a place in it, and
// does nothing load from another host? Links that a reader may click on to leave the site are allowed; requests are not.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, extname, join, normalize, relative } from "node:path";
import { loadedByElements, loadsFromElsewhere, type LoadingText } from "./loads";

/** One sentence per problem; empty if there is none. */
export function siteProblems(folder: string): string[] {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) =>
    statSync(join(folder, name)).isFile(),
  );
  const pages = files.filter((name) => name.endsWith(".html"));
  const ids = new Map<string, Set<string>>();
  const idsOf = (page: string): Set<string> => {
    if (!ids.has(page))
      ids.set(page, new Set([...attributes(readFileSync(join(folder, page), "utf8"), /\s(?:id|name)="([^"]*)"/g)]));
    return ids.get(page) as Set<string>;
  };
  return [
    ...pages.flatMap((page) => pageProblems(folder, page, idsOf)),
    ...files.flatMap((name) => {
      const kind = kinds[extname(name)];
      if (kind === undefined) return [];
      return loadsFromElsewhere(readFileSync(join(folder, name), "utf8"), kind).map(
        (address) => `${name} loads ${address}`,
      );
    }),
  ];
}

const kinds: { readonly [extension: string]: LoadingText } = {
  ".html": "markup",
  ".svg": "markup",
  ".css": "style",
  ".js": "script",
};

function pageProblems(folder: string, page: string, idsOf: (page: string) => Set<string>): string[] {
  const html = readFileSync(join(folder, page), "utf8").replace(/<!--[^]*?-->/g, "");
  const inside = [...loadedByElements(html), ...attributes(html, /<a\b[^>]*?\shref="([^"]*)"/g)].filter(
    (address) => !/^[a-z][a-z0-9+.-]*:|^\/\//i.test(address),
  );
  return [...new Set(inside.flatMap((address) => linkProblems(folder, page, address, idsOf)))];
}

function linkProblems(folder: string, page: string, address: string, idsOf: (page: string) => Set<string>): string[] {
  const [path, fragment = ""] = decodeURIComponent(address.replace(/&amp;/g, "&")).split("#");
  const file = path.split("?")[0];
  const target = file === "" ? page : normalize(join(dirname(page), file));
  const place = join(folder, target);
  if (relative(folder, place).startsWith("..")) return [`${page} links to ${address}, which is outside the folder`];
  if (!existsSync(place) || statSync(place).isDirectory()) return [`${page} links to ${address}, which is not there`];
  if (fragment === "" || !target.endsWith(".html") || idsOf(target).has(fragment)) return [];
  return [`${page} links to ${address}, but ${target} has no such place`];
}

function attributes(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].map(([, value]) => value);
}
