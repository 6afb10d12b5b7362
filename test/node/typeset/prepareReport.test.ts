import assert from "node:assert/strict";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { prepareReport } from "../../../src/node/typeset/prepareReport";
import { readRecords } from "../../../src/node/typeset/readRecords";
import { change, reportRoot, simple, type Sections } from "./reportRoot";

const head = '#import "../lib.typ": *\n';
const one = (source: string): Sections => ({ en: { "01-a.typ": `${head}${source}` } });
const prepare = (root: string): ReturnType<typeof prepareReport> =>
  prepareReport({ root, records: readRecords(root), figureFolders: [join(root, "figures")] });
/** The problems, without those of report/words.json, which are the same in every copy. */
const problems = async (root: string): Promise<string[]> =>
  (await prepare(root)).problems.filter((text) => !text.startsWith("report/words.json"));

test("sections that are in order give no problem; what they print is listed", async () => {
  const root = reportRoot(simple);
  const { used, figures } = await prepare(root);
  assert.deepEqual(await problems(root), []);
  assert.deepEqual(used, ["benchmark.square8.harmonic.pooledHolePsnrDb", "run.epoch20"]);
  assert.deepEqual(
    figures.map(({ name, madeBy }) => [name, madeBy]),
    [["network", "notebooks/A4-architecture.ipynb · build"]],
  );
});

test("missing keys, runs, records, intervals, claims and cells are named with their line", async () => {
  const root = reportRoot(
    one(`Text #n("run.epoch21")
#n("runs.fixed9.epoch1") #n("audit.nothing.value") #ci("run.epoch20")
#claim("99")[x] #cell("A3-masking", "no-cell") #cell("A9-none", "x")
#n("benchmark.square8.harmonic.pooledHolePsnr")`),
  );
  const text = (await problems(root)).filter((line) => line.startsWith("report/en")).join("\n");
  assert.match(text, /01-a\.typ, line 2: no record holds "run\.epoch21"; near it: run\.epoch20/);
  assert.match(text, /line 3: "runs\.fixed9\.epoch1" needs a run "fixed9" in runs\/recorded, which is not there/);
  assert.match(text, /line 3: "audit\.nothing\.value" needs runs\/recorded\/audit\/nothing\.json, which is not there/);
  assert.match(text, /line 3: "run\.epoch20" has no interval/);
  assert.match(text, /line 4: src\/report\/claims\.ts has no claim "99"/);
  assert.match(text, /line 4: Expected a cell "no-cell" in A3-masking\.ipynb, but its code cells are .*draw-masks/);
  assert.match(text, /line 4: Expected the notebook A9-none\.ipynb, but there is none/);
  assert.match(text, /line 5: no record holds .*; near it: benchmark\.square8\.harmonic\.pooledHolePsnrDb/);
});

test("a loose digit is named", async () => {
  assert.deepEqual(await problems(reportRoot(one("The network reaches 17.65 dB."))), [
    'report/en/01-a.typ, line 2: "17.65" is neither a lookup nor in report/constants.json',
    'report/de/01-a.typ, line 2: "17.65" is neither a lookup nor in report/constants.json',
  ]);
});

test("languages that say different things are named, and a section that only one has", async () => {
  const root = reportRoot({
    en: { "01-a.typ": `${head}#n("run.epoch20")`, "02-b.typ": head },
    de: { "01-a.typ": `${head}#n("run.epoch1")` },
  });
  assert.deepEqual(await problems(root), [
    '01-a.typ: #n("run.epoch1") stands 0 times in English and 1 times in German',
    '01-a.typ: #n("run.epoch20") stands 1 times in English and 0 times in German',
    "02-b.typ: there is no report/de/02-b.typ",
  ]);
});

test("a section without its first line is named", async () => {
  assert.match(
    (await problems(reportRoot({ en: { "01-a.typ": "= A" } })))[0],
    /report\/en\/01-a\.typ: its first line must be #import "\.\.\/lib\.typ": \*/,
  );
});

test("a figure that is missing, changed, stale or synthetic is named with the command that makes it", async () => {
  const picture = one('#fig("network")[x]');
  const broken = async (spoil: (root: string) => void): Promise<string> => {
    const root = reportRoot(picture);
    spoil(root);
    return (await problems(root)).join("\n");
  };
  assert.match(
    await broken((root) => change(root, "figures/manifest.json", '"name": "network"', '"name": "network-old"')),
    /figure "network" is missing: no manifest\.json/,
  );
  assert.match(
    await broken((root) => rmSync(join(root, "figures/network.svg"))),
    /figure "network" has no file .*network\.svg; make it again: run the cell build of notebooks\/A4-architecture\.ipynb, or npm run reproduce -- --update/,
  );
  assert.match(
    await broken((root) => change(root, "figures/network.svg", "</svg>", " </svg>")),
    /figure "network" was changed after it was made; make it again/,
  );
  assert.match(
    await broken((root) =>
      change(root, "figures/manifest.json", /("name": "network",[^]*?"synthetic": )false/, "$1true"),
    ),
    /figure "network" shows synthetic data/,
  );
  const manifest = (root: string): void =>
    change(
      root,
      "figures/manifest.json",
      '"name": "network",',
      '"name": "network", "inputs": [{ "file": "a.txt", "sha256": "0" }],',
    );
  assert.match(await broken(manifest), /figure "network" is stale, a\.txt changed since; make it again/);
  assert.match(
    await broken((root) => {
      manifest(root);
      writeFileSync(join(root, "a.txt"), "x");
    }),
    /figure "network" is stale, a\.txt changed since/,
  );
});

test("constants without a source are refused, without use they are listed", async () => {
  const root = reportRoot(simple);
  writeFileSync(join(root, "report/constants.json"), '{ "constants": [{ "text": "4711", "source": "none" }] }');
  assert.deepEqual((await prepare(root)).unused, [{ text: "4711", source: "none" }]);
  writeFileSync(join(root, "report/constants.json"), '{ "constants": [{ "en": "4", "source": "none" }] }');
  await assert.rejects(
    prepare(root),
    /Expected each constant to have a text, or an en and a de, and a source, but received \{"en":"4","source":"none"\}/,
  );
});

test("a report's own file that does not fit is named with the key", async () => {
  const root = reportRoot(simple);
  writeFileSync(join(root, "report/constants.json"), '{ "constants": [{ "text": 4711, "source": "none" }] }');
  await assert.rejects(
    prepare(root),
    /Expected constants\.0\.text in .*constants\.json to be a text, but received 4711\. Correct it there\./,
  );
  writeFileSync(join(root, "report/words.json"), '{ "claims": { "1": { "title": { "en": "x" } } } }');
  await assert.rejects(
    prepare(root),
    /Expected claims\.1\.title\.de in .*words\.json to be a text, but received nothing\. Correct it there\./,
  );
});

test("a record that does not fit stops the report, with the command that makes it again", () => {
  for (const [file, text, message] of [
    ["bench/training/recorded.json", '[{ "workload": 1 }]', "0.workload in .* a text.* npm run bench -- training"],
    ["runs/recorded/audit/paint.json", "{}", "name in .* a text.* npm run measure -- paint --record"],
    ["runs/recorded/benchmark/rows.json", "[]", "key in .* a text.* npm run measure -- cifar10-inpainting-v1 --record"],
    [
      "runs/recorded/repair-ladder/ladder.json",
      "7",
      "ladder.json to hold an object.* npm run measure -- repair-ladder",
    ],
    ["runs/recorded/report-fixed-seed1/metrics.json", '{ "network": 1 }', "network in .* an object.* npm run train"],
  ]) {
    const root = reportRoot(simple);
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
    assert.throws(() => readRecords(root), new RegExp(message), file);
  }
});

test("without the shown run there is no report", () => {
  const root = reportRoot(simple);
  rmSync(join(root, "runs/recorded/report-fixed-seed1/log.csv"));
  assert.throws(
    () => readRecords(root),
    /Expected the run that the report shows in .*report-fixed-seed1, but there is none\. Make it: npm run reproduce -- --update\./,
  );
});
