// Everything that the project writes opens without a network: one instance of each kind, and the committed files as they are, hold
// nothing that a browser or a reader of PDFs would ask another host for. Allowed are links that a reader clicks on. Pages of
// notebooks: test/node/jupyter/notebookPage.test.ts; the site: test/node/cli/site.test.ts; both in a browser: test/browser/.
// One exception: nodeplotlib's window (src/node/jupyter/plotWindow.ts) loads Plotly from the web, and opens on request only.
// Not looked at, since they hold numbers and pixels and no addresses: PNG and JPEG (--compare writes nothing else), weights, CSV,
// and the events of TensorBoard, whose bytes test/node/jupyter/predictionWriters.test.ts checks.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inflateSync } from "node:zlib";
import { imageBatch } from "../../src/images/batch";
import { drawingToSvg } from "../../src/node/figures/encode";
import { showFigure } from "../../src/node/jupyter/display";
import { holeExplorerOutput } from "../../src/node/jupyter/holeExplorer";
import { showTable } from "../../src/node/jupyter/showTable";
import { projectRoot } from "../../src/node/paths";
import { loadsFromElsewhere } from "../../src/node/site/loads";
import { exploreHoles } from "../../src/studies/exploreHoles";
import { sampleBars, sampleGrid, sampleHeatMap, sampleLoss } from "../figures/samples";
import { inNotebook } from "../node/jupyter/fakeKernel";
import { checkNotRun } from "../support/inputs";
import { notebookPaths } from "./notebookTexts";

/** What the front end would load to show a cell's output, or a chart in it. */
function loadsOfBundle(data: { readonly [mimeType: string]: unknown }): string[] {
  return Object.entries(data).flatMap(([mimeType, value]) => {
    const text = typeof value === "string" ? value : Array.isArray(value) ? value.join("") : JSON.stringify(value);
    if (mimeType === "text/html" || mimeType === "image/svg+xml") return loadsFromElsewhere(text, "markup");
    if (mimeType === "text/markdown") return loadsOfMarkdown(text);
    if (mimeType === "application/javascript") return loadsFromElsewhere(text, "script");
    // Pictures, fonts and maps that a chart names; also the views of widgets, which no front end here can draw.
    if (mimeType.endsWith("json"))
      return [...text.matchAll(/"((?:https?:)?\/\/[^"\s]+)"/g)].map(([, address]) => address);
    return [];
  });
}

/** Pictures of other hosts; code is passed over, links are not looked at. */
function loadsOfMarkdown(markdown: string): string[] {
  const text = markdown.replace(/^ *(```+|~~~+)[^]*?^ *\1\s*$/gm, "").replace(/(`+)[^`]*\1/g, "");
  const pictures = [...text.matchAll(/!\[[^\]]*\]\(\s*<?((?:https?:)?\/\/[^)>\s]+)/g)].map(([, address]) => address);
  return [...pictures, ...loadsFromElsewhere(text, "markup")];
}

/** The objects of a PDF, those in compressed streams of objects too; contents of pages, fonts and pictures are left out. */
function pdfObjects(bytes: Buffer): string {
  const text = bytes.toString("latin1");
  const streams = [...text.matchAll(/<<((?:[^<>]|<<[^<>]*>>|<[^<>]*>)*)>>\s*stream\r?\n/g)];
  const packed = streams
    .filter(([, dictionary]) => dictionary.includes("/ObjStm"))
    .map(({ 0: all, index }) => {
      const start = index + all.length;
      return inflateSync(bytes.subarray(start, text.indexOf("endstream", start))).toString("latin1");
    });
  return [text.replace(/stream\r?\n[^]*?endstream/g, ""), ...packed].join("\n");
}

test("committed notebooks: outputs, texts and metadata load nothing, and no text has a formula that needs MathJax", () => {
  for (const path of notebookPaths()) {
    const { cells, metadata } = JSON.parse(readFileSync(path, "utf8")) as {
      cells: { cell_type: string; source: string[]; outputs?: { data?: { [mimeType: string]: unknown } }[] }[];
      metadata: object;
    };
    assert.ok(!("widgets" in metadata), `${path}: views of widgets are drawn by a script from another host`);
    for (const { cell_type: type, source, outputs = [] } of cells) {
      for (const { data = {} } of outputs) assert.deepEqual(loadsOfBundle(data), [], path);
      if (type !== "markdown") continue;
      const text = [source]
        .flat()
        .join("")
        .replace(/`[^`]*`/g, "");
      assert.deepEqual(loadsOfMarkdown(text), [], path);
      assert.doesNotMatch(
        text,
        /\$[^$\s][^$\n]*\$|\\\(|\\\[|\\begin\{/,
        `${path}: a page shows a formula as its source`,
      );
    }
  }
});

test("committed pages and drawings load nothing", () => {
  if (!existsSync(join(projectRoot, ".git"))) return checkNotRun("committed pages without a network: this is no clone");
  const listed = execFileSync("git", ["ls-files", "-z"], { cwd: projectRoot, encoding: "utf8", maxBuffer: 1e8 });
  const files = listed.split("\0").filter((file) => existsSync(join(projectRoot, file)));
  const of = (ending: RegExp): string[] => files.filter((file) => ending.test(file));
  const read = (file: string): string => readFileSync(join(projectRoot, file), "utf8");
  assert.ok(of(/\.svg$/).length > 20 && of(/\.md$/).length > 10);
  for (const file of of(/\.(svg|html)$/)) assert.deepEqual(loadsFromElsewhere(read(file), "markup"), [], file);
  for (const file of of(/\.css$/)) assert.deepEqual(loadsFromElsewhere(read(file), "style"), [], file);
  for (const file of of(/\.md$/)) assert.deepEqual(loadsOfMarkdown(read(file)), [], file);
});

for (const language of ["en", "de"]) {
  test(`report.${language}.pdf carries its fonts; the web is only linked to`, () => {
    const objects = pdfObjects(readFileSync(join(projectRoot, `report/report.${language}.pdf`)));
    const count = (pattern: RegExp): number => objects.match(pattern)?.length ?? 0;
    assert.ok(count(/\/Type\s*\/FontDescriptor\b/g) > 0);
    assert.equal(count(/\/FontFile[23]?\b/g), count(/\/Type\s*\/FontDescriptor\b/g));
    for (const action of [
      "JavaScript",
      "Launch",
      "SubmitForm",
      "ImportData",
      "GoToR",
      "OpenAction",
      "FS",
      "AA",
      "Rendition",
    ])
      assert.equal(count(new RegExp(`/${action}\\b`, "g")), 0, action);
    assert.ok(count(/\/S\s*\/URI\b/g) <= count(/\/Subtype\s*\/Link\b/g), "every address belongs to a link");
  });
}

test("drawings as SVG: a chart, a map, a grid of pictures", () => {
  for (const drawing of [sampleLoss(), sampleBars(), sampleHeatMap(), sampleGrid()])
    assert.deepEqual(loadsFromElsewhere(drawingToSvg(drawing), "markup"), []);
});

test("outputs of cells: a live chart, a table, the hole explorer with its script", async (context) => {
  const { sent } = inNotebook(context);
  showFigure(sampleLoss());
  showTable([{ method: "mean <https://example.org>", error: 1 }], { caption: "//cdn" });
  const picture = imageBatch(
    Uint8Array.from({ length: 8 * 8 * 3 }, (_, i) => i),
    [1, 8, 8, 3],
  );
  const explorer = holeExplorerOutput(
    await exploreHoles({ network: (images) => images, harmonic: (images) => images }, picture, { side: 4 }),
  );
  const outputs = [...sent.map(({ data }) => data), { "text/html": explorer.html }];
  assert.equal(outputs.length, 3);
  for (const data of outputs) assert.deepEqual(loadsOfBundle(data), []);
});

test("what would load something is found in each kind of output", () => {
  const cdn = "https://cdn.example/x.js";
  for (const data of [
    { "text/html": [`<script src="${cdn}">`, "</script>"] },
    { "image/svg+xml": `<svg><image href="${cdn}"/></svg>` },
    { "text/markdown": `![](${cdn})` },
    { "application/javascript": `import("${cdn}")` },
    { "application/vnd.plotly.v1+json": { layout: { images: [{ source: cdn }] } } },
  ])
    assert.deepEqual(loadsOfBundle(data), [cdn]);
});
