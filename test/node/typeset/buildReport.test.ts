import assert from "node:assert/strict";
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { buildReport } from "../../../src/node/typeset/buildReport";
import { compileTypst, hasTypst } from "../../../src/node/typeset/compileTypst";
import { checkNotRun } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";
import { fontsIn, pdfObjects } from "./pdfText";
import { change, reportRoot } from "./reportRoot";

const head = '#import "../lib.typ": *\n';
/** Calls everything that a section may call, but the claims. */
const everything = `${head}= "Title"
Code: \`npm run\` and _more_.
#n("run.epoch20") #ci("benchmark.square8.harmonic.pooledHolePsnrDb") @fig-network @krizhevsky2009
#below("published.lowest", "published.coldStart.epoch20")
#fig("network", width: 50%)[Caption.]
#runs-table() #benchmark-table()
== Two
#cell("A3-masking", "draw-masks")
#source-table()
`;
const files = (root: string): string[] =>
  ["report.en.pdf", "report.de.pdf", "variables.json"].map((name) => join(root, "report", name));
/** The words of this copy are checked in the project's own report; here only the sections count. */
function quietRoot(sections: Parameters<typeof reportRoot>[0]): string {
  const root = reportRoot(sections);
  const words = join(root, "report/words.json");
  writeFileSync(words, JSON.stringify({ ...(JSON.parse(readFileSync(words, "utf8")) as object), claims: {} }));
  return root;
}

test("the same records give the same bytes, another number other ones; only the named fonts are embedded", async () => {
  if (!hasTypst()) return checkNotRun("building the report: the Typst compiler is not installed");
  const root = quietRoot({ en: { "01-a.typ": everything } });
  const build = { root, charts: [] };
  const built = await buildReport(build);
  assert.deepEqual(built.files, files(root));
  const first = files(root).map((file) => readFileSync(file));
  for (const pdf of first.slice(0, 2)) {
    assert.deepEqual(fontsIn(pdf), [
      "DejaVuSans",
      "DejaVuSans-Bold",
      "DejaVuSansMono",
      "LibertinusSerif-Bold",
      "LibertinusSerif-Italic",
      "LibertinusSerif-Regular",
    ]);
    const objects = pdfObjects(pdf);
    assert.match(objects, /Inpainting Lab/);
    assert.match(objects, /\/StructTreeRoot/);
    assert.match(objects, /\/Alt\s*[(<]/);
  }
  await buildReport(build);
  files(root).forEach((file, i) => assert.ok(readFileSync(file).equals(first[i]), file));
  change(root, "runs/recorded/report-fixed-seed1/log.csv", /^20,.*$/m, "20,0.6,0.59999");
  await buildReport(build);
  files(root).forEach((file, i) => assert.ok(!readFileSync(file).equals(first[i]), file));
  assert.match(
    readFileSync(files(root)[2], "utf8"),
    /"run\.epoch20": \{"value":0\.59999,"digits":5,"unit":"nat","en":"0\.59999","de":"0,59999"/,
  );
  assert.deepEqual(
    readdirSync(join(root, "report")).filter((name) => /tmp/.test(name)),
    [],
  );
});

test("a reader's own run on synthetic data: another name, a banner on every page, daggers", async () => {
  if (!hasTypst()) return checkNotRun("building a local report: the Typst compiler is not installed");
  const root = quietRoot({
    en: {
      "01-a.typ":
        `${head}= A\n#n("run.epoch20") #n("run.epoch1") ` +
        `#n("runs.fresh1.epoch1")\n#below("run.epoch1", "run.epoch1")`,
    },
  });
  const folder = join(root, "runs/local/report-fixed-seed1-synthetic-quick");
  mkdirSync(folder, { recursive: true });
  cpSync(join(root, "runs/recorded/report-fixed-seed1"), folder, { recursive: true });
  change(root, "runs/local/report-fixed-seed1-synthetic-quick/config.json", '"synthetic": false', '"synthetic": true');
  change(root, "runs/local/report-fixed-seed1-synthetic-quick/log.csv", /^4,[^]*/m, "");
  const { files: made } = await buildReport({ root, localRun: folder, charts: [] });
  assert.deepEqual(
    made.map((file) => file.slice(folder.length + 1).replaceAll("\\", "/")),
    ["report/report.synthetic.en.pdf", "report/report.synthetic.de.pdf", "report/variables.json"],
  );
  assert.ok(!existsSync(join(root, "report/report.en.pdf")));
  const variables = JSON.parse(readFileSync(made[2], "utf8")) as { [key: string]: { en: string; local: boolean } };
  assert.deepEqual([variables["run.epoch20"].en, variables["run.epoch20"].local], ["–", true]);
  assert.equal(variables["runs.fresh1.epoch1"].local, false);
});

test("a problem stops the build and leaves the earlier files; a draft lists it and goes elsewhere", async () => {
  if (!hasTypst()) return checkNotRun("building a draft: the Typst compiler is not installed");
  const root = quietRoot({
    en: { "01-a.typ": `${head}= A\nIt is 17.65 dB, or #n("run.nothing"), at #fig("no-figure")[x].` },
  });
  const draft = join(root, "draft");
  await assert.rejects(
    buildReport({ root, charts: [] }),
    /Expected a report without loose ends, but:\n[^]*no record holds "run\.nothing"[^]*"no-figure" is missing[^]*"17\.65"/,
  );
  assert.ok(!existsSync(join(root, "report/variables.json")));
  const { warnings } = await buildReport({ root, charts: [], draft, languages: ["de"] });
  assert.ok(warnings.some((text) => text.includes("run.nothing")));
  assert.deepEqual(readdirSync(draft).sort(), ["report.de.pdf", "variables.json"]);
});

test("an order that the numbers do not keep stops the build", async () => {
  if (!hasTypst()) return checkNotRun("an order in the text: the Typst compiler is not installed");
  const root = quietRoot({
    en: { "01-a.typ": `${head}= A\n#below("published.coldStart.epoch1", "published.lowest")` },
  });
  await assert.rejects(
    buildReport({ root, charts: [] }),
    /the text says published\.coldStart\.epoch1 < published\.lowest, but 0\.5751 is not below 0\.55880/,
  );
});

test("Typst's warnings are errors, with their place", async () => {
  if (!hasTypst()) return checkNotRun("warnings of Typst: the Typst compiler is not installed");
  const root = temporaryFolder("lab-typst-");
  writeFileSync(join(root, "main.typ"), '#set document(title: "T")\n#set text(font: "No Such Font")\nText');
  await assert.rejects(
    compileTypst(root, [{ inputs: {}, output: join(root, "a.pdf") }]),
    /Expected the report to compile without a warning, but Typst says:\nwarning: [^]*unknown font family: no such font[^]*main\.typ:2/,
  );
});
