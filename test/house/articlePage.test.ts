// docs/article.md states what the study of partial convolutions recorded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { inpaintingMethods } from "../../src/methods";
import { projectRoot, recordedRunsFolder } from "../../src/node/paths";
import { readRunConfig } from "../../src/node/store/runRecord";
import { readLog, readTiming } from "../../src/node/store/runTables";
import { publishedArticle } from "../../src/report/publishedArticle";
import { readStudyRecord, recordedAuditFolder } from "../../src/node/studies/record";

const page = readFileSync(join(projectRoot, "docs/article.md"), "utf8");
const minus = (value: number): string => value.toFixed(2).replace("-", "−");

test("the table of partial and plain convolutions has the record's numbers, in its order", () => {
  const rows = page.split("\n").filter((line) => / to −/.test(line) && line.startsWith("|"));
  const { values } = readStudyRecord(recordedAuditFolder, "partial-convolution");
  const mean = (seeds: readonly { value: number }[]): string =>
    (seeds.reduce((sum, { value }) => sum + value, 0) / seeds.length).toFixed(2);
  assert.deepEqual(
    rows.map((row) => cellsOf(row).slice(1)),
    values.families.map(({ partial, plain, difference: { value, low, high } }) => [
      mean(partial),
      mean(plain),
      minus(value),
      `${minus(low)} to ${minus(high)}`,
    ]),
  );
  const ahead = values.families.flatMap(({ differences }) => differences).filter(({ value }) => value > 0).length;
  assert.match(page, new RegExp(`In ${["none", "one", "two", "three"][ahead]} of the eighteen pairs`));
});

test("the table of runs has what their logs and the article say", () => {
  const rows = page.split("\n").filter((line) => line.startsWith("| [`article-"));
  const names = rows.map((row) => /`(article-[a-z0-9-]+)`/.exec(row)?.[1] ?? "");
  const measured = inpaintingMethods.map(({ name }) => name).filter((name) => name.startsWith("article-"));
  assert.deepEqual(names, measured, "the runs that are methods");
  for (const [i, name] of names.entries()) {
    const folder = join(recordedRunsFolder, name);
    const log = readLog(folder);
    const minutes = readTiming(folder).reduce((sum, { seconds }) => sum + seconds, 0) / 60;
    const { trainImages, network } = readRunConfig(folder);
    const article = publishedArticle[name.replace(/-half|-samples\d+/, "") as keyof typeof publishedArticle];
    assert.deepEqual(cellsOf(rows[i]).slice(1), [
      network.options.width === 1 ? "whole" : "half",
      (log.length * trainImages).toLocaleString("en"),
      minutes.toFixed(0),
      (log.at(-1)?.valLoss ?? NaN).toFixed(4),
      Math.min(...log.map(({ valLoss }) => valLoss)).toFixed(4),
      article.valLoss.toFixed(4),
      article.bestValLoss.toFixed(4),
    ]);
  }
});

function cellsOf(row: string): string[] {
  return row
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim());
}

test("what the article's layer did to a short training is in the two logs", () => {
  const [slip, correct] = ["article-partial-slip", "article-partial-short"].map((run) =>
    (readLog(join(recordedRunsFolder, run)).at(-1)?.valLoss ?? NaN).toFixed(4),
  );
  const text = `a validation error of ${slip} (\`article-partial-slip\`), the correct layer at ${correct} (\`article-partial-short\`)`;
  assert.ok(page.includes(text), text);
});
