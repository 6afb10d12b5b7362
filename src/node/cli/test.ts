// npm test: types, lint (with the import table), format, unit tests, work interrupted at random, the notebooks in a browser, all
// notebooks in quick form;
// each is run to its end and counted. --only picks some, or the slow checks, which npm test leaves out.
// The last line has the form "N passed, N failed". What was not checked for want of data is counted apart.
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { cacheFolder, notebooksFolder, projectRoot } from "../paths";
import { prettier } from "./format";
import { findBrowser, noBrowser } from "./findBrowser";
import { runForeground } from "./runForeground";
import { inLanes } from "../workers/inLanes";
import { groupTests, writeGroups } from "./testGroups";
import type { CommandOptions } from "./typed";
import { filesBelow } from "../files/filesBelow";
import { executeNotebook } from "../jupyter/executeNotebook";

/** What `npm test` takes. */
export type TestOptions = Partial<CommandOptions<"test">>;

/** One kind of check and how it went. */
export interface CheckResult {
  readonly name: string;
  readonly passed: number;
  readonly failed: number;
}

const notRunFile = join(cacheFolder, "checks-not-run.txt");
const tapFile = join(cacheFolder, "tests.tap");
const testFolder = join(projectRoot, "test");
const browserFolder = join(testFolder, "browser");

const chaos: readonly string[] = ["--import", "tsx", "test/chaos/main.ts"];

type CheckKind = NonNullable<TestOptions["only"]>[number];

const everyKind: readonly CheckKind[] = ["types", "lint", "format", "unit", "chaos", "browser", "notebooks"];

/** Each kind of check. */
const run: { readonly [kind in CheckKind]: () => Promise<CheckResult> } = {
  types: () => runTool("types", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.test.json"]),
  lint: () => runTool("lint", ["node_modules/eslint/bin/eslint.js", "."]),
  format: () => runTool("format", prettier("--check")),
  unit: () => runTestFiles("unit tests", groupedUnitTests()),
  chaos: () => runTool("work interrupted at random", [...chaos, "--short"]),
  browser: () => runBrowserTests(sortTests(filesEnding(testFolder, ".test.ts")).browser),
  notebooks: () => runNotebooks(filesEnding(notebooksFolder, ".ipynb")),
  slow: () => runSlow(),
};

/** Runs everything, only these kinds of checks, or only these test files; resolves to the exit code. */
export async function runTests({ files = [], only = everyKind }: TestOptions): Promise<number> {
  mkdirSync(cacheFolder, { recursive: true });
  rmSync(notRunFile, { force: true });
  const absent = files.find((file) => !existsSync(resolve(projectRoot, file)));
  if (absent !== undefined) {
    console.error(
      `Expected a test file at ${absent}, but there is none. Name one below test/, from the project's folder.`,
    );
    return 2;
  }
  const results: CheckResult[] = [];
  if (files.length === 0) {
    for (const kind of only) results.push(await run[kind]());
  } else {
    const { unit, browser } = sortTests(files);
    if (unit.length > 0) results.push(await runTestFiles("unit tests", unit));
    if (browser.length > 0) results.push(await runBrowserTests(browser));
  }
  console.log(summary(results, readNotRun()));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

function groupedUnitTests(): string[] {
  const { unit } = sortTests(filesEnding(testFolder, ".test.ts"));
  return writeGroups(groupTests(testFolder, unit), join(cacheFolder, "test-groups"));
}

/** What takes longer than anyone waits for after a change. */
async function runSlow(): Promise<CheckResult> {
  const results = [
    await runTool("golden comparison", ["test/golden/compare.mjs"]),
    await runTool("random command lines of inpaint", ["--import", "tsx", "test/node/inpaint/fuzzAll.ts"]),
    await runTool("work interrupted at random, 100 rounds", chaos),
  ];
  return { name: "slow", passed: total(results, "passed"), failed: total(results, "failed") };
}

function total(results: readonly CheckResult[], key: "passed" | "failed"): number {
  return results.reduce((sum, result) => sum + result[key], 0);
}

/** The closing lines. `notRun` holds one reason per check that was not run. */
export function summary(results: readonly CheckResult[], notRun: readonly string[]): string {
  const reasons = new Map<string, number>();
  for (const reason of notRun) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  return [
    "",
    "Summary",
    ...results.map(({ name, passed, failed }) => `  ${name}: ${passed} passed, ${failed} failed`),
    `  checks not run: ${notRun.length}`,
    ...[...reasons].map(([reason, count]) => `    ${count} × ${reason}`),
    "",
    `${total(results, "passed")} passed, ${total(results, "failed")} failed`,
  ].join("\n");
}

/** Counts out of the closing lines of node's TAP reporter; a run that broke off counts as one failure. */
export function unitTestCounts(tap: string, exitCode: number | null): { passed: number; failed: number } {
  const count = (name: string): number => Number(new RegExp(`^# ${name} (\\d+)$`, "m").exec(tap)?.[1] ?? 0);
  const failed = count("fail") + count("cancelled");
  return { passed: count("pass"), failed: failed === 0 && exitCode !== 0 ? 1 : failed };
}

async function runTool(name: string, args: readonly string[]): Promise<CheckResult> {
  console.log(`\n${name} …`);
  const code = await runNode(args);
  console.log(`${name}: ${code === 0 ? "passed" : "failed"}`);
  return { name, passed: code === 0 ? 1 : 0, failed: code === 0 ? 0 : 1 };
}

/** Those that drive a browser run apart from the others, some of which measure time. */
export function sortTests(files: readonly string[]): { unit: string[]; browser: string[] } {
  const inBrowser = (file: string): boolean => !relative(browserFolder, resolve(projectRoot, file)).startsWith("..");
  return { unit: files.filter((file) => !inBrowser(file)), browser: files.filter(inBrowser) };
}

async function runBrowserTests(files: readonly string[]): Promise<CheckResult> {
  if (findBrowser() !== null) return runTestFiles("browser", files);
  console.log(`\nbrowser: not run. ${noBrowser}`);
  appendFileSync(notRunFile, `${noBrowser}\n`);
  return { name: "browser", passed: 0, failed: 0 };
}

async function runTestFiles(name: string, files: readonly string[]): Promise<CheckResult> {
  console.log(`\n${name} …`);
  rmSync(tapFile, { force: true });
  const code = await runNode([
    "--import",
    "tsx",
    "--import",
    pathToFileURL(join(projectRoot, "test/support/printedApart.mjs")).href,
    "--test",
    "--test-concurrency=2",
    "--test-reporter=spec",
    "--test-reporter-destination=stdout",
    "--test-reporter=tap",
    `--test-reporter-destination=${tapFile}`,
    ...files,
  ]);
  return { name, ...unitTestCounts(existsSync(tapFile) ? readFileSync(tapFile, "utf8") : "", code) };
}

async function runNotebooks(notebooks: readonly string[]): Promise<CheckResult> {
  console.log(`\nnotebooks, in quick form …`);
  let failed = 0;
  // Two at a time: a kernel seldom keeps more than one core busy.
  await inLanes(notebooks.length, 2, async (index) => {
    const notebook = notebooks[index];
    const { seconds, error } = await executeNotebook(notebook, {
      env: { ...testEnvironment(), LAB_QUICK: "1" },
      cellSeconds: 600,
    });
    console.log(
      `  ${relative(projectRoot, notebook)}: ${error === null ? "passed" : "failed"} (${seconds.toFixed(1)} s)`,
    );
    if (error === null) return;
    failed++;
    console.log(error.replace(/^/gm, "    "));
  });
  return { name: "notebooks", passed: notebooks.length - failed, failed };
}

/** For every check: no data is downloaded, and what is not run for want of it is written down. */
function testEnvironment(): NodeJS.ProcessEnv {
  return { LAB_CHECKS_NOT_RUN: notRunFile, LAB_NO_DOWNLOAD: "1", TF_CPP_MIN_LOG_LEVEL: "2" };
}

function runNode(args: readonly string[]): Promise<number | null> {
  return runForeground(args, testEnvironment());
}

function readNotRun(): string[] {
  return existsSync(notRunFile)
    ? readFileSync(notRunFile, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
}

/** Absolute paths, sorted. */
function filesEnding(folder: string, ending: string): string[] {
  return filesBelow(folder)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}
