import assert from "node:assert/strict";
import { test } from "node:test";
import { chromium } from "playwright-core";
import { findBrowser, noBrowser } from "../../../src/node/cli/findBrowser";
import { apiPage } from "../../../src/node/site/apiPage";
import type { ExportedName } from "../../../src/node/site/exportedNames";
import { loadsFromElsewhere } from "../../../src/node/site/loads";
import { checkNotRun } from "../../support/inputs";

const of = (name: string, room: string, more: Partial<ExportedName> = {}): ExportedName => ({
  name,
  room,
  kind: "function",
  signature: `function ${name}(): void`,
  comment: "",
  ...more,
});

const names = [
  of("Mask", "masks", {
    kind: "type",
    signature: "type Mask = Array<string>",
    comment: "1 is known, `0` the hole.\n\nMore.",
  }),
  of("drawMask", "masks", { signature: "function drawMask(of: Mask): Mask" }),
  of("range", "", { signature: "function range<Mask extends Other>(of: Mask): Mask" }),
  of("startEngine", "node/engine", { comment: "Starts a mask of `<threads>`." }),
];
const rooms =
  "| what | `src/masks/` | x |\n\n| `src/masks/`, `src/x/` | mask families |\n| `src/node/engine/` | the engine |\n";
const page = apiPage(names, rooms);

test("rooms come with what they hold, what all share first, Node's last", () => {
  assert.deepEqual(page.match(/^## .*/gm), ["## src", "## src/masks", "## src/node/engine"]);
  assert.match(page, /## src\/masks\n\nMask families\.\n/);
  assert.match(page, /## src\/node\/engine\n\nThe engine\.\n/);
});

test("markup is escaped, code set as code, types lead to their entries", () => {
  assert.ok(page.includes("type Mask = Array&lt;string&gt;"));
  assert.ok(page.includes("<p>1 is known, <code>0</code> the hole.</p><p>More.</p>"));
  assert.ok(page.includes("<code>&lt;threads&gt;</code>"));
  assert.ok(page.includes('drawMask(of: <a href="#Mask">Mask</a>): <a href="#Mask">Mask</a>'));
  assert.ok(
    page.includes("range&lt;Mask extends Other&gt;(of: Mask): Mask"),
    "a type parameter is no type of the project",
  );
  assert.ok(page.includes('<a href="#startEngine">startEngine</a>'));
  assert.deepEqual(loadsFromElsewhere(page, "markup"), []);
});

test("in a browser the list follows what is typed, and keys lead through it", async () => {
  const executablePath = findBrowser();
  if (executablePath === null) return checkNotRun(noBrowser);
  const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  try {
    const view = await browser.newPage();
    const errors: string[] = [];
    view.on("pageerror", ({ message }) => errors.push(message));
    await view.setContent(page.replace(/^`{8}.*$/gm, ""));
    const seen = (): Promise<string[]> => view.locator(".api-name a:visible").allTextContents();
    assert.equal((await seen()).length, 4);
    await view.keyboard.press("/");
    await view.keyboard.type("MASK hole");
    assert.deepEqual(await seen(), ["Mask"]);
    assert.equal(await view.locator("#api-count").textContent(), "1 of 4 names");
    for (let i = 0; i < 5; i++) await view.keyboard.press("Backspace");
    assert.deepEqual(await seen(), ["range", "Mask", "drawMask", "startEngine"]);
    const focused = (): Promise<string> => view.evaluate(() => document.activeElement?.textContent ?? "");
    for (const [key, name] of [
      ["ArrowDown", "range"],
      ["ArrowDown", "Mask"],
      ["ArrowUp", "range"],
      ["ArrowUp", ""],
    ]) {
      await view.keyboard.press(key);
      assert.equal(await focused(), name, key);
    }
    await view.keyboard.press("Enter");
    assert.equal(await focused(), "Mask", "the shortest of the names that hold the word");
    await view.keyboard.press("Escape");
    assert.equal((await seen()).length, 4);
    assert.deepEqual(errors, []);
  } finally {
    await browser.close();
  }
});
