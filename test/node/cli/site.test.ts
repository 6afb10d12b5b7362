import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mock, test } from "node:test";
import { jupyterPython } from "../../../src/node/jupyter/executeNotebook";
import { buildSite, site } from "../../../src/node/cli/site";
import { notebooksFolder, projectRoot } from "../../../src/node/paths";
import { checkNotRun } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

test("a folder with something else in it is not replaced", async () => {
  const folder = temporaryFolder("site-");
  writeFileSync(join(folder, "thesis.tex"), "");
  const said = mock.method(console, "error", () => undefined);
  assert.equal(await site({ to: folder }), 1);
  said.mock.restore();
  assert.ok(existsSync(join(folder, "thesis.tex")));
});

test("every notebook is a page with its outputs between its neighbours, and the search knows its words", async () => {
  if (!existsSync(jupyterPython) || spawnSync(jupyterPython, ["-c", "import sphinx, myst_nb, furo"]).status !== 0) {
    return checkNotRun("building the site: its generator is not installed (npm run site installs it)");
  }
  const folder = await buildSite(projectRoot, temporaryFolder("site-"));
  const names = readdirSync(notebooksFolder)
    .filter((name) => name.endsWith(".ipynb"))
    .sort()
    .map((name) => name.replace(".ipynb", ""));
  const read = (name: string): string => readFileSync(join(folder, "notebooks", `${name}.html`), "utf8");
  for (const [i, name] of names.entries()) {
    const page = read(name);
    const neighbour = (other: string | undefined): boolean =>
      other === undefined || page.includes(`href="${other}.html"`);
    assert.ok(neighbour(names[i - 1]) && neighbour(names[i + 1]), `${name} leads to its neighbours`);
    assert.ok(page.includes("cell_output"), `${name} has outputs`);
  }
  assert.match(read("A3-masking"), /✓ /);
  assert.doesNotMatch(read("A3-masking"), /mathjax|require\.js|requirejs/i);
  const index = readFileSync(join(folder, "searchindex.js"), "utf8");
  for (const word of ["knownmask", "teacher"]) assert.ok(index.includes(word), word);
  assert.match(readFileSync(join(folder, "index.html"), "utf8"), /href="api\.html"/);
  assert.match(readFileSync(join(folder, "api.html"), "utf8"), /id="placeRectangleMask"/);
  for (const name of ["index.html", "search.html", "api.html", "notebooks/teachers-page.html", "report/report.en.pdf"])
    assert.ok(existsSync(join(folder, name)), name);
});
