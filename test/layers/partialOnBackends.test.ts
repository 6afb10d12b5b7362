// PartialConv2D on every backend that the project runs on: plain JavaScript is the reference for the native engine, eager and traced,
// for WebAssembly, and for WebGL in a Chromium of this system.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { dirname, join, sep } from "node:path";
import { after, before, test } from "node:test";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { build } from "esbuild";
import { chromium } from "playwright-core";
import { findBrowser, noBrowser } from "../../src/node/cli/findBrowser";
import { startEngine } from "../../src/node/engine/startEngine";
import { compileTraced } from "../../src/node/tracedGraph/compile";
import { checkNotRun } from "../support/inputs";
import * as tf from "../support/tensorflow";
import { partialNetwork, partialOutputs } from "./partialOutputs";

let native: string;
let wanted: readonly number[][];

before(async () => {
  native = (await startEngine({ purpose: "training", quiet: true })).backend;
  await tf.setBackend("cpu");
  wanted = await partialOutputs({ gradient: true });
  assert.deepEqual(
    wanted.map(({ length }) => length),
    [2 * 5 * 4 * 2, 2 * 5 * 4, 2 * 9 * 8 * 3],
  );
});
after(() => tf.setBackend(native));

/** Features, mask and, where it is there, the gradient. */
function assertSame(found: readonly (readonly number[])[], tolerance: number): void {
  found.forEach((values, i) => {
    const largest = Math.max(...wanted[i].map(Math.abs));
    assert.equal(values.length, wanted[i].length);
    values.forEach((value, at) =>
      assert.ok(Math.abs(value - wanted[i][at]) <= tolerance * largest, `${i}, ${at}: ${value} and ${wanted[i][at]}`),
    );
  });
}

test("the native engine, eager with its gradient, and traced", async () => {
  if (native !== "tensorflow") return checkNotRun("partial convolutions on the native engine: it is not installed");
  await tf.setBackend(native);
  assertSame(await partialOutputs({ gradient: true }), 1e-5);
  const { model, images, mask } = partialNetwork();
  const traced = compileTraced((inputs) => {
    const [features, updated] = model.apply([inputs.images, inputs.mask]) as tf.Tensor[];
    return { features, updated };
  });
  for (let call = 0; call < 3; call++) {
    const { features, updated } = traced({ images, mask });
    assertSame(
      [features, updated].map((tensor) => Array.from(tensor.dataSync())),
      1e-5,
    );
  }
  traced.dispose?.();
});

test("WebAssembly", async () => {
  const wasm = createRequire(__filename).resolve("@tensorflow/tfjs-backend-wasm/dist/tfjs-backend-wasm.wasm");
  setWasmPaths(`${dirname(wasm)}${sep}`);
  assert.ok(await tf.setBackend("wasm"));
  assertSame(await partialOutputs({ gradient: false }), 1e-5);
});

test("WebGL, in a browser, with its gradient", async () => {
  const executablePath = findBrowser();
  if (executablePath === null) return checkNotRun(noBrowser);
  const { outputFiles } = await build({
    stdin: {
      contents: `
        import "@tensorflow/tfjs-backend-webgl";
        import { setBackend, getBackend } from "@tensorflow/tfjs-core";
        import { partialOutputs } from "./partialOutputs";
        globalThis.found = (async () => {
          if (!(await setBackend("webgl"))) return null;
          return { backend: getBackend(), outputs: await partialOutputs({ gradient: true }) };
        })();`,
      resolveDir: join(__dirname),
    },
    bundle: true,
    write: false,
    format: "iife",
    logLevel: "error",
  });
  const args = ["--enable-unsafe-swiftshader", "--ignore-gpu-blocklist"];
  const browser = await chromium.launch({ executablePath, args, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const page = await browser.newPage();
    await page.addScriptTag({ content: outputFiles[0].text });
    const found = (await page.evaluate("globalThis.found")) as { backend: string; outputs: number[][] } | null;
    if (found === null) return checkNotRun("partial convolutions on WebGL: the browser has none");
    assert.equal(found.backend, "webgl");
    assertSame(found.outputs, 1e-3);
  } finally {
    await browser.close();
  }
});
