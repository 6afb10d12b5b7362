// JupyterLab as a student uses it: `npm run lab`, three notebooks in quick form, in a Chromium that this system has. It is driven
// by mouse and keys alone; what it shows is kept as pictures in runs/local/browser/.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { chromium, type Browser } from "playwright-core";
import { findBrowser, noBrowser } from "../../src/node/cli/findBrowser";
import { localRunsFolder, notebooksFolder, projectRoot } from "../../src/node/paths";
import { checkNotRun } from "../support/inputs";
import { LabPage } from "./labPage";
import { startLab, type Lab } from "./labServer";

const executablePath = findBrowser();
const folder = join(localRunsFolder, "browser");
let lab: Lab;
let browser: Browser;
let page: LabPage;

if (executablePath === null) checkNotRun(noBrowser);
else {
  before(start);
  after(() => stop());
  test("A3: picture grid, live chart, completion and docstring of a helper", () => pictureOfFailure("A3", a3));
  test("A5: the stop button ends the training; what was trained predicts", () => pictureOfFailure("A5", a5));
  test("A6: picture grid, live chart; the hole follows the mouse", () => pictureOfFailure("A6", a6));
  test("the page asked no other machine for anything, and no program is left", atTheEnd);
}

async function start(): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  lab = await startLab({ LAB_QUICK: "1", LAB_STRICT: "1" });
  // Root, the usual person in a container, gets no sandbox from Chromium; the pages are this machine's own.
  browser = await chromium.launch({ executablePath: executablePath ?? "", chromiumSandbox: process.getuid?.() !== 0 });
  page = new LabPage(await browser.newPage({ viewport: { width: 1280, height: 900 } }), lab);
  page.page.setDefaultTimeout(120_000);
  console.log(`pictures of what it shows: ${folder}`);
}

async function stop(): Promise<string[]> {
  await browser?.close();
  return (await lab?.stop()) ?? [];
}

/** Opens a copy, which may be changed and saved, in place of the notebook itself. */
async function open(name: string, change: (text: string) => string = (text) => text): Promise<void> {
  await lab.stopKernels();
  const copy = join(folder, name);
  writeFileSync(copy, change(readFileSync(join(notebooksFolder, name), "utf8")));
  await page.open(copy.slice(projectRoot.length + 1));
}

async function runAll(): Promise<void> {
  await page.runAll();
  await page.untilFinished(400);
  assert.deepEqual(await page.errors(), []);
  assert.deepEqual(await page.cutOff(), []);
}

async function picture(name: string): Promise<void> {
  await page.page.screenshot({ path: join(folder, `${name}.png`) });
}

async function pictureOfFailure(name: string, use: () => Promise<void>): Promise<void> {
  try {
    await use();
  } catch (error) {
    await picture(`${name}-failed`).catch(() => {});
    throw error;
  }
}

async function a3(): Promise<void> {
  await open("A3-masking.ipynb");
  await runAll();
  await seeGrid(`exportFigure("masked-images"`, "A3-grid");
  await hoverChart("plot(data, layout)", "A3-chart");
  const cell = await page.newCell("const again = drawSq");
  await offered("drawSquareMasks");
  await picture("A3-completion");
  await page.press("Enter");
  await page.until(
    async () => ((await cell.textContent()) ?? "").endsWith("const again = drawSquareMasks"),
    "completed",
  );
  await page.press("Shift+Tab");
  const words = page.page.locator(".jp-Tooltip", { hasText: "one square hole per image" });
  await words.waitFor();
  assert.match((await words.textContent()) ?? "", /function drawSquareMasks\(shape: BatchShape, random: Random/);
  await picture("A3-docstring");

  await page.press("Escape");
  await page.page.keyboard.insertText("([1, 32, 32, 1], ");
  await page.press("Shift+Tab");
  await words.waitFor();
  await picture("A3-within-call");

  await page.newCell("import { drawSq");
  await offered("drawSquareMasks");
  await picture("A3-import");
  await page.press("Escape");

  await page.newCell(`drawSquareMasks([8, 32, 32, 1], randomStream(1, "the last line"))`);
  await page.press("Shift+Enter");
  await page.untilFinished(60);
  await seeGrid("the last line", "A3-last-line");
}

/** Presses Tab until JupyterLab offers the name: it gives up on a kernel that is slow to answer. */
async function offered(name: string): Promise<void> {
  const item = page.page.locator(".jp-Completer-item", { hasText: name });
  for (let tries = 0; tries < 5 && !(await item.isVisible()); tries++) {
    await page.press("Tab");
    await item.waitFor({ timeout: 10_000 }).catch(() => {});
  }
  await item.waitFor();
}

async function a5(): Promise<void> {
  // In quick form, or on a slow engine, one epoch would be over before a hand reaches the button.
  await open("A5-training.ipynb", (text) => text.replace("{ ...sizes,", "{ ...sizes, epochs: 40,"));
  await page.runAll();
  await page.message(/epoch 2 of 40, step/, 300);
  await page.show(page.cell("trainLive(network").locator(".jp-OutputArea"));
  await picture("A5-training");
  const clicked = new Date();
  await page.button("interrupt").click();
  const { sent, text } = await page.message(/Stopped in epoch \d+ after step \d+/, 180);
  const seconds = (sent.getTime() - clicked.getTime()) / 1000;
  console.log(`training stopped ${seconds.toFixed(2)} s after the click: ${/Stopped in [^;]*/.exec(text)?.[0]}`);
  // It should take two seconds. The bound is wider: here other programs may keep the processors busy.
  const slow = page.cell("trainingSizes(recorded").getByText("training on 32 images");
  if ((await slow.count()) === 0) assert.ok(seconds < 10, `${seconds} s`);
  else checkNotRun("The stop button's two seconds: without TensorFlow's engine a single step takes longer.");
  await page.untilFinished(300);
  assert.deepEqual(await page.errors(), [], "the cells after the training run as usual");
  await picture("A5-stopped");

  await page.newCell(`import { fillWithModel, reconstructionGrid } from "inpainting-lab";
const stopped = { label: "stopped early", filled: fillWithModel(network, logged.images, logged.knownMask) };
showGrid(reconstructionGrid(logged.images, logged.knownMask, [stopped], dataset.synthetic));`);
  await page.press("Shift+Enter");
  await page.untilFinished(60);
  assert.deepEqual(await page.errors(), []);
  await seeGrid("stopped early", "A5-prediction");
}

async function a6(): Promise<void> {
  await open("A6-visualisation.ipynb");
  await runAll();
  await seeGrid(`exportFigure("reconstructions"`, "A6-grid");
  await hoverChart(`exportFigure("loss-curve"`, "A6-chart");

  const explorer = page.cell("showHoleExplorer(exploration").locator("[data-hole-explorer][data-ready]");
  await page.show(explorer);
  // Four panels of title, picture and score; in the last two pictures lies a fill, cut out of a larger image.
  const panels = explorer.getByRole("application").locator("> div");
  const fills = panels.locator("> div:nth-child(2) > div");
  const state = async (): Promise<string[]> => [
    (await explorer.locator("output").textContent()) ?? "",
    ...(await fills.evaluateAll((all) => all.slice(2).map((fill) => (fill as HTMLElement).style.backgroundPosition))),
  ];
  const before = await state();
  await picture("A6-explorer-before");
  // The first panel's picture is 160 CSS pixels wide; the hole starts in the middle.
  await page.drag(panels.first().locator("> div").nth(1), [80, 80], [30, 130]);
  const moved = await state();
  await picture("A6-explorer-after");
  assert.match(before[0], /^Hole at row 12, column 12\. PSNR in the hole: network -?[\d.]+ dB, harmonic -?[\d.]+ dB/);
  assert.match(moved[0], /^Hole at row 22, column 2\. PSNR in the hole: network -?[\d.]+ dB, harmonic -?[\d.]+ dB/);
  assert.equal(before.length, 3, "two fills");
  assert.ok(
    before.every((text, i) => text !== moved[i]),
    "both fills and the numbers change",
  );
}

async function atTheEnd(): Promise<void> {
  assert.deepEqual(page.outside, []);
  assert.deepEqual(await stop(), [], "programs that did not end when JupyterLab was told to");
}

/** The cell's picture is there and has been decoded. */
async function seeGrid(source: string, name: string): Promise<void> {
  const image = page.cell(source).locator(".jp-OutputArea img").first();
  await page.show(image);
  const [width, height] = await image.evaluate((element) => {
    const { naturalWidth, naturalHeight } = element as HTMLImageElement;
    return [naturalWidth, naturalHeight];
  });
  assert.ok(width >= 300 && height >= 100, `${width}×${height}`);
  await picture(name);
}

/** The chart comes alive under the mouse and says the value of the point that the mouse is on. */
async function hoverChart(source: string, name: string): Promise<void> {
  const output = page.cell(source).locator(".jp-OutputArea");
  const chart = output.locator(".js-plotly-plot");
  await page.show(output);
  await page.move(output.locator(".plot-img"), [300, 200]);
  await chart.waitFor();
  const [x, y, points] = await chart.evaluate((element) => {
    const {
      data: [{ x, y }],
      _fullLayout: { xaxis, yaxis },
    } = element as unknown as PlotlyElement;
    const i = x.length >> 1;
    return [xaxis._offset + xaxis.d2p(x[i]), yaxis._offset + yaxis.d2p(y[i]), x.length];
  });
  assert.ok(points > 1);
  await page.move(chart, [x, y]);
  await chart.locator(".hovertext").waitFor();
  await picture(name);
}

interface PlotlyAxis {
  readonly _offset: number;
  d2p(value: number): number;
}

interface PlotlyElement {
  readonly data: readonly { readonly x: readonly number[]; readonly y: readonly number[] }[];
  readonly _fullLayout: { readonly xaxis: PlotlyAxis; readonly yaxis: PlotlyAxis };
}
