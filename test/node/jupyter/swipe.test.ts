import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import sharp from "sharp";
import { imageBatch, type ImageBatch } from "../../../src/images/batch";
import { noteSyntheticData } from "../../../src/node/jupyter/circumstances";
import { swipe, type SwipeOptions } from "../../../src/node/jupyter/swipe";
import { randomStream } from "../../../src/random";
import { inNotebook } from "./fakeKernel";
import { openWidget, pointerAt, stillsOf } from "./fakePage";

const random = randomStream(1, "swipe");
const noise = (side: number): ImageBatch =>
  imageBatch(
    Uint8Array.from({ length: side * side * 3 }, () => random.integer(0, 255)),
    [1, side, side, 3],
  );
const pictures = ["original", "harmonic <b>", "partial"].map((label) => ({ label, image: noise(8) }));

async function shown(context: TestContext, options: Partial<SwipeOptions> = {}) {
  const { sent } = inNotebook(context);
  await swipe({ title: "Fills", pictures, ...options });
  return { data: sent[0].data, html: String(sent[0].data["text/html"]), metadata: sent[0].metadata };
}

test("HTML that asks for nothing from outside, every picture in it once, JPEG and words", async (context) => {
  const { data, html, metadata } = await shown(context, { start: [0, 2], scale: 3 });
  assert.deepEqual(Object.keys(data), ["text/html", "image/jpeg", "text/plain"]);
  assert.doesNotMatch(html, /https?:|src="(?!data:)|@import|<link/);
  assert.match(html, /^<div data-swipe="[0-9a-f]{12}"><p>Fills<\/p><img src="data:image\/jpeg;base64,/);
  assert.match(html, /<p>original, partial\. To swipe between 3 pictures needs scripts: run this notebook, trust it/);
  assert.equal(html.match(/base64,/g)?.length, 3, "each picture is stored once");
  assert.deepEqual(metadata["image/jpeg"], { width: 24, height: 24 });
  const { width, format } = await sharp(Buffer.from(String(data["image/jpeg"]), "base64")).metadata();
  assert.deepEqual([width, format], [8, "jpeg"]);
  assert.equal(
    data["text/plain"],
    "Fills: original, harmonic <b>, partial, one of them at the left and one at the right of a line.",
  );
});

test("the line follows the pointer, the range and the keys; both pictures are chosen", async (context) => {
  const { html } = await shown(context, { start: [0, 2] });
  const { root, made } = openWidget(html, stillsOf(html));
  const of = (tag: string) => made.filter((element) => element.tag === tag);
  const [left, right] = of("select");
  const [under, over] = of("img");
  const [range] = of("input");
  const [stage] = root.children.filter(({ children }) => children.includes(under));
  const [original, partial] = stillsOf(html);
  assert.deepEqual([over.src, under.src], [original, partial]);
  assert.deepEqual([over.alt, under.alt], ["Fills: original", "Fills: partial"]);
  assert.equal(range.getAttribute("aria-valuetext"), "50 % original, 50 % partial");

  stage.onpointermove?.(pointerAt(20, 5));
  assert.equal(range.value, 50, "without the button down nothing moves");
  stage.onpointerdown?.(pointerAt(60, 5));
  assert.deepEqual([range.value, over.style.clipPath], [30, "inset(0 70% 0 0)"]);
  stage.onpointermove?.(pointerAt(500, 5));
  assert.equal(range.value, 100);
  range.value = 10;
  range.oninput?.({});
  assert.equal(over.style.clipPath, "inset(0 90% 0 0)");

  left.value = "1";
  left.onchange?.({});
  assert.notEqual(over.src, original);
  assert.match(over.src, /^data:image\/jpeg;base64,/);
  assert.equal(range.getAttribute("aria-valuetext"), "10 % harmonic <b>, 90 % partial");
  right.value = "0";
  right.onchange?.({});
  assert.equal(under.src, original);
});

test("on synthetic data it says so", async (context) => {
  context.after(() => noteSyntheticData("photographs", false));
  noteSyntheticData("photographs", true);
  const { html } = await shown(context);
  assert.match(html, /<p>original, harmonic &lt;b&gt; \(this notebook runs on synthetic data\)\. To swipe/);
  const { root } = openWidget(html, stillsOf(html));
  assert.ok(root.all().some(({ textContent }) => textContent === "this notebook runs on synthetic data"));
});

test("outside a notebook: its words", async (context) => {
  let text = "";
  const write = context.mock.method(process.stdout, "write", (chunk: string) => (text += chunk) !== "");
  await swipe({ title: "Fills", pictures });
  write.mock.restore();
  assert.match(text, /^Fills: original, harmonic <b>, partial, one of them at the left/);
});

test("mistakes are named", async (context) => {
  inNotebook(context);
  const show = (options: Partial<SwipeOptions>) => swipe({ title: "Fills", pictures, ...options });
  const [first] = pictures;
  await assert.rejects(
    show({ pictures: [first] }),
    /^Error: Expected at least two pictures, each with a label of its own, but received 1: "original"\. Write for example/,
  );
  await assert.rejects(show({ pictures: [first, first] }), /but received 2: "original", "original"\./);
  await assert.rejects(
    show({ pictures: [first, { label: " ", image: noise(8) }] }),
    /but received 2: "original", ""\./,
  );
  await assert.rejects(
    show({ pictures: [first, { label: "larger", image: noise(9) }] }),
    /^Error: Expected single colour pictures of one size, \[1,8,8,3\], but received \[1,9,9,3\] as "larger"\. Take one image/,
  );
  await assert.rejects(
    show({ start: [0, 3] }),
    /^Error: Expected start to be two pictures from 0 to 2, but received 0 and 3\. Leave it out for the first two\./,
  );
  const large = ["a", "b", "c"].map((label) => ({ label, image: noise(400) }));
  await assert.rejects(
    show({ pictures: large }),
    /^Error: Expected a swipe of at most 600 kB, but received \d+ kB in 3 pictures\. Show fewer or smaller ones\./,
  );
});
