import assert from "node:assert/strict";
import { test } from "node:test";
import { startTicker } from "../../../src/node/inpaint/ticker";

function line(): { shown: string[]; show(text: string): void; end(): void; clear(): void } {
  const shown: string[] = [];
  return { shown, show: (text) => shown.push(text), end: () => undefined, clear: () => shown.push("") };
}

test("nothing is shown before two seconds, then what is done and for how long", () => {
  const { shown, ...rest } = line();
  let now = 0;
  const ticker = startTicker(rest, 2_000, () => now);
  ticker.begin("photo.jpg");
  now = 1_999;
  ticker.step("Telea");
  assert.deepEqual(shown, []);
  now = 3_400;
  ticker.step("Exemplar-based");
  assert.deepEqual(shown, ["photo.jpg, Exemplar-based … 3 s"]);
  ticker.pause();
  ticker.step("nothing");
  ticker.end();
  assert.deepEqual(shown.slice(1), [""], "cleared, and quiet from then on");
});

test("the share done is shown in percent, for the step that it belongs to; 100 % are never shown before the end", () => {
  const { shown, ...rest } = line();
  let now = 0;
  const ticker = startTicker(rest, 2_000, () => now);
  ticker.begin("photo.jpg");
  ticker.step("Telea");
  ticker.share(0.2);
  now = 12_000;
  ticker.share(0.437);
  ticker.share(1);
  ticker.step("Harmonic");
  ticker.share(0);
  ticker.begin("other.jpg");
  now = 15_000;
  ticker.step("Mean");
  ticker.end();
  assert.deepEqual(shown, [
    "photo.jpg, Telea, 43 % … 12 s",
    "photo.jpg, Telea, 99 % … 12 s",
    "photo.jpg, Harmonic … 12 s",
    "photo.jpg, Harmonic, 0 % … 12 s",
    "other.jpg, Mean … 3 s",
  ]);
});

test("work that stops all clocks is told at once", () => {
  const { shown, ...rest } = line();
  const ticker = startTicker(rest, 2_000, () => 0);
  ticker.begin("photo.jpg");
  ticker.step("Residual inpainter", true);
  ticker.end();
  assert.deepEqual(shown, ["photo.jpg, Residual inpainter … 0 s"]);
});

test("time alone makes the line appear", async () => {
  const { shown, ...rest } = line();
  const ticker = startTicker(rest, 5);
  ticker.begin("photo.jpg");
  while (shown.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
  ticker.end();
  assert.match(shown[0], /^photo\.jpg … \d+ s$/);
});
