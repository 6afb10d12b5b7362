import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { Notebook } from "../../../src/node/files/notebook";
import { linksOfSite, openingOf, stageSource } from "../../../src/node/site/stageSource";
import { temporaryFolder } from "../../support/temporaryFolder";

const pages = new Set(["notebooks/A0-first.ipynb"]);

test("links to pages stay, links to what the site lacks become words", () => {
  assert.equal(
    linksOfSite(
      "see [A0](A0-first.ipynb#The-end), [code](../src/index.ts) and [web](https://example.org)",
      "notebooks",
      pages,
    ),
    "see [A0](A0-first.ipynb#The-end), code and [web](https://example.org)",
  );
  assert.equal(
    linksOfSite("[teacher](README.md), [here](#x), ![picture](a.png)", "notebooks", pages),
    "[teacher](teachers-page.md), [here](#x), ![picture](a.png)",
  );
  assert.equal(
    linksOfSite("[report](../report/report.de.pdf)", "notebooks", pages),
    '<a href="../report/report.de.pdf">report</a>',
  );
  assert.equal(
    linksOfSite("[teacher](notebooks/README.md) and [report](report/report.de.pdf)", "", pages),
    '[teacher](notebooks/teachers-page.md) and <a href="report/report.de.pdf">report</a>',
  );
});

/** A clone with two notebooks, one of which was executed. */
function smallClone(): string {
  const root = temporaryFolder("clone-");
  for (const folder of ["notebooks/solutions", "report", "figures"]) mkdirSync(join(root, folder), { recursive: true });
  const cell = (source: string[]): object => ({ cell_type: "markdown", metadata: {}, source });
  const code = {
    cell_type: "code",
    metadata: {},
    source: ["[x](y.ts)"],
    outputs: [
      { output_type: "stream", name: "stdout", text: ["✓ done"] },
      {
        output_type: "display_data",
        metadata: {},
        data: { "application/vnd.plotly.v1+json": {}, "image/svg+xml": "<svg/>" },
      },
    ],
  };
  for (const [name, cells] of [
    [
      "A0-first",
      [cell(["# First\n", "[next](B1-second.ipynb) [code](../src/x.ts) [solution](solutions/A0-first.ipynb)"]), code],
    ],
    ["B1-second", [cell(["# Second"])]],
    ["solutions/A0-first", [cell(["# Solutions of A0\n", "[back](../A0-first.ipynb)"])]],
  ] as const) {
    writeFileSync(
      join(root, `notebooks/${name}.ipynb`),
      JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }),
    );
  }
  writeFileSync(join(root, "notebooks/README.md"), "# The teacher's page\n\n[A0](A0-first.ipynb)\n");
  writeFileSync(join(root, "report/report.en.pdf"), "%PDF");
  writeFileSync(join(root, "figures/ten.png"), "png");
  writeFileSync(
    join(root, "README.md"),
    "# Lab\n\n[![MIT](badge.svg)](LICENSE)\n\nWhat it is.\n\n![Ten](figures/ten.png)\n\n## Try it\n\nI want to\n",
  );
  return root;
}

test("notebooks come with their outputs, code untouched, links mended", () => {
  const root = smallClone();
  const target = join(temporaryFolder("site-"), "source");
  stageSource(root, target);
  const { cells } = JSON.parse(readFileSync(join(target, "notebooks/A0-first.ipynb"), "utf8")) as Notebook & {
    cells: { outputs?: object[] }[];
  };
  assert.equal(cells[0].source, "# First\n[next](B1-second.ipynb) code [solution](solutions/A0-first.ipynb)");
  assert.deepEqual(cells[1].source, ["[x](y.ts)"]);
  assert.equal(cells[1].outputs?.length, 2);
  assert.deepEqual((cells[1].outputs?.[1] as { data: object }).data, { "image/svg+xml": "<svg/>" }, "no live chart");
  for (const name of ["conf.py", "_static/site.css", "_extra/report/report.en.pdf", "figures/ten.png"]) {
    assert.ok(existsSync(join(target, name)), name);
  }
});

test("the first page has README's opening, the contents in order, the teacher's page and the report", () => {
  const target = join(temporaryFolder("site-"), "source");
  stageSource(smallClone(), target);
  const page = readFileSync(join(target, "index.md"), "utf8");
  assert.match(page, /^# Lab\n\nWhat it is\.\n\n!\[Ten\]\(figures\/ten\.png\)\n/);
  assert.doesNotMatch(page, /I want to|badge/);
  const order = [
    "The lesson",
    "notebooks/A0-first",
    "Beyond the report",
    "notebooks/B1-second",
    "For teachers",
    "notebooks/teachers-page",
    "Solutions",
    "notebooks/solutions/A0-first",
    "report/report.en.pdf",
  ];
  const places = order.map((words) => page.indexOf(words));
  assert.ok(
    places.every((place, i) => place > (places[i - 1] ?? -1)),
    page,
  );
  assert.doesNotMatch(page, /report\.de\.pdf|engine room/);
});

test("a README without a further heading is all opening; links to what stands below become words", () => {
  assert.equal(openingOf("# Lab\n\nWhat [it](#it) is.\n"), "# Lab\n\nWhat it is.");
});

test("without notebooks it says so", () => {
  const root = temporaryFolder("clone-");
  mkdirSync(join(root, "notebooks"));
  assert.throws(
    () => stageSource(root, join(root, "out")),
    /Expected notebooks in .*notebooks, but found none\. Restore them: git checkout notebooks\./,
  );
});

test("a clone with sources gets a page of its public names, which the first page leads to", () => {
  const root = smallClone();
  for (const folder of ["src/node", "docs"]) mkdirSync(join(root, folder), { recursive: true });
  writeFileSync(join(root, "src/index.ts"), 'export { one } from "./numbers";');
  writeFileSync(join(root, "src/node/index.ts"), 'export * from "../index";');
  writeFileSync(join(root, "src/numbers.ts"), "/** A number. */\nexport const one: number = 1;");
  writeFileSync(join(root, "docs/code.md"), "");
  const target = join(temporaryFolder("site-"), "source");
  stageSource(root, target);
  assert.match(readFileSync(join(target, "api.md"), "utf8"), /const one: number<\/code><\/pre><p>A number\.<\/p>/);
  assert.match(readFileSync(join(target, "index.md"), "utf8"), /:caption: Reference\n:maxdepth: 1\n\napi\n/);
  stageSource(smallClone(), target);
  assert.equal(existsSync(join(target, "api.md")), false);
});
