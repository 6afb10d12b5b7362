// What is done after a fill by the command: chains of steps, on pictures of all depths, with known pixels to the bit.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { before, test } from "node:test";
import sharp from "sharp";
import { postprocessSteps } from "../../../src/postprocess";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues } from "./samples";

const folder = temporaryFolder("inpaint-after-");
const at = (name: string): string => join(folder, name);
const [width, height] = [40, 28];

before(async () => {
  for (const [name, channels, bits] of [
    ["photo.png", 3, 8],
    ["grey.png", 1, 8],
    ["deep.png", 3, 16],
    ["sprite.png", 4, 8],
  ] as const) {
    await inSharp(drawSample(width, height, channels, bits))
      .png()
      .toFile(at(name));
  }
});

/** Fills a square of 10×10 pixels, at row 9 and column 15, by the mean of the known, which leaves a step at its edge. */
const fill = (picture: string, out: string, ...more: string[]): ReturnType<typeof run> =>
  run([at(picture), "--mask", "15,9,10,10", "--method", "mean", "--force", "-o", at(out), ...more]);

/** How far each pixel that differs in two files is from the square, 0 inside, in steps to one of eight neighbours. */
async function changes(a: string, b: string, bits: 8 | 16 = 8): Promise<number[]> {
  const [one, other] = [await storedValues(at(a), bits), await storedValues(at(b), bits)];
  const pixels = Array.from({ length: width * height }, (_, p) => p).filter((p) =>
    Array.from({ length: one.channels }, (_, c) => p * one.channels + c).some((k) => one.values[k] !== other.values[k]),
  );
  const beyond = (place: number, first: number): number => Math.max(first - place, place - first - 9, 0);
  return pixels.map((p) => Math.max(beyond(Math.floor(p / width), 9), beyond(p % width, 15)));
}

for (const [picture, bits] of [
  ["photo.png", 8],
  ["grey.png", 8],
  ["deep.png", 16],
  ["sprite.png", 8],
] as const) {
  test(`${picture}: every step changes the fill, and known pixels only where it says so`, async () => {
    await fill(picture, "plain.png");
    for (const [steps, reach] of [
      ["composite", null],
      ["matchRim,smooth:0.5,sharpen,grain", 0],
      ["poisson", 0],
      ["poisson:2", 2],
      ["feather:3,grain", 3],
    ] as const) {
      const { code, warned } = await fill(picture, "after.png", "--after", steps);
      assert.deepEqual([code, warned], [0, []], steps);
      const changed = await changes("plain.png", "after.png", bits);
      if (reach === null) assert.deepEqual(changed, [], steps);
      else {
        assert.ok(changed.filter((distance) => distance === 0).length > 50, steps);
        assert.equal(Math.max(...changed), reach, steps);
      }
      assert.ok(
        (await changes(picture, "after.png", bits)).every((distance) => distance <= (reach ?? 0)),
        steps,
      );
    }
  });
}

test("transparent pixels are neither changed nor a source of colour", async () => {
  const sample = drawSample(width, height, 4);
  for (let p = 0; p < width * height; p++) {
    if (p % width < 13) sample.values.set([255, 0, 255, 0], 4 * p);
    else sample.values.set([40, 90, 40, 255], 4 * p);
  }
  await inSharp(sample).png().toFile(at("glass.png"));
  const { code } = await fill("glass.png", "glass-after.png", "--after", "poisson:4,feather:4,smooth:1,grain");
  assert.equal(code, 0);
  assert.deepEqual(await changes("glass.png", "glass-after.png"), []);
});

test("CMYK is blended ink by ink", async () => {
  await inSharp(drawSample(width, height, 3))
    .toColourspace("cmyk")
    .tiff()
    .toFile(at("print.tif"));
  const { code } = await fill("print.tif", "print-after.tif", "--after", "poisson,grain");
  assert.deepEqual([code, (await sharp(at("print-after.tif")).metadata()).space], [0, "cmyk"]);
});

test("what was done stands in the summary, in --json, in --dry-run and on the sheet", async () => {
  const { said } = await fill("photo.png", "told.png", "--after", "Feather:2,match-rim");
  assert.match(said[0], /filled by mean, then feather:2,matchRim, in \d+\.\d s$/);
  const told = await fill("photo.png", "told.png", "--after", "grain", "--json");
  const { pictures } = JSON.parse(told.said.join("\n")) as { pictures: { method: string; after: string }[] };
  assert.deepEqual([pictures[0].method, pictures[0].after], ["mean", "grain"]);
  const planned = await fill("photo.png", "plan.png", "--after", "grain", "--dry-run");
  assert.deepEqual(planned.said, [`${at("photo.png")} -> ${at("plan.png")}, then grain`]);
  const words = [at("photo.png"), "--mask", "15,9,10,10", "--compare", "--force", "-o", at("sheet.png")];
  const sheet = async (...more: string[]): Promise<Buffer> => {
    assert.equal((await run([...words, ...more])).code, 0);
    return readFileSync(at("sheet.png"));
  };
  assert.ok(!(await sheet()).equals(await sheet("--after", "smooth:1")));
});

test("the same command writes the same file", async () => {
  const bytes = async (out: string): Promise<Buffer> => {
    await fill("photo.png", out, "--after", "poisson:1,grain:2");
    return readFileSync(at(out));
  };
  assert.ok((await bytes("first.png")).equals(await bytes("second.png")));
});

test("--help explains every step with its range, as the table has it", async () => {
  const { after } = await import("../../../src/node/inpaint/afterOption.mjs");
  const { said } = await run(["--help"]);
  for (const [name, { setting }] of Object.entries(postprocessSteps)) {
    const form = setting === null ? name : `${name}:N`;
    const [, meaning] = after.forms?.find(([typed]) => typed === form) ?? [];
    assert.ok(meaning !== undefined && said[0].includes(`  --after ${form}  `), name);
    if (setting !== null)
      assert.ok(meaning.includes(`(from ${setting.from} to ${setting.to}, usually ${setting.usual}`), name);
  }
  assert.equal(after.forms?.length, Object.keys(postprocessSteps).length + 1);
});

test("far from the hole the border of what is transparent stays as it is", async () => {
  const sample = drawSample(width, height, 4);
  const values = Uint8Array.from(sample.values, (value, k) =>
    k % 4 === 3 ? (Math.floor(k / 4) % width < 5 ? 0 : 255) : value,
  );
  await inSharp({ ...sample, values })
    .png()
    .toFile(at("clear.png"));
  await fill("clear.png", "clear-plain.png");
  for (const steps of ["feather:3", "poisson:2"]) {
    const { code } = await fill("clear.png", "clear-after.png", "--after", steps);
    assert.equal(code, 0);
    const changed = await changes("clear-plain.png", "clear-after.png");
    assert.ok(changed.length > 0 && Math.max(...changed) <= 3, `${steps}: ${Math.max(...changed)}`);
  }
});
