import assert from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import type { AuditPart } from "../../../src/node/studies/context";
import { classesPart, edgeDistancePart, lossPartsPart, rankedFillsPart, sidesPart } from "../../../src/node/studies/fillParts";
import { paintPart, redrawnMasksPart, trainingGapPart, undamagedPart } from "../../../src/node/studies/networkParts";
import { writePictureFigures } from "../../../src/node/studies/pictureFigures";
import { readAuditRecord } from "../../../src/node/studies/record";
import { runPart } from "../../../src/node/studies/runPart";
import { readFigureManifest } from "../../../src/node/figures/writeFigure";
import { inputFile } from "../../support/inputs";
import { temporaryFolder } from "../../support/temporaryFolder";
import { smallContext } from "./smallAudit";

test("a part is measured once, again where it is not to be kept, and again where its input changed", async () => {
  const folder = temporaryFolder("lab-audit-"), input = "runs/recorded/audit/runs/x/log.csv";
  const context = await smallContext(folder);
  let measured = 0;
  const part: AuditPart<"held-out"> = {
    name: "held-out", inputs: () => [input],
    measure: async () => ({ images: 7, values: { measured: ++measured } as never }),
  };
  mkdirSync(join(folder, "runs/x"), { recursive: true });
  writeFileSync(join(folder, "runs/x/log.csv"), "1");
  const run = async (resume: boolean): Promise<[boolean, number]> => {
    const { skipped } = await runPart(part as unknown as AuditPart, { ...context, resume });
    return [skipped, measured];
  };
  assert.deepEqual(await run(true), [false, 1]);
  assert.deepEqual(await run(true), [true, 1]);
  assert.deepEqual(await run(false), [false, 2]);
  writeFileSync(join(folder, "runs/x/log.csv"), "2");
  assert.deepEqual(await run(true), [false, 3]);
  const record = readAuditRecord(folder, "held-out");
  assert.deepEqual([record.command, record.dataset, record.synthetic, record.seed, record.images],
    ["npm run audit -- --only held-out --update", "synthetic data (dead leaves)", true, 1, 7]);
  assert.equal(record.inputs[0].file, input);
  assert.deepEqual(record.values, { measured: 3 });
});

test("parts measure a small set, tell how far they are, and give the same values again", async () => {
  const folder = temporaryFolder("lab-audit-"), shown: string[] = [], context = await smallContext(folder, shown);
  const edges = await edgeDistancePart.measure(context), again = await edgeDistancePart.measure(context);
  assert.deepEqual(again, edges);
  assert.equal(edges.images, 60);
  assert.ok(edges.values.composited.known.every(({ mse }) => mse === 0));
  assert.ok(edges.values.fullImagePsnrDb.composited.value > edges.values.fullImagePsnrDb.network.value);
  const { values: { runs: gaps } } = await trainingGapPart.measure(context);
  const ids = ["report-fixed-seed1", "report-fixed-seed2", "report-fresh-seed1", "report-fresh-seed2"];
  assert.deepEqual(Object.keys(gaps), ids);
  for (const { train, test: other, gap } of Object.values(gaps)) {
    assert.ok(Math.abs(other.value - train.value - gap.value) < 1e-12);
  }
  const { values: { runs: redrawn } } = await redrawnMasksPart.measure(context);
  for (const id of ids) assert.equal(new Set(redrawn[id].losses).size, 20, "every draw has a loss of its own");
  for (const text of ["edge-distance: 60 of 60 images", "redrawn-masks, report-fresh-seed2: draw 20 of 20"]) {
    assert.ok(shown.includes(text), text);
  }
});

test("parts with the authors' weights give one interval per paint and class, and parts that add up", async () => {
  if (inputFile("REPORT_WEIGHTS", "the audit's parts with the authors' weights") === undefined) return;
  const context = await smallContext(temporaryFolder("lab-audit-"));
  const { values: paint } = await paintPart.measure(context), { values: classes } = await classesPart.measure(context);
  assert.deepEqual([paint.network.length, paint.authors.length], [4, 4]);
  assert.ok(paint.network[0].value > paint.network[3].value, "white is what neither was trained on");
  assert.deepEqual([classes.classNames.length, classes.methods.authors.length, classes.texture.length], [10, 10, 10]);
  const { values: { methods } } = await lossPartsPart.measure(context);
  assert.equal(methods.harmonic.knownExcess < 1e-6 && methods.composited.knownExcess < 1e-6, true);
  assert.equal(methods.composited.holeExcess, methods.network.holeExcess);
  const { values: undamaged } = await undamagedPart.measure(context);
  assert.deepEqual([undamaged.numbersIn, undamaged.numbersBottleneck, undamaged.numbersPooled], [3072, 1024, 768]);
});

test("a measurement that is told to stop stops", async () => {
  const context = await smallContext(temporaryFolder("lab-audit-"));
  const progress = async (): Promise<void> => { throw new Error("stopped"); };
  for (const part of [sidesPart, rankedFillsPart, redrawnMasksPart]) {
    await assert.rejects(part.measure({ ...context, progress }), /stopped/);
  }
});

test("picture figures name the record and the weights that they show", async () => {
  const folder = temporaryFolder("lab-audit-"), context = await smallContext(folder);
  const part = rankedFillsPart as unknown as AuditPart;
  await runPart(part, context);
  await writePictureFigures([part], context);
  const [entry] = await readFigureManifest(join(folder, "figures"));
  assert.deepEqual([entry.name, entry.run, entry.synthetic], ["ranked-fills", "report-fixed-seed1", true]);
  assert.deepEqual(entry.inputs?.map(({ file }) => file),
    ["runs/recorded/report-fixed-seed1/model/weights.bin", "runs/recorded/audit/ranked-fills.json"]);
  assert.ok(existsSync(join(folder, "figures", "ranked-fills.svg")) && readdirSync(join(folder, "figures")).length === 3);
});
