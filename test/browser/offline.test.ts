// Pages that the project writes, opened from the disk in a Chromium of this system: they ask no other host for anything, report no
// error, and show their pictures; the site's search finds.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { after, before, test, type TestContext } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { imageGrid } from "../../src/figures/imageGrid";
import { imageBatch } from "../../src/images/batch";
import { findBrowser, noBrowser } from "../../src/node/cli/findBrowser";
import { buildSite } from "../../src/node/cli/site";
import { jupyterPython } from "../../src/node/jupyter/executeNotebook";
import { writeNotebookPage } from "../../src/node/jupyter/notebookPage";
import { slider } from "../../src/node/jupyter/slider";
import { figuresFolder, notebooksFolder, projectRoot } from "../../src/node/paths";
import { checkNotRun } from "../support/inputs";
import { temporaryFolder } from "../support/temporaryFolder";
import { inNotebook } from "../node/jupyter/fakeKernel";

const executablePath = findBrowser();
let browser: Browser;

if (executablePath === null) checkNotRun(noBrowser);
else {
  before(async () => {
    browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  });
  after(() => browser?.close());
  test("the page of a notebook: charts, pictures, and a hole that follows the keys", notebookPage);
  test("the page of a notebook: a slider that is moved by keys and buttons", sliderPage);
  for (const notebook of lessonNames())
    test(`${notebook}: what can be moved moves in the stored page, by keys`, () => storedWidget(notebook));
  test("a drawing", drawing);
  test("the site: first page, a notebook, search", sitePages);
}

/** Opens the file without a network and gives the page to `look`; nothing may be asked for elsewhere, nothing but `known` may fail. */
async function opened(file: string, look: (page: Page) => Promise<void>, known = /(?!)/): Promise<void> {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  const problems: string[] = [];
  page.on("request", (request) => {
    if (!/^(file|data|blob):/.test(request.url())) problems.push(request.url());
  });
  page.on("pageerror", (error) => problems.push(error.message));
  page.on("requestfailed", (request) => problems.push(`${request.url()} failed`));
  await page.goto(pathToFileURL(file).href);
  const broken = await page.evaluate(
    'Promise.all([...document.images].map((image) => image.decode().then(() => "", () => image.src.slice(0, 99))))',
  );
  assert.deepEqual((broken as string[]).filter(Boolean), []);
  await look(page);
  assert.deepEqual(
    problems.filter((problem) => !known.test(problem)),
    [],
  );
  await context.close();
}

async function notebookPage(): Promise<void> {
  const folder = temporaryFolder("page-");
  await writeNotebookPage(join(notebooksFolder, "A6-visualisation.ipynb"), folder);
  await opened(join(folder, "A6-visualisation.html"), async (page) => {
    assert.ok((await page.locator("img").count()) > 5);
    const board = page.getByRole("application");
    const shown = await board.innerText();
    await board.focus();
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await board.innerText(), shown);
  });
}

/** The lessons, A0-first-fill and so on. */
function lessonNames(): string[] {
  return readdirSync(notebooksFolder)
    .filter((name) => name.endsWith(".ipynb"))
    .map((name) => basename(name, ".ipynb"));
}

/** A slider's text and picture change with the arrow keys, or the words of the hole explorer's board do. */
async function storedWidget(notebook: string): Promise<void> {
  const folder = temporaryFolder("widget-");
  await writeNotebookPage(join(notebooksFolder, `${notebook}.ipynb`), folder);
  await opened(join(folder, `${notebook}.html`), async (page) => {
    const ranges = page.getByRole("slider");
    const board = page.getByRole("application").first();
    if ((await ranges.count()) === 0) {
      const shown = await board.innerText();
      await board.focus();
      await page.keyboard.press("ArrowRight");
      assert.notEqual(await board.innerText(), shown);
      return;
    }
    const group = page.getByRole("group").filter({ has: ranges.first() });
    const state = async (): Promise<(string | null)[]> => [
      await ranges.first().getAttribute("aria-valuetext"),
      await group.getByRole("img").first().getAttribute("src"),
    ];
    await ranges.first().focus();
    await page.keyboard.press("Home");
    const [text, picture] = await state();
    await page.keyboard.press("End");
    const [lastText, lastPicture] = await state();
    assert.ok(text !== null && text !== "" && text !== lastText, `${text}, ${lastText}`);
    assert.notEqual(picture, lastPicture);
  });
}

async function sliderPage(context: TestContext): Promise<void> {
  const { sent } = inNotebook(context);
  const frames = [0, 127, 255].map((grey, i) => {
    const images = imageBatch(new Uint8Array(16 * 16).fill(grey), [1, 16, 16, 1]);
    return { label: `rung ${i}`, figure: imageGrid({ rows: [{ label: "", images }], title: `grey ${grey}` }) };
  });
  slider({ label: "rung", frames, start: 1 });
  slider({ label: "again", frames });
  const folder = temporaryFolder("slider-");
  const notebook = join(folder, "slider.ipynb");
  const outputs = sent.map(({ data, metadata }) => ({ output_type: "display_data", data, metadata }));
  const cells = [{ cell_type: "code", id: "a", execution_count: 1, metadata: {}, source: "", outputs }];
  writeFileSync(notebook, JSON.stringify({ cells, metadata: {}, nbformat: 4, nbformat_minor: 5 }));
  await writeNotebookPage(notebook, folder);
  await opened(join(folder, "slider.html"), async (page) => {
    const group = page.getByRole("group", { name: "rung" });
    const range = group.getByRole("slider", { name: "rung" });
    const state = async (): Promise<unknown[]> => [
      await group.getByRole("status").textContent(),
      await range.getAttribute("aria-valuetext"),
      await group.getByRole("img").getAttribute("alt"),
      (await group.getByRole("img").getAttribute("src"))?.length,
    ];
    const pressed = async (key: string): Promise<unknown[]> => {
      await page.keyboard.press(key);
      return state();
    };
    const middle = await state();
    assert.deepEqual(middle.slice(0, 3), ["rung 1", "rung 1", "grey 127. 1 picture of 16×16."]);
    await range.focus();
    const right = await pressed("ArrowRight");
    assert.deepEqual(right.slice(0, 3), ["rung 2", "rung 2", "grey 255. 1 picture of 16×16."]);
    assert.notEqual(right[3], middle[3], "another picture");
    assert.deepEqual((await pressed("ArrowRight"))[0], "rung 2", "it stops at the end");
    assert.ok(await group.getByRole("button", { name: "next rung" }).isDisabled());
    assert.deepEqual(await pressed("ArrowLeft"), middle, "and the first picture comes back");
    assert.deepEqual((await pressed("Home"))[0], "rung 0");
    await page.keyboard.press("Tab");
    assert.deepEqual((await pressed("Enter"))[0], "rung 1", "the next button, after the one that is off");
    await group.getByRole("button", { name: "previous rung" }).click();
    assert.deepEqual((await state())[0], "rung 0");
    assert.equal(await page.getByRole("group", { name: "again" }).getByRole("status").textContent(), "rung 0");
  });
}

async function drawing(): Promise<void> {
  await opened(join(figuresFolder, "hero.svg"), async (page) => {
    assert.equal(await page.evaluate("document.documentElement.nodeName"), "svg");
  });
}

async function sitePages(): Promise<void> {
  if (!existsSync(jupyterPython) || spawnSync(jupyterPython, ["-c", "import sphinx, myst_nb, furo"]).status !== 0) {
    return checkNotRun("the site in a browser: its generator is not installed (npm run site installs it)");
  }
  const folder = await buildSite(projectRoot, temporaryFolder("site-"));
  await opened(join(folder, "index.html"), async () => undefined);
  await opened(join(folder, "notebooks", "A6-visualisation.html"), async () => undefined);
  // Lines around a hit are read from the pages, which a browser allows on a server only: from the disk there are titles.
  const known = /^file:.+\.html failed$|^Failed to fetch$/;
  const search = join(folder, "search.html");
  const find = async (page: Page): Promise<void> => {
    await page.goto(`${pathToFileURL(search).href}?q=harmonic`);
    await page.locator(".search li a").first().waitFor({ timeout: 20_000 });
  };
  await opened(search, find, known);
}
