// docs/article.md states what the study of partial convolutions recorded.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { projectRoot, recordedRunsFolder } from "../../src/node/paths";
import { readLog, readTiming } from "../../src/node/store/runTables";
import { publishedArticle } from "../../src/report/publishedArticle";
import { readStudyRecord, recordedAuditFolder } from "../../src/node/studies/record";

const minus = (value: number): string => value.toFixed(2).replace("-", "−");

test("the table of partial and plain convolutions has the record's numbers, in its order", () => {
  const page = readFileSync(join(projectRoot, "docs/article.md"), "utf8");
  const rows = page.split("\n").filter((line) => / to −/.test(line) && line.startsWith("|"));
  const { values } = readStudyRecord(recordedAuditFolder, "partial-convolution");
  const mean = (seeds: readonly { value: number }[]): string =>
    (seeds.reduce((sum, { value }) => sum + value, 0) / seeds.length).toFixed(2);
  assert.deepEqual(
    rows.map((row) =>
      row
        .split("|")
        .slice(2, -1)
        .map((cell) => cell.trim()),
    ),
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

test("what it says of the recorded run is in the run's log", () => {
  const page = readFileSync(join(projectRoot, "docs/article.md"), "utf8");
  const folder = join(recordedRunsFolder, "article-lines-half");
  const [log, timing] = [readLog(folder), readTiming(folder)];
  assert.equal(log.length, 20);
  const minutes = Math.round(timing.reduce((sum, { seconds }) => sum + seconds, 0) / 60);
  const { "article-lines": article } = publishedArticle;
  const text = `in ${minutes} minutes on two cores beside other work, has a validation error of ${log[19].valLoss.toFixed(4)} `;
  assert.ok(page.includes(text), text);
  assert.ok(page.includes(`whole network ${article.valLoss} and at its best ${article.bestValLoss}`));
});
