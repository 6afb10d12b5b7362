// From records to variables: every number that the report may print, by key. The recorded files are walked over, so that a new
// record needs no code here; derived numbers and the claims' verdicts are added last, from the variables themselves.
//   run.* the shown run · runs.<run>.* · published.* · benchmark.<masks>.<method>.<figure> · bench.<bench>.<workload>.<contender>
//   audit.<record>.<place in its values> · ladder.<masks>.<rung> · testSet.networks · derived.* · claims.<number>.verdict
import type { BenchmarkRow } from "../benchmarks/benchmarkRow";
import { type Claim, verdictWords } from "./claim";
import type { Derived } from "./derived";
import { ladderLeaves } from "./ladderVariables";
import { publishedLeaves } from "./publishedVariables";
import type { ReportAudit, ReportRecords, ReportRun, SpeedBench } from "./records";
import { rules, type RuleName } from "./rules";
import { runLeaves, shortRunName } from "./runVariables";
import { type Leaf, makeVariable, type Origin, type Variable, type Variables } from "./variable";
import { keyPart, leavesOf } from "./walk";

export interface VariableRules {
  readonly derived: readonly Derived[];
  readonly claims: readonly Claim[];
}

/** All variables, sorted by key. What a rule needs and no record holds makes no variable: see missingFor. */
export function makeVariables(records: ReportRecords, rules: VariableRules): Variables {
  const { shown, local, recordedShown, runs, benchmark, ladder, testSet, audit, speed } = records;
  const found = new Map<string, Variable>();
  const enter = (leaves: readonly Leaf[], origin: Origin): void =>
    leaves.forEach((leaf) => enterOnce(found, leaf, origin));
  enterRun(shown, "run", local);
  if (local && recordedShown !== null) enterGaps(found, runLeaves(recordedShown, "run"), shown);
  for (const run of runs) enterRun(run, `runs.${shortRunName(run.id)}`, false);
  enter(publishedLeaves(), { run: null, file: "src/report/publishedRun.ts", local: false });
  for (const row of benchmark?.rows ?? []) {
    enter(benchmarkLeaves(row), { run: runOf(row.method, runs), file: benchmark?.file ?? "", local: false });
  }
  for (const one of audit) enter(auditLeaves(one), { run: null, file: one.file, local: false });
  if (ladder !== null) enter(ladderLeaves(ladder.record), { run: null, file: ladder.file, local: false });
  if (testSet !== null) enter(testSetLeaves(testSet), { run: null, file: testSet.file, local: false });
  for (const bench of speed) enter(speedLeaves(bench), { run: null, file: bench.file, local: false });
  for (const rule of rules.derived) enterDerived(found, rule);
  for (const claim of rules.claims) enterVerdict(found, claim);
  return Object.fromEntries([...found].sort(([a], [b]) => (a < b ? -1 : 1)));

  function enterRun(run: ReportRun, key: string, own: boolean): void {
    for (const { file, leaves } of runLeaves(run, key))
      enter(leaves, { run: run.id, file: `${run.folder}/${file}`, local: own });
  }
}

/** The keys that a derived number or verdict named `key` needs and that are not there; empty for any other key. */
export function missingFor(key: string, variables: Variables, { derived, claims }: VariableRules): string[] {
  const needs =
    derived.find((rule) => rule.key === key)?.of ?? claims.find(({ id }) => verdictKey(id) === key)?.numbers ?? [];
  return needs.filter((need) => variables[need] === undefined);
}

export function verdictKey(id: string): string {
  return `claims.${id}.verdict`;
}

function enterOnce(found: Map<string, Variable>, leaf: Leaf, origin: Origin): void {
  if (!/^[A-Za-z0-9][\w.-]*$/.test(leaf.key)) {
    throw new Error(
      `Expected a key of letters, digits, "." and "-", but received "${leaf.key}" from ${origin.file}. ` +
        `Rename it there.`,
    );
  }
  if (found.has(leaf.key)) {
    throw new Error(`Expected each key once, but ${origin.file} gives "${leaf.key}" again. Rename one of them.`);
  }
  found.set(leaf.key, makeVariable(leaf, origin));
}

/** What the recorded run has and the reader's own lacks, such as an epoch it did not reach. */
function enterGaps(found: Map<string, Variable>, files: ReturnType<typeof runLeaves>, { id, folder }: ReportRun): void {
  for (const { file, leaves } of files) {
    for (const { key, path } of leaves) {
      if (!found.has(key)) found.set(key, gap({ run: id, file: `${folder}/${file}`, local: true }, path));
    }
  }
}

function gap(origin: Origin, path: string): Variable {
  return { value: null, digits: null, unit: null, en: "–", de: "–", ...origin, path };
}

function benchmarkLeaves({ maskSet, method, figures, images, imagesPerSecond, parameters }: BenchmarkRow): Leaf[] {
  const place = `${maskSet}, ${method}`;
  return leavesOf(
    { ...figures, images, imagesPerSecond, parameters },
    `benchmark.${keyPart(maskSet)}.${keyPart(method)}`,
    place,
  );
}

function testSetLeaves({ networks }: NonNullable<ReportRecords["testSet"]>): Leaf[] {
  return [{ key: "testSet.networks", path: "Networks of ours measured so far, on CIFAR-10", value: networks }];
}

function runOf(method: string, runs: readonly ReportRun[]): string | null {
  return runs.some(({ id }) => id === method) ? method : null;
}

function auditLeaves({ name, record }: ReportAudit): Leaf[] {
  const { images, seed, seconds } = record;
  const key = `audit.${keyPart(name)}`;
  return [...leavesOf(record.values, key, "values"), ...leavesOf({ images, seed, seconds }, `${key}.record`, "")];
}

/** The median of the rounds under the contender's name, and its ends. */
function speedLeaves({ name, rows }: SpeedBench): Leaf[] {
  return rows.flatMap(({ workload, contender, median, min, max }) => {
    const key = `bench.${name}.${keyPart(workload)}.${keyPart(contender)}`;
    const path = `${workload}, ${contender}`;
    return [
      { key, path: `${path}, median`, value: median },
      { key: `${key}.min`, path: `${path}, min`, value: min },
      { key: `${key}.max`, path: `${path}, max`, value: max },
    ];
  });
}

function enterDerived(found: Map<string, Variable>, { key, rule, of }: Derived): void {
  const sources = of.map((name) => found.get(name)).filter((variable) => variable !== undefined);
  if (sources.length < of.length) return;
  const origin = {
    run: sources.find(({ run }) => run !== null)?.run ?? null,
    file: "src/report/derived.ts",
    local: sources.some(({ local }) => local),
  };
  if (sources.some(({ value, local }) => local && value === null)) {
    found.set(key, gap(origin, pathOf(rule, of)));
    return;
  }
  const numbers = sources.map(({ value }) => value);
  const odd = numbers.findIndex((number) => typeof number !== "number");
  if (odd >= 0) {
    throw new Error(
      `Expected numbers for "${key}", but ${of[odd]} is ${String(numbers[odd])}. Correct src/report/derived.ts.`,
    );
  }
  enterOnce(found, { key, path: pathOf(rule, of), value: rules[rule].apply(numbers as number[]) }, origin);
}

/** The rule with its keys; of a long list of keys the first and the last. */
function pathOf(rule: RuleName, of: readonly string[]): string {
  const keys = of.length <= 4 ? of.join(", ") : `${of[0]} … ${of[of.length - 1]}`;
  return `${rules[rule].words}: ${keys}`;
}

function enterVerdict(found: Map<string, Variable>, { id, numbers, verdict }: Claim): void {
  const variables = Object.fromEntries(found);
  const used = numbers.map((key) => found.get(key));
  if (used.some((variable) => variable === undefined)) return;
  const value = (key: string): number => {
    const number = numbers.includes(key) ? variables[key].value : undefined;
    if (typeof number === "number") return number;
    throw new Error(
      `Expected claim ${id} to ask for a number among its own, but it asked for "${key}". ` +
        `Correct src/report/claims.ts.`,
    );
  };
  const unknown = used.some((variable) => variable?.local && variable.value === null);
  const result = unknown ? "cannotBeChecked" : verdict(value, variables);
  found.set(verdictKey(id), {
    value: result,
    digits: null,
    unit: null,
    ...verdictWords[result],
    run: null,
    file: "src/report/claims.ts",
    path: `claim ${id}: ${numbers.join(", ")}`,
    local: used.some((variable) => variable?.local),
  });
}
