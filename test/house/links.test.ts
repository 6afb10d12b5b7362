// Every link between the repository's pages leads to something, and the search for those that do not is itself tested.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot } from "../../src/node/paths";
import { anchorsIn, linkProblems, linksIn } from "../support/markdownLinks";
import { temporaryFolder } from "../support/temporaryFolder";

/** Where pages lie; "" is the project's folder. */
const folders = ["", "docs", "notebooks", "report", "data", "src/benchmarks", "runs/recorded/benchmark"];
const benches = readdirSync(join(projectRoot, "bench"))
  .map((name) => join("bench", name))
  .filter((folder) => existsSync(join(projectRoot, folder, "README.md")));
const pages = [...folders, ...benches].flatMap((folder) =>
  readdirSync(join(projectRoot, folder))
    .filter((name) => name.endsWith(".md"))
    .map((name) => join(folder, name)),
);

test("the pages that people come to are among them", () => {
  for (const page of ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/commands.md", "notebooks/README.md"])
    assert.ok(pages.includes(page), page);
});

for (const page of pages) {
  test(`${page}: every link leads somewhere`, () => assert.deepEqual(linkProblems(projectRoot, page), []));
}

test("no page has the marks of a merge that was left half done", () => {
  for (const page of pages) {
    assert.doesNotMatch(readFileSync(join(projectRoot, page), "utf8"), /^(<{7}|={7}|>{7})( |$)/m, page);
  }
});

test("planted broken links are found, sound ones are not", () => {
  const root = temporaryFolder("pages-");
  mkdirSync(join(root, "docs"));
  const write = (page: string, ...lines: string[]): void => writeFileSync(join(root, page), lines.join("\n\n"));
  write("docs/speed.md", "# How fast?", "## One step", "## One step", "[home](../README.md#lab) [up](..)");
  write(
    "README.md",
    "# Lab",
    "[speed](docs/speed.md) [step](docs/speed.md#one-step-1) [here](#lab) [web](https://example.org/x.md#y)",
    '[![badge](docs/none.svg)](LICENSE) <img src="gone.png" width="100">',
    "[a](docs/speed.md#two-steps) [b](#nowhere) [c](../other/README.md) [d](docs#x) [e]: is no definition",
    "[ref]: docs/lost.md",
    "`[code](code.md)`",
    "```\n[fence](fence.md)\n```",
    "1. In a list:\n\n   ```ts\n   [fence](list.md)\n   ```",
  );
  assert.deepEqual(linkProblems(root, "docs/speed.md"), []);
  assert.deepEqual(linkProblems(root, "README.md"), [
    "README.md links to docs/none.svg, which is not there",
    "README.md links to LICENSE, which is not there",
    "README.md links to gone.png, which is not there",
    "README.md links to docs/speed.md#two-steps, but docs/speed.md has no such heading",
    "README.md links to #nowhere, but README.md has no such heading",
    "README.md links to ../other/README.md, which is outside the repository",
    "README.md links to docs#x, but only a page has anchors",
    "README.md links to docs/lost.md, which is not there",
  ]);
});

test("links and anchors are read as GitHub reads them", () => {
  assert.deepEqual(linksIn('[a](b.md "title") ![c](<d.png>) [![e](f.svg)](g)'), ["b.md", "d.png", "f.svg", "g"]);
  const headings = "# Füllung: `npm run lab` & more?\n## A [link](x.md)\n## A link\n```\n# no heading\n```\n";
  assert.deepEqual([...anchorsIn(headings)], ["füllung-npm-run-lab--more", "a-link", "a-link-1"]);
});
