import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import { createConverter } from "tslab/dist/converter";
import { createExecutor, type Executor } from "tslab/dist/executor";
import { networkDiagram } from "../../../src/figures/networkDiagram";
import { imageBatch } from "../../../src/images/batch";
import { showLastValues, showValue } from "../../../src/node/jupyter/lastValue";
import * as tf from "../../../src/tensorflow";
import { sampleGrid, sampleLayers, sampleLoss } from "../../figures/samples";
import { inNotebook } from "./fakeKernel";
import "../../support/tensorflow";

const pixels = (count: number, size: number, channels: number): Float32Array =>
  Float32Array.from({ length: count * size * size * channels }, (_, i) => (i % 7) / 7);

/** Takes away, until the test ends, what tslab keeps in the global scope for its cells; another test's executor may have some. */
function withoutTslab(context: TestContext): void {
  const kept = Object.getOwnPropertyDescriptor(globalThis, "__tslab__");
  Reflect.deleteProperty(globalThis, "__tslab__");
  context.after(() => {
    Reflect.deleteProperty(globalThis, "__tslab__");
    if (kept !== undefined) Object.defineProperty(globalThis, "__tslab__", kept);
  });
}

/** tslab's own executor: what a cell prints lands in `printed`, and cells find `values` as `given`. */
function kernel(
  context: TestContext,
  values: Record<string, unknown>,
  { hooked = true } = {},
): { cells: Executor; printed: unknown[] } {
  withoutTslab(context);
  const printed: unknown[] = [];
  const keep = (...words: unknown[]): void => void printed.push(...words);
  const node = createConverter({ isJS: false, isBrowser: false });
  const cells = createExecutor(
    process.cwd(),
    { node, browser: node, close: () => node.close() },
    { log: keep, error: keep },
  );
  Object.assign(globalThis, { given: values });
  context.after(() => {
    cells.close();
    Reflect.deleteProperty(globalThis, "given");
  });
  if (hooked) showLastValues();
  return { cells, printed };
}

test("a cell's last value is shown once where it is a picture, else printed as before", async (context) => {
  const { sent } = inNotebook(context);
  const { cells, printed } = kernel(context, {
    images: imageBatch(pixels(3, 8, 3), [3, 8, 8, 3]),
    figure: sampleLoss(),
  });
  const run = async (code: string): Promise<void> => assert.ok(await cells.execute(code), String(printed));
  await run("const images = (globalThis as any).given.images;\nimages");
  assert.deepEqual([sent.length, printed.length], [1, 0]);
  assert.match(String(sent[0].data["text/plain"]), /Images of shape \[3,8,8,3\], float32\./);
  await run("await Promise.resolve();\n(globalThis as any).given.figure");
  assert.deepEqual([sent.length, printed.length], [2, 0]);
  assert.ok("image/svg+xml" in sent[1].data);
  await run("images.shape");
  await run("await Promise.resolve(3)");
  await run("const silent = images;");
  await run("console.info; undefined");
  await run("images; 0");
  assert.deepEqual([sent.length, printed], [2, [[3, 8, 8, 3], 3, 0]]);
  assert.equal(await cells.execute('throw new Error("as before")'), false);
  assert.match(String(printed.at(-1)), /as before/);
});

test("a picture is shown in the cell after the one that imports the project and ends with a value of its own", async (context) => {
  const { sent } = inNotebook(context);
  const { cells, printed } = kernel(context, { figure: sampleLoss(), showLastValues }, { hooked: false });
  assert.ok(await cells.execute("(globalThis as any).given.showLastValues();\nvoid 0"), String(printed));
  assert.ok(await cells.execute("await Promise.resolve((globalThis as any).given.figure)"), String(printed));
  assert.deepEqual([sent.length, printed.length], [1, 0]);
});

test("outside a notebook nothing is hooked in", (context) => {
  withoutTslab(context);
  showLastValues();
  assert.equal("__tslab__" in globalThis, false);
});

test("figures, grids and diagrams are shown as their own functions show them", (context) => {
  const { sent } = inNotebook(context);
  for (const value of [sampleLoss(), sampleGrid(), networkDiagram(sampleLayers, { title: "Network" })])
    assert.ok(showValue(value));
  assert.deepEqual(
    sent.map(({ data }) => Object.keys(data)[0]),
    ["application/vnd.plotly.v1+json", "image/png", "image/svg+xml"],
  );
});

test("a batch is shown in rows that fit the page; of many images the first 64", (context) => {
  const { sent } = inNotebook(context);
  const widthOf = (): number => (sent.at(-1)?.metadata["image/png"] as { width: number }).width;
  assert.ok(showValue(imageBatch(new Uint8Array(100 * 32 * 32 * 3), [100, 32, 32, 3])));
  assert.match(String(sent[0].data["text/plain"]), /\[100,32,32,3\], uint8; the first 64 are shown/);
  assert.ok(widthOf() <= 900 && widthOf() > 600, String(widthOf()));
  assert.ok(showValue(imageBatch(pixels(2, 500, 1), [2, 500, 500, 1])));
  assert.ok(widthOf() <= 900);
  assert.ok(showValue(imageBatch(pixels(1, 32, 3), [1, 32, 32, 3])));
  assert.equal(widthOf(), 32 * 8 + 24);
});

test("a tensor of images in [0,1] is shown; other tensors and objects are left to be printed", (context) => {
  const { sent } = inNotebook(context);
  const image = tf.tensor3d(pixels(1, 8, 3), [8, 8, 3]);
  assert.ok(showValue(image));
  assert.match(String(sent[0].data["text/plain"]), /Tensor of shape \[8,8,3\]/);
  const others = [
    tf.mul(image, 2),
    tf.cast(image, "int32"),
    tf.zeros([3, 3, 16, 3]),
    tf.zeros([8, 8]),
    null,
    3,
    "image",
    [],
    { data: new Uint8Array(4), shape: [1, 2, 2, 3] },
    { data: new Uint8Array(8), shape: [1, 2, 2, 2] },
    { data: [1, 2, 3], shape: [1, 1, 1, 3] },
    imageBatch(new Float32Array(0), [0, 8, 8, 3]),
    imageBatch(Float32Array.of(NaN), [1, 1, 1, 1]),
  ];
  for (const value of others) assert.equal(showValue(value), false, String(value));
  image.dispose();
  assert.equal(showValue(image), false);
  assert.equal(sent.length, 1);
});
