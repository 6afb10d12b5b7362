// Pages that the project writes, opened from the disk in a Chromium of this system: they ask no other host for anything, report no
// error, and show their pictures; the site's search finds.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { chromium, type Browser, type Page } from "playwright-core";
import { findBrowser, noBrowser } from "../../src/node/cli/findBrowser";
import { buildSite } from "../../src/node/cli/site";
import { jupyterPython } from "../../src/node/jupyter/executeNotebook";
import { writeNotebookPage } from "../../src/node/jupyter/notebookPage";
import { figuresFolder, notebooksFolder, projectRoot } from "../../src/node/paths";
import { checkNotRun } from "../support/inputs";
import { temporaryFolder } from "../support/temporaryFolder";

const executablePath = findBrowser();
let browser: Browser;

if (executablePath === null) checkNotRun(noBrowser);
else {
  before(async () => {
    browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
  });
  after(() => browser?.close());
  test("the page of a notebook: charts, pictures, and a hole that follows the keys", notebookPage);
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
