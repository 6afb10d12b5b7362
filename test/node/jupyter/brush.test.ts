import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import sharp from "sharp";
import { fillHarmonic } from "../../../src/classical/harmonic";
import { imageBatch, type ImageBatch } from "../../../src/images/batch";
import { paintHoles } from "../../../src/images/holes";
import { drawStrokes, type Stroke } from "../../../src/masks/strokes";
import { brush, type BrushOptions } from "../../../src/node/jupyter/brush";
import { noteSyntheticData } from "../../../src/node/jupyter/circumstances";
import { randomStream } from "../../../src/random";
import { inNotebook } from "./fakeKernel";
import { nothing, openWidget, pointerAt, stillsOf, type FakeElement } from "./fakePage";

const side = 24;
const random = randomStream(1, "brush");
const image: ImageBatch = imageBatch(
  Uint8Array.from({ length: side * side * 3 }, (_, i) => 5 * Math.floor(i / 3 / side) + random.integer(0, 60)),
  [1, side, side, 3],
);
const strokes: readonly Stroke[] = [
  {
    radius: 3,
    points: [
      [5, 6],
      [14, 9],
    ],
  },
  { radius: 2, points: [[0, 20]] },
];

async function shown(context: TestContext, options: Partial<BrushOptions> = {}) {
  const { sent } = inNotebook(context);
  await brush({ title: "Paint", image, strokes, ...options });
  return { data: sent[0].data, html: String(sent[0].data["text/html"]) };
}

/** The widget once its picture has been decoded. */
function opened(html: string) {
  const { root, made } = openWidget(html, stillsOf(html));
  const of = (tag: string): FakeElement => made.filter((element) => element.tag === tag)[0];
  const picture = of("img");
  picture.pixels = new Uint8ClampedArray(4 * side * side).fill(255);
  image.data.forEach((value, i) => (picture.pixels[4 * Math.floor(i / 3) + (i % 3)] = value));
  const board = of("canvas");
  picture.onload?.();
  const press = (text: string): void =>
    made.find(({ tag, textContent }) => tag === "button" && textContent === text)?.onclick?.({});
  return { root, board, press, size: of("input"), line: of("output"), code: of("textarea") };
}

/** The colours of a canvas, without opacity. */
const colours = ({ pixels }: FakeElement): number[] => Array.from(pixels).filter((_, i) => i % 4 < 3);
const bytes = (filled: ImageBatch): number[] => Array.from(filled.data, (value) => Math.round(255 * value));

test("HTML that asks for nothing from outside, the painted picture in it, JPEG and words", async (context) => {
  const { data, html } = await shown(context);
  assert.deepEqual(Object.keys(data), ["text/html", "image/jpeg", "text/plain"]);
  assert.doesNotMatch(html, /https?:|src="(?!data:)|@import|<link/);
  assert.match(html, /^<div data-brush="[0-9a-f]{12}"><p>Paint<\/p><img src="data:image\/jpeg;base64,/);
  assert.match(html, /<p>To paint needs scripts: run this notebook, trust it/);
  assert.equal(html.match(/base64,/g)?.length, 2);
  assert.match(String(data["text/plain"]), /^Paint\nA picture of 24×24 pixels, \d+ of them painted over\.$/);
});

test("the page gets the picture itself, to the last bit", async (context) => {
  const { html } = await shown(context);
  const png = /"picture":"data:image\/png;base64,([^"]+)"/.exec(html)?.[1] ?? assert.fail("no PNG");
  const { data, info } = await sharp(Buffer.from(png, "base64")).raw().toBuffer({ resolveWithObject: true });
  assert.deepEqual([info.width, info.height, info.channels], [side, side, 3]);
  assert.deepEqual(Array.from(data), Array.from(image.data));
});

test("the strokes of the cell are the hole, pixel for pixel, and stand there as code", async (context) => {
  const { board, line, code } = opened((await shown(context)).html);
  const knownMask = drawStrokes(image.shape, strokes);
  assert.deepEqual(colours(board), bytes(paintHoles(image, knownMask)));
  const holes = Array.from(knownMask.data).filter((known) => known === 0).length;
  assert.equal(line.textContent, `${holes} of 576 pixels are hole.`);
  assert.equal(
    code.value,
    "const strokes = [{ radius: 3, points: [[5, 6], [14, 9]] }, { radius: 2, points: [[0, 20]] }];",
  );
});

test("fill is the harmonic fill, to a grey level, with its PSNR", async (context) => {
  const { board, press, line } = opened((await shown(context)).html);
  press("fill");
  const filled = fillHarmonic(image, drawStrokes(image.shape, strokes)).data;
  colours(board).forEach((value, i) => assert.ok(Math.abs(value - filled[i]) <= 1, `${value} at ${i}, ${filled[i]}`));
  assert.match(
    line.textContent,
    /^Harmonic fill of \d+ pixels, computed in this page in \d\.\d\d s: \d\d\.\d dB in the hole\.$/,
  );
});

test("the pointer paints, at the brush's size; undo and clear take back; nothing to fill is said", async (context) => {
  const { board, press, size, line, code } = opened((await shown(context, { strokes, radius: 4 })).html);
  press("clear");
  assert.deepEqual([code.value, line.textContent], ["const strokes = [];", "0 of 576 pixels are hole."]);
  press("fill");
  assert.equal(line.textContent, "Paint a hole first.");
  board.onpointermove?.(pointerAt(9, 9));
  assert.equal(code.value, "const strokes = [];", "without the button down nothing is painted");
  board.onpointerdown?.(pointerAt(21, 11));
  board.onpointermove?.(pointerAt(23, 11));
  board.onpointermove?.(pointerAt(31, 13));
  board.onpointerup?.({});
  board.onpointermove?.(pointerAt(41, 41));
  assert.equal(code.value, "const strokes = [{ radius: 4, points: [[10, 5], [15, 6]] }];");
  size.value = 2;
  board.onpointerdown?.(pointerAt(41, 41));
  assert.match(String(code.value), /\}, \{ radius: 2, points: \[\[20, 20\]\] \}\];$/);
  press("undo");
  assert.equal(code.value, "const strokes = [{ radius: 4, points: [[10, 5], [15, 6]] }];");
  press("copy the strokes");
  assert.equal(code.getAttribute("selected"), "yes");
});

test("arrow keys move the brush, Enter paints a dot; other keys are left to the page", async (context) => {
  const { board, press, line, code } = opened((await shown(context)).html);
  press("clear");
  const key = (name: string, more = {}): number => {
    let taken = 0;
    board.onkeydown?.({ key: name, ...nothing, ...more, preventDefault: () => taken++ });
    return taken;
  };
  assert.deepEqual([key("ArrowLeft"), key("ArrowUp"), key("ArrowUp")], [1, 1, 1]);
  assert.equal(line.textContent, "Brush at column 4, row 0.");
  assert.deepEqual([key("x"), key("Enter", { ctrlKey: true }), key("Enter")], [0, 0, 1]);
  assert.equal(code.value, "const strokes = [{ radius: 8, points: [[4, 0]] }];");
});

test("on synthetic data it says so", async (context) => {
  context.after(() => noteSyntheticData("photographs", false));
  noteSyntheticData("photographs", true);
  const { html } = await shown(context);
  assert.match(html, /<p>this notebook runs on synthetic data\. To paint needs scripts/);
  assert.ok(
    opened(html)
      .root.all()
      .some(({ textContent }) => textContent === "this notebook runs on synthetic data"),
  );
});

test("outside a notebook: its words; mistakes are named", async (context) => {
  let text = "";
  const write = context.mock.method(process.stdout, "write", (chunk: string) => (text += chunk) !== "");
  await brush({ title: "Paint", image, strokes });
  write.mock.restore();
  assert.match(text, /^Paint\nA picture of 24×24 pixels/);
  const show = (options: Partial<BrushOptions>) => brush({ title: "Paint", image, strokes, ...options });
  const two = imageBatch(new Uint8Array(2 * 4 * 4 * 3), [2, 4, 4, 3]);
  await assert.rejects(
    show({ image: two }),
    /^Error: Expected a single colour picture \[1,H,W,3\] to paint on, but received \[2,4,4,3\]\. Take one image of a batch/,
  );
  await assert.rejects(
    show({ radius: 0 }),
    /^Error: Expected radius to be a whole number from 1 to 64, but received 0\. Use for example 8\./,
  );
  await assert.rejects(show({ strokes: [] }), /^Error: Expected strokes that leave a hole and a known pixel/);
  inNotebook(context);
  const noise = Uint8Array.from({ length: 700 * 700 * 3 }, () => random.integer(0, 255));
  await assert.rejects(
    show({ image: imageBatch(noise, [1, 700, 700, 3]) }),
    /^Error: Expected a picture to paint on of at most 600 kB, but received \d+ kB\. Take a smaller picture\./,
  );
});
