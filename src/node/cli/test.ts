// npm test: types, lint (with the import table), unit tests, the notebooks in a browser, all notebooks in quick form; each is
// run to its end and counted.
// The last line has the form "N passed, N failed". What was not checked for want of data is counted apart.
import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { spawn } from "node:child_process";
import { cacheFolder, notebooksFolder, projectRoot } from "../paths";
import { findBrowser, noBrowser } from "./findBrowser";
import { executeNotebook } from "../jupyter/executeNotebook";

/** What `npm test` takes. */
export interface TestOptions {
  /** Test files to run instead of everything. */
  readonly files?: readonly string[];
}

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

/** Runs everything, or only the given test files; resolves to the exit code. */
export async function runTests({ files = [] }: TestOptions): Promise<number> {
  mkdirSync(cacheFolder, { recursive: true });
  rmSync(notRunFile, { force: true });
  const results: CheckResult[] = [];
  if (files.length === 0) {
    results.push(await runTool("types", ["node_modules/typescript/bin/tsc", "-p", "tsconfig.test.json"]));
    results.push(await runTool("lint", ["node_modules/eslint/bin/eslint.js", "."]));
  }
  const { unit, browser } = sortTests(files.length > 0 ? files : filesBelow(testFolder, ".test.ts"));
  if (unit.length > 0) results.push(await runTestFiles("unit tests", unit));
  if (browser.length > 0) results.push(await runBrowserTests(browser));
  if (files.length === 0) results.push(await runNotebooks(filesBelow(notebooksFolder, ".ipynb")));
  console.log(summary(results, readNotRun()));
  return results.some(({ failed }) => failed > 0) ? 1 : 0;
}

/** The closing lines. `notRun` holds one reason per check that was not run. */
export function summary(results: readonly CheckResult[], notRun: readonly string[]): string {
  const reasons = new Map<string, number>();
  for (const reason of notRun) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
  const total = (key: "passed" | "failed"): number => results.reduce((sum, result) => sum + result[key], 0);
  return [
    "",
    "Summary",
    ...results.map(({ name, passed, failed }) => `  ${name}: ${passed} passed, ${failed} failed`),
    `  checks not run: ${notRun.length}`,
    ...[...reasons].map(([reason, count]) => `    ${count} × ${reason}`),
    "",
    `${total("passed")} passed, ${total("failed")} failed`,
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
  for (const notebook of notebooks) {
    const { seconds, error } = await executeNotebook(notebook, {
      env: { ...testEnvironment(), LAB_QUICK: "1" },
      cellSeconds: 600,
    });
    console.log(
      `  ${relative(projectRoot, notebook)}: ${error === null ? "passed" : "failed"} (${seconds.toFixed(1)} s)`,
    );
    if (error === null) continue;
    failed++;
    console.log(error.replace(/^/gm, "    "));
  }
  return { name: "notebooks", passed: notebooks.length - failed, failed };
}

/** For every check: no data is downloaded, and what is not run for want of it is written down. */
function testEnvironment(): NodeJS.ProcessEnv {
  return { LAB_CHECKS_NOT_RUN: notRunFile, LAB_NO_DOWNLOAD: "1", TF_CPP_MIN_LOG_LEVEL: "2" };
}

function runNode(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, {
      cwd: projectRoot,
      stdio: ["ignore", "inherit", "inherit"],
      env: { ...process.env, ...testEnvironment() },
    });
    child.on("error", () => resolve(null));
    child.on("close", resolve);
  });
}

function readNotRun(): string[] {
  return existsSync(notRunFile)
    ? readFileSync(notRunFile, "utf8")
        .split("\n")
        .filter((line) => line !== "")
    : [];
}

/** Files below a folder with this ending, as sorted absolute paths; hidden folders are passed over. */
function filesBelow(folder: string, ending: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith("."))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return filesBelow(path, ending);
      return entry.name.endsWith(ending) ? [path] : [];
    })
    .sort();
}

if (require.main === module) {
  void runTests(JSON.parse(process.argv[2] ?? "{}") as TestOptions).then((code) => {
    process.exitCode = code;
  });
}
