import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import * as tf from "../../support/tensorflow";
import sharp from "sharp";
import { classicalMethods } from "../../../src/classical";
import { buildReportAutoencoder } from "../../../src/models/reportAutoencoder";
import { buildResidualInpainter } from "../../../src/models/residualInpainter";
import { offeredMethods } from "../../../src/node/inpaint/methods";
import { saveModel } from "../../../src/node/store/modelFiles";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-run-");
const runs = join(folder, "recorded");
const at = (name: string): string => join(folder, name);

before(async () => {
  process.env.LAB_ENGINE = "none";
  await inSharp(drawSample(40, 28, 3))
    .png()
    .toFile(at("photo.png"));
  await inSharp(drawSample(40, 28, 1))
    .png()
    .toFile(at("grey.png"));
  await inSharp(drawSample(32, 32, 3))
    .png()
    .toFile(at("tiny.png"));
  const painted = new Uint8Array(40 * 28);
  for (let y = 10; y < 15; y++) painted.fill(255, y * 40 + 12, y * 40 + 22);
  await inSharp({ ...drawSample(40, 28, 1), values: painted })
    .png()
    .toFile(at("mask.png"));
  for (const [name, model] of [
    ["report-fixed-seed1", buildReportAutoencoder()],
    ["residual-inpainter", buildResidualInpainter()],
  ] as const) {
    await saveModel(model, join(runs, name, "model"));
    model.dispose();
  }
});

for (const method of [...Object.keys(classicalMethods), "navier-stokes"]) {
  test(`${method} fills from a mask file`, async () => {
    const out = at(`by-${method}.png`);
    const { code, said } = await run([at("photo.png"), "--mask", at("mask.png"), "--method", method, "-o", out]);
    assert.equal(code, 0);
    assert.match(said[0], /: 40×28, 4\.46 % filled by \w+ in \d+\.\d s$/);
    const before = await storedValues(at("photo.png"));
    const after = await storedValues(out);
    const differing = Array.from({ length: 40 * 28 }, (_, p) => p).filter((p) =>
      [0, 1, 2].some((c) => before.values[3 * p + c] !== after.values[3 * p + c]),
    );
    assert.ok(differing.length > 40 && differing.every((p) => p % 40 >= 12 && p % 40 < 22 && p >= 400 && p < 600));
  });
}

test("without a method thin holes are biharmonic and wide ones harmonic, and --json tells what was done", async () => {
  for (const [hole, method, pixels] of [
    ["12,10,10,2", "biharmonic", 20],
    [at("mask.png"), "harmonic", 50],
  ] as const) {
    const { code, said } = await run([at("photo.png"), "--mask", hole, "-o", at(`json-${method}.png`), "--json"]);
    const { pictures, failures } = JSON.parse(said.join("\n"));
    assert.deepEqual(
      [code, failures, pictures.length, pictures[0].method, pictures[0].holePixels],
      [0, [], 1, method, pixels],
    );
    const { width, height, output } = pictures[0];
    assert.deepEqual([width, height, output], [40, 28, at(`json-${method}.png`)]);
  }
});

test("--quiet says nothing, --open opens what was written", async () => {
  const { said, warned, opened } = await run([
    at("photo.png"),
    "--mask",
    at("mask.png"),
    "-o",
    at("quiet.png"),
    "--quiet",
    "--open",
  ]);
  assert.deepEqual([said, warned, opened], [[], [], [at("quiet.png")]]);
});

test("--grow widens the hole by a disc, --resize-mask stretches a mask", async () => {
  const pixels = async (...more: string[]): Promise<number> =>
    JSON.parse((await run([...more, "-o", at("size.png"), "--json", "--force"])).said[0]).pictures[0].holePixels;
  assert.equal(await pixels(at("photo.png"), "--mask", "10,10,1,1", "--grow", "2"), 13);
  await sharp(at("mask.png")).resize(20, 14, { kernel: "nearest" }).png().toFile(at("half.png"));
  assert.ok(Math.abs((await pixels(at("photo.png"), "--mask", at("half.png"), "--resize-mask")) - 50) <= 30);
});

test("a colour is found within the tolerance", async () => {
  const sample = drawSample(40, 28, 3);
  for (let p = 100; p < 130; p++) sample.values.set([250, 10 + (p % 2) * 30, 255], 3 * p);
  await inSharp(sample).png().toFile(at("marked.png"));
  const count = async (tolerance: string): Promise<number> =>
    JSON.parse(
      (
        await run([
          at("marked.png"),
          "--mask",
          "#f0f",
          "--tolerance",
          tolerance,
          "-o",
          at("marked-out.png"),
          "--json",
          "--force",
        ])
      ).said[0],
    ).pictures[0].holePixels;
  assert.deepEqual([await count("10"), await count("40")], [15, 30]);
});

test("a folder with one mask, then with masks by name; a failing picture leaves the others alone", async () => {
  mkdirSync(at("in"));
  mkdirSync(at("masks"));
  for (const name of ["a.png", "b.png"])
    await inSharp(drawSample(40, 28, 3))
      .png()
      .toFile(at(`in/${name}`));
  await inSharp(drawSample(40, 28, 3))
    .jpeg()
    .toFile(at("in/c.jpg"));
  const one = await run([at("in"), "--mask", at("mask.png"), "-o", at("out1")]);
  assert.deepEqual([one.code, readdirSync(at("out1")).sort()], [0, ["a.png", "b.png", "c.jpg"]]);
  for (const name of ["a-mask.png", "c.png"]) await sharp(at("mask.png")).toFile(at(`masks/${name}`));
  const named = await run([at("in"), "--mask", at("masks"), "-o", at("out2")]);
  assert.deepEqual([named.code, readdirSync(at("out2")).sort()], [1, ["a.png", "c.jpg"]]);
  assert.match(named.warned.join("\n"), /Expected one mask for .*b\.png.*\n1 of 3 pictures could not be filled\./s);
});

test("masks by name: umlauts in either spelling, other files and the picture itself do not count, hidden ones are no pictures", async () => {
  mkdirSync(at("mixed"));
  for (const name of ["gr\u00fcn.png", "gru\u0308n-mask.png", "._gr\u00fcn.png"]) {
    await sharp(at(name.includes("mask") ? "mask.png" : "photo.png")).toFile(at(`mixed/${name}`));
  }
  writeFileSync(at("mixed/gr\u00fcn.txt"), "about it");
  const one = await run([at("mixed/gr\u00fcn.png"), "--mask", at("mixed"), "-o", at("green.png")]);
  assert.deepEqual([one.code, one.warned], [0, []]);
  await run([at("mixed"), "--mask", at("mask.png"), "-o", at("mixed-out")]);
  assert.deepEqual(readdirSync(at("mixed-out")).sort(), ["gr\u00fcn.png", "gru\u0308n-mask.png"].sort());
});

test("masks that lie beside their pictures are no pictures, and neither is the mask file of a folder", async () => {
  mkdirSync(at("together"));
  for (const name of ["a.png", "b.png", "gas-mask.png"]) copyFileSync(at("photo.png"), at(`together/${name}`));
  for (const name of ["a-mask.png", "b_mask.png", "gas-mask-mask.png"])
    copyFileSync(at("mask.png"), at(`together/${name}`));
  assert.equal((await run([at("together"), "--mask", at("together"), "-o", at("together-out")])).code, 0);
  assert.deepEqual(readdirSync(at("together-out")).sort(), ["a.png", "b.png", "gas-mask.png"]);
  const one = await run([at("together"), "--mask", at("together/b_mask.png"), "-o", at("one-mask-out"), "--grow", "1"]);
  assert.equal(one.code, 0);
  assert.ok(!readdirSync(at("one-mask-out")).includes("b_mask.png"));
  const named = ["a.png", "a-mask.png", "b.png", "b_mask.png"].map((name) => at(`together/${name}`));
  assert.equal((await run([...named, "--mask", at("together"), "-o", at("named-out")])).code, 0);
  assert.deepEqual(readdirSync(at("named-out")).sort(), ["a.png", "b.png"]);
  assert.equal((await run([...named.slice(0, 2), "--mask", named[1], "-o", at("named-one-out")])).code, 0);
  assert.deepEqual(readdirSync(at("named-one-out")), ["a.png"]);
});

test("the report's network fills 32×32 pixels and refuses others; the inpainter takes any size, grey too", async () => {
  const hole = ["--mask", "10,10,8,8", "-o"];
  assert.equal(
    (await run([at("tiny.png"), ...hole, at("tiny-out.png"), "--method", "report-fixed-seed1"], runs)).code,
    0,
  );
  const refused = await run([at("photo.png"), ...hole, at("no.png"), "--method", "report-fixed-seed1"], runs);
  assert.deepEqual([refused.code, existsSync(at("no.png"))], [1, false]);
  assert.match(
    refused.warned[0],
    /Expected a picture of 32×32 pixels for report-fixed-seed1, which knows no other size, but received 40×28/,
  );
  for (const name of ["photo", "grey"]) {
    const { code } = await run(
      [at(`${name}.png`), ...hole, at(`${name}-net.png`), "--method", "residual-inpainter"],
      runs,
    );
    assert.equal(code, 0);
    assert.equal((await sharp(at(`${name}-net.png`)).metadata()).space, name === "grey" ? "b-w" : "srgb");
  }
});

test("a process that has built no network reads the inpainter; odd sizes, large holes, 16 bit, one pixel wide", async () => {
  await inSharp(drawSample(61, 47, 3))
    .png()
    .toFile(at("odd.png"));
  await inSharp(drawSample(61, 47, 1, 16))
    .png()
    .toFile(at("deep-grey.png"));
  await inSharp(drawSample(1, 90, 3))
    .png()
    .toFile(at("line.png"));
  const lines = [
    ["odd.png", "3,2,50,40"],
    ["deep-grey.png", "5,5,7,9"],
    ["line.png", "0,10,1,60"],
  ].map(([name, hole]) => [
    at(name),
    "--mask",
    hole,
    "-o",
    at(`fresh-${name}`),
    "--quiet",
    "--method",
    "residual-inpainter",
  ]);
  const script = `const { runInpaint, terminal } = require("./src/node/inpaint/runInpaint");
    (async () => { for (const line of ${JSON.stringify(lines)}) process.exitCode ||=
      await runInpaint(line, { ...terminal, recordedRuns: ${JSON.stringify(runs)} }); })();`;
  const ended = spawnSync(process.execPath, ["--import", "tsx", "-e", script], {
    cwd: join(__dirname, "../../.."),
    encoding: "utf8",
    env: { ...process.env, LAB_ENGINE: "none" },
  });
  assert.deepEqual([ended.status, ended.stdout, ended.stderr], [0, "", ""]);
  for (const [name, bits] of [
    ["odd.png", 8],
    ["deep-grey.png", 16],
    ["line.png", 8],
  ] as const) {
    const before = await storedValues(at(name), bits);
    const after = await storedValues(at(`fresh-${name}`), bits);
    assert.deepEqual([after.width, after.height, after.channels], [before.width, before.height, before.channels]);
    const changed = Array.from(before.values).filter((value, i) => value !== after.values[i]).length;
    assert.ok(changed > 0, name);
  }
});

test("networks are listed only where they are recorded", () => {
  assert.deepEqual(
    offeredMethods(at("nowhere")).map(({ name }) => name),
    Object.keys(classicalMethods),
  );
  assert.ok(offeredMethods(runs).some(({ name }) => name === "residual-inpainter"));
});

test("--compare writes a sheet of all methods that apply and says what is left out", async () => {
  const { code, warned } = await run(
    [at("photo.png"), "--mask", at("mask.png"), "--compare", "-o", at("sheet.png")],
    runs,
  );
  assert.equal(code, 0);
  assert.match(warned.join("\n"), /1 networks that know 32×32 pixels only are left out/);
  const { width = 0, height = 0 } = await sharp(at("sheet.png")).metadata();
  assert.ok(width > 3 * 40 * 9 && height > 3 * 28 * 9, `${width}×${height}`);
});

test("--help names every method and shows examples", async () => {
  const { code, said } = await run(["--help"]);
  assert.equal(code, 0);
  for (const name of Object.keys(classicalMethods)) assert.ok(said[0].includes(`  ${name}`));
  assert.match(said[0], /Examples:\n {2}inpaint photo\.jpg --mask mask\.png -o filled\.jpg/);
  assert.ok(said[0].split("\n").every((line) => line.length <= 130));
});

test("a network whose weights are no finite numbers, or whose model.json is damaged, fills nothing", async () => {
  const odd = join(folder, "odd");
  const place = join(odd, "residual-inpainter", "model");
  const model = buildResidualInpainter();
  model.setWeights(model.getWeights().map((weight) => tf.mul(weight, NaN)));
  await saveModel(model, place);
  model.dispose();
  const out = at("black.png");
  const words = [at("photo.png"), "--mask", at("mask.png"), "--method", "residual-inpainter", "-o", out];
  const fill = async (): Promise<string> => {
    const { code, said, warned } = await run(words, odd);
    assert.deepEqual([code, said, warned.length, existsSync(out)], [1, [], 1, false]);
    return warned[0];
  };
  assert.match(
    await fill(),
    /^Expected finite weights in .*weights\.bin, but received NaN in .* Train the network again/,
  );
  writeFileSync(join(place, "model.json"), "null");
  assert.match(await fill(), /^Expected .*model\.json to hold an object, but received null\. Save the network again/);
});

test("the same hole painted into the picture, as a mask, as its inverse and as a rectangle gives the same fill", async () => {
  const { values, ...form } = drawSample(40, 28, 3);
  const painted = Uint8Array.from(values);
  const inverse = new Uint8Array(40 * 28).fill(255);
  for (let y = 10; y < 15; y++) {
    painted.fill(255, 3 * (y * 40 + 12), 3 * (y * 40 + 22));
    inverse.fill(0, y * 40 + 12, y * 40 + 22);
  }
  await inSharp({ ...form, values: painted })
    .png()
    .toFile(at("same-painted.png"));
  await inSharp({ ...drawSample(40, 28, 1), values: inverse })
    .png()
    .toFile(at("same-inverse.png"));
  const fills = [];
  for (const [name, picture, ...mask] of [
    ["mask", "photo.png", "--mask", at("mask.png")],
    ["painted", "same-painted.png", "--mask", "#ffffff"],
    ["inverse", "photo.png", "--mask", at("same-inverse.png"), "--invert"],
    ["rectangle", "photo.png", "--mask", "12,10,10,5"],
  ] as const) {
    const out = at(`same-by-${name}.png`);
    const { code } = await run([at(picture), ...mask, "--method", "harmonic", "-o", out]);
    assert.equal(code, 0, name);
    fills.push((await storedValues(out)).values);
  }
  for (const fill of fills) assert.deepEqual(fill, fills[0]);
});
