import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { makeFigure } from "../../../src/figures/figure";
import { imageGrid } from "../../../src/figures/imageGrid";
import { imageBatch } from "../../../src/images/batch";
import { slider, type SliderFrame } from "../../../src/node/jupyter/slider";
import { randomStream } from "../../../src/random";
import { inNotebook } from "./fakeKernel";

const random = randomStream(1, "slider");
const noise = (side: number): SliderFrame["figure"] => {
  const data = Uint8Array.from({ length: side * side * 3 }, () => random.integer(0, 255));
  return imageGrid({ rows: [{ label: `noise ${side}`, images: imageBatch(data, [1, side, side, 3]) }] });
};
const frames: SliderFrame[] = [
  { label: "epoch 1", figure: noise(8) },
  { label: "epoch 2 <b>", figure: makeFigure({ title: "T", data: [{ y: [1, 2] }] }) },
];

function shown(context: TestContext, start?: number): { html: string; forms: string[] } {
  const { sent } = inNotebook(context);
  slider({ label: "epoch", frames, start });
  return { html: String(sent[0].data["text/html"]), forms: Object.keys(sent[0].data) };
}

test("HTML that asks for nothing from outside, with the picture at the start in it, PNG and words", (context) => {
  const { html, forms } = shown(context, 1);
  assert.deepEqual(forms, ["text/html", "image/png", "text/plain"]);
  assert.doesNotMatch(html, /https?:|src="(?!data:)|@import|<link/);
  assert.match(html, /^<div data-slider="[0-9a-f]{12}"><img src="data:image\/\S+" alt="T\. from 1 at 0 to 2 at 1\."/);
  assert.match(html, /<p>epoch: epoch 2 &lt;b&gt;\. The slider needs scripts: run this notebook, trust it/);
  assert.equal(html.match(/base64,/g)?.length, 2, "each picture is stored once");
});

test("outside a notebook: its words", (context) => {
  let text = "";
  const write = context.mock.method(process.stdout, "write", (chunk: string) => (text += chunk) !== "");
  slider({ label: "epoch", frames });
  write.mock.restore();
  assert.equal(text, "epoch: epoch 1, epoch 2 <b>\nnoise 8: 1 picture of 8×8.\n");
});

test("what stays as it is stands below the frames, in the words too", (context) => {
  const { sent } = inNotebook(context);
  slider({ label: "epoch", frames, below: noise(4) });
  const { "text/html": html, "text/plain": words } = sent[0].data;
  assert.match(
    String(html),
    /^<div data-slider="[0-9a-f]{12}"><img [^>]*alt="noise 8[^>]*><br><img [^>]*alt="noise 4[^>]*><p>/,
  );
  assert.match(String(words), /\nnoise 8: 1 picture of 8×8\.\nnoise 4: 1 picture of 4×4\.$/);
});

test("one frame is a slider that stands still; none is a sentence", (context) => {
  const { sent } = inNotebook(context);
  const log = context.mock.method(console, "log", () => undefined);
  slider({ label: "epoch", frames: frames.slice(1) });
  slider({ label: "epoch", frames: [] });
  assert.equal(sent.length, 1);
  assert.deepEqual(
    log.mock.calls.map(({ arguments: [line] }) => line as unknown),
    ["epoch: nothing to show yet."],
  );
});

test("mistakes are named", (context) => {
  inNotebook(context);
  assert.throws(
    () => slider({ label: "epoch", frames, start: 2 }),
    /Expected start to be a frame from 0 to 1, but received 2\. Leave it out for the first\./,
  );
  assert.throws(
    () => slider({ label: " ", frames }),
    /Expected a label for the slider and for each frame, but received an empty one\. Say what is shown\./,
  );
  const large = Array.from({ length: 4 }, (_, i) => ({ label: String(i), figure: noise(250) }));
  assert.throws(
    () => slider({ label: "epoch", frames: large }),
    /Expected a slider of at most 600 kB, but received \d+ kB in 4 frames\. Show fewer frames, or fewer pictures in each\./,
  );
});
