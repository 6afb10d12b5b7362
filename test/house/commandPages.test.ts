// The pages that tell people what to type name scripts that there are, and together they name every one.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../src/node/paths";

const read = (file: string): string => readFileSync(join(projectRoot, file), "utf8");
const docs = readdirSync(join(projectRoot, "docs")).filter((name) => name.endsWith(".md"));
const pages = ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", ...docs.map((name) => `docs/${name}`)];
const { scripts } = JSON.parse(read("package.json")) as { scripts: { readonly [name: string]: string } };
/** Kept so that what people once typed still runs. */
const older = ["evaluate", "ladder", "audit"];

/** The scripts that a text asks for, by `npm run NAME`, `npm start` and `npm test`. */
function scriptsIn(text: string): string[] {
  return [...text.matchAll(/\bnpm (?:run(?: --silent)? ([\w:-]+)|(start|test)\b)/g)].map(
    ([, name, word]) => name ?? word,
  );
}

for (const page of pages) {
  test(`${page}: what it tells to type is a script, and none by an older name`, () => {
    for (const name of scriptsIn(read(page))) assert.ok(name in scripts && !older.includes(name), name);
  });
}

test("every script stands on the page of commands or among the developers' scripts", () => {
  const named = new Set(["docs/commands.md", "CONTRIBUTING.md"].flatMap((page) => scriptsIn(read(page))));
  const hidden = ["prepack", ...older];
  assert.deepEqual(
    Object.keys(scripts).filter((name) => !named.has(name) && !hidden.includes(name)),
    [],
  );
});
