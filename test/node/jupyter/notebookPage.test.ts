import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { jupyterPython } from "../../../src/node/jupyter/executeNotebook";
import { writeNotebookPage } from "../../../src/node/jupyter/notebookPage";
import { loadsFromElsewhere } from "../../../src/node/site/loads";
import { checkNotRun } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";

const chart = '<svg xmlns="http://www.w3.org/2000/svg"><text>the chart</text></svg>';
const output = (data: object): object => ({ output_type: "display_data", metadata: {}, data });

/** With all that nbconvert's own page would load something for: a formula, a diagram, widgets, a chart. */
const notebook = {
  nbformat: 4,
  nbformat_minor: 5,
  metadata: {
    language_info: { name: "typescript", file_extension: ".ts" },
    widgets: { "application/vnd.jupyter.widget-state+json": { version_major: 2, version_minor: 0, state: {} } },
  },
  cells: [
    {
      id: "a",
      cell_type: "markdown",
      metadata: {},
      source: ["The loss is $\\frac{1}{n}\\sum_i x_i$, 5 \\$ a piece.\n"],
    },
    { id: "b", cell_type: "markdown", metadata: {}, source: ["```mermaid\ngraph TD; Known-->Hole\n```\n"] },
    {
      id: "c",
      cell_type: "code",
      execution_count: 1,
      metadata: {},
      source: ['const answer = "x";'],
      outputs: [
        output({
          "application/vnd.plotly.v1+json": { data: [], layout: {} },
          "image/svg+xml": chart,
          "text/plain": "chart",
        }),
        output({ "text/html": "<table><tr><td>the table</td></tr></table>", "text/plain": "table" }),
        output({ "image/png": "iVBORw0KGgo=", "text/plain": "grid" }),
      ],
    },
  ],
};

test("a page holds texts, code and outputs, and asks no other host for anything", async () => {
  if (!existsSync(jupyterPython)) return checkNotRun("a notebook as a page: .venv is not there (npm run setup)");
  const folder = temporaryFolder("page-");
  writeFileSync(join(folder, "A0-small.ipynb"), JSON.stringify(notebook));
  await writeNotebookPage(join(folder, "A0-small.ipynb"), join(folder, "html"));
  const page = readFileSync(join(folder, "html", "A0-small.html"), "utf8");
  assert.deepEqual(loadsFromElsewhere(page, "markup"), []);
  assert.doesNotMatch(page, /mathjax|require\.min\.js|cdnjs|unpkg|jsdelivr/i);
  for (const text of [
    `data:image/svg+xml;base64,${Buffer.from(chart).toString("base64")}`,
    "the table</td>",
    "data:image/png;base64,iVBORw0KGgo=",
    "Known--&gt;Hole",
  ])
    assert.ok(page.includes(text), text);
  assert.ok(page.includes("\\frac{1}{n}\\sum_i x_i"), "a formula stays readable as its source");
});

test("a notebook that is none is named in one sentence", async () => {
  if (!existsSync(jupyterPython)) return checkNotRun("a notebook as a page: .venv is not there (npm run setup)");
  const folder = temporaryFolder("page-");
  writeFileSync(join(folder, "A0-broken.ipynb"), "no notebook");
  await assert.rejects(
    writeNotebookPage(join(folder, "A0-broken.ipynb"), folder),
    /^Error: Expected nbconvert to write A0-broken\.ipynb as HTML, but it failed: .+ Delete \.venv and run npm run setup\.$/,
  );
});
