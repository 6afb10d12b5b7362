import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { before, test, type TestContext } from "node:test";
import sharp from "sharp";
import { readPicture, streamFormat, wantsStandardOutput, type ByteSink } from "../../../src/node/inpaint/streams";
import { temporaryFolder } from "../../support/temporaryFolder";
import { drawSample, inSharp, run, storedValues, type Heard } from "./samples";
import { catchInto } from "./streamed";

const folder = temporaryFolder("inpaint-streams-");
const at = (name: string): string => join(folder, name);
const hole = ["--mask", "5,5,4,4", "-o"];

before(async () => {
  await inSharp(drawSample(30, 22, 3))
    .png()
    .toFile(at("photo.png"));
  await inSharp(drawSample(30, 22, 3))
    .gif()
    .toFile(at("frame.gif"));
  const painted = new Uint8Array(30 * 22).fill(255, 100, 110);
  await inSharp({ ...drawSample(30, 22, 1), values: painted })
    .png()
    .toFile(at("mask.png"));
});

/** Standard input holds these bytes. */
function pipe(context: TestContext, bytes: Uint8Array | "terminal"): void {
  const stream = bytes === "terminal" ? { isTTY: true } : Readable.from(bytes.length === 0 ? [] : [bytes]);
  context.mock.getter(process, "stdin", () => stream);
}

/** Runs the command with standard output caught. */
async function runInto(args: readonly string[], failing?: Error): Promise<Heard & { bytes: Buffer }> {
  const parts: Uint8Array[] = [];
  const heard = await run(args, undefined, catchInto(parts, failing));
  return { ...heard, bytes: Buffer.concat(parts) };
}

test("a picture goes from standard input to standard output, and nothing else is printed there", async (context) => {
  pipe(context, readFileSync(at("photo.png")));
  const { code, said, warned, bytes } = await runInto(["-", ...hole, "-"]);
  assert.deepEqual([code, said, warned], [0, [], []]);
  assert.equal((await run([at("photo.png"), ...hole, at("by-name.png")])).code, 0);
  assert.deepEqual(bytes, readFileSync(at("by-name.png")));
});

test("the format is the picture's own, PNG for GIF and sheets, or as told", async () => {
  const formatOf = async (name: string, ...more: string[]): Promise<string> => {
    const { code, bytes } = await runInto([at(name), ...hole, "-", ...more]);
    assert.equal(code, 0);
    return (await sharp(bytes).metadata()).format;
  };
  assert.equal(await formatOf("photo.png"), "png");
  assert.equal(await formatOf("frame.gif"), "png");
  assert.equal(await formatOf("photo.png", "--format", "webp"), "webp");
  assert.equal(await formatOf("photo.png", "--compare"), "png");
  assert.deepEqual(
    (["jpeg", "heif", "tiff", "webp", "svg"] as const).map((format) => streamFormat({ format })),
    ["jpeg", "avif", "tiff", "webp", "png"],
  );
});

test("a mask comes from standard input", async (context) => {
  pipe(context, readFileSync(at("mask.png")));
  const { code, said } = await run([at("photo.png"), "-m", "-", "-o", at("masked.png"), "--json"]);
  assert.deepEqual([code, JSON.parse(said.join("\n")).pictures[0].holePixels], [0, 10]);
});

test("a note about a mask from standard input calls it so", async (context) => {
  const soft = new Uint8Array(30 * 22).fill(255, 100, 106).fill(90, 106, 110);
  pipe(
    context,
    await inSharp({ ...drawSample(30, 22, 1), values: soft })
      .png()
      .toBuffer(),
  );
  const { code, warned } = await run([at("photo.png"), "-m", "-", "-o", at("soft.png")]);
  assert.equal(code, 0);
  assert.match(warned.join(), /^Standard input has soft edges: levels from 8 up are taken for the hole/);
});

test("a mask from standard input serves every picture", async (context) => {
  pipe(context, readFileSync(at("mask.png")));
  const { code, said } = await run([at("photo.png"), at("frame.gif"), "-m", "-", "-o", at("both"), "--json"]);
  const { pictures } = JSON.parse(said.join("\n"));
  assert.deepEqual([code, pictures.map((picture: { holePixels: number }) => picture.holePixels)], [0, [10, 10]]);
});

test("sentences call it standard input", async (context) => {
  pipe(context, Buffer.from("no picture"));
  const { code, warned } = await run(["-", ...hole, at("no.png")]);
  assert.equal(code, 1);
  assert.match(warned[0], /^Expected a picture at standard input, but received a file that is none/);
});

for (const [what, bytes, sentence] of [
  ["nothing", new Uint8Array(0), /Expected a picture on standard input, but received nothing\. Check the command/],
  ["a terminal", "terminal", /Expected a picture on standard input, but it is a terminal\. Pipe one in/],
] as const) {
  test(`standard input that is ${what} is refused`, async (context) => {
    pipe(context, bytes);
    await assert.rejects(readPicture("-"), sentence);
    const { code } = await run(["-", ...hole, at("no.png")]);
    assert.deepEqual([code, readdirSync(folder).includes("no.png")], [1, false]);
  });
}

test("a picture is not printed into a terminal", async () => {
  const output: ByteSink = { isTTY: true, write: () => assert.fail("written"), once: () => undefined };
  const { code, said, warned } = await run([at("photo.png"), ...hole, "-"], undefined, output);
  assert.deepEqual([code, said], [2, []]);
  assert.match(warned[0], /standard output is a terminal\. Add for example > filled\.png\.$/);
});

test("a reader that has gone away, or a full disk, is one sentence", async () => {
  const failure = Object.assign(new Error("write EPIPE"), { code: "EPIPE" });
  const { code, said, warned } = await runInto([at("photo.png"), ...hole, "-"], failure);
  assert.deepEqual([code, said], [1, []]);
  assert.match(
    warned[0],
    /^Expected standard output to take the picture, but received EPIPE\. Check what stands behind/,
  );
});

test("a refusal is not printed as JSON where the picture would be", async () => {
  const { code, said, warned } = await runInto([at("photo.png"), ...hole, "-", "--json"]);
  assert.deepEqual([code, said, warned.length], [2, [], 1]);
  assert.deepEqual([["-o", "-"], ["--output=-"], ["-", "-o", "a"], ["-"]].map(wantsStandardOutput), [
    true,
    true,
    false,
    false,
  ]);
});

test("a note about a stream begins as a sentence does", async () => {
  const sample = drawSample(30, 22, 3, 16);
  await inSharp(sample).png().toFile(at("deep.png"));
  const { code, warned } = await runInto([at("deep.png"), ...hole, "-", "--format", "webp"]);
  assert.deepEqual([code, warned.length], [0, 1]);
  assert.match(warned[0], /^Standard output holds 8 of the 16 bit of /);
});

test("known pixels come through the pipes unchanged", async (context) => {
  const before = await storedValues(at("photo.png"));
  pipe(context, readFileSync(at("photo.png")));
  const { bytes } = await runInto(["-", ...hole, "-"]);
  const after = await sharp(bytes).raw().toBuffer();
  const changed = Array.from(after.keys()).filter((i) => after[i] !== before.values[i]);
  assert.ok(changed.every((i) => [5, 6, 7, 8].includes(Math.floor(i / 3) % 30) && i < 9 * 90));
});
