// Whether everything that the sections call is there: one sentence per call that is not, with the file and line of the call.
import * as v from "valibot";
import { missingFor, verdictKey, type VariableRules } from "../../report/variables";
import type { Variables } from "../../report/variable";
import type { Use } from "../../report/sectionUses";
import { keysInPhrase } from "../../report/reportTables";
import { languages, type Language } from "../../report/formatNumber";
import type { Section } from "./readSections";

/** A claim's words in report/words.json. */
export interface ClaimWords {
  readonly title: { readonly [language in Language]: string };
  /** What was measured; {key} stands for a number. */
  readonly finding: { readonly [language in Language]: string };
  /** What the original says, word for word, in its own language. */
  readonly quote: string;
  /** How the verdict follows. */
  readonly rule: { readonly [language in Language]: string };
}

const inBoth = v.looseObject({ en: v.string(), de: v.string() });
export const claimWordsSchema: v.GenericSchema<ClaimWords> = v.looseObject({
  title: inBoth,
  finding: inBoth,
  quote: v.string(),
  rule: inBoth,
});

export interface UseCheck {
  readonly variables: Variables;
  readonly rules: VariableRules;
  readonly claimWords: { readonly [id: string]: ClaimWords };
  /** Throws where a notebook has no such cell. */
  readonly cell: (notebook: string, id: string) => string;
}

/** Everything that is missing, in the order of the sections. */
export function checkUses(sections: readonly Section[], check: UseCheck): string[] {
  const problems = sections.flatMap(({ file, uses }) =>
    uses.flatMap((use) => problemsOf(use, check).map((problem) => `${file}, line ${use.line}: ${problem}`)),
  );
  return [...new Set(problems)];
}

function problemsOf({ kind, keys }: Use, check: UseCheck): string[] {
  switch (kind) {
    case "n":
      return keys.flatMap((key) => missingKey(key, check));
    case "ci":
      return keys.flatMap((key) => (check.variables[key]?.interval === undefined ? noInterval(key, check) : []));
    case "below":
      return keys.flatMap((key) => missingKey(key, check));
    case "verdict":
      return keys.flatMap((id) => missingKey(verdictKey(id), check));
    case "claim":
      return keys.flatMap((id) => claimProblems(id, check));
    case "claims-table":
      return check.rules.claims.flatMap(({ id }) => claimProblems(id, check));
    case "cell":
      return cellProblem(keys, check);
    default:
      return [];
  }
}

function missingKey(key: string, { variables, rules }: UseCheck): string[] {
  if (variables[key] !== undefined) return [];
  const needs = missingFor(key, variables, rules);
  if (needs.length > 0) return [`"${key}" needs ${shortList(needs)}, which no record holds`];
  const all = Object.keys(variables);
  const [room, name] = key.split(".");
  if (["runs", "audit", "bench"].includes(room) && !all.some((other) => other.startsWith(`${room}.${name}.`))) {
    return [`"${key}" needs ${recordOf(room, name)}, which is not there`];
  }
  return [`no record holds "${key}"${nearKeys(key, all)}`];
}

function recordOf(room: string, name: string): string {
  if (room === "audit") return `runs/recorded/audit/${name}.json`;
  return room === "bench" ? `bench/${name}/recorded.json` : `a run "${name}" in runs/recorded`;
}

function shortList(keys: readonly string[]): string {
  const shown = keys.slice(0, 3).map((key) => `"${key}"`);
  const more = keys.length - shown.length;
  return `${shown.join(" and ")}${more > 0 ? ` and ${more} more` : ""}`;
}

function noInterval(key: string, check: UseCheck): string[] {
  const missing = missingKey(key, check);
  return missing.length > 0 ? missing : [`"${key}" has no interval`];
}

function claimProblems(id: string, check: UseCheck): string[] {
  const words = check.claimWords[id];
  const isClaim = check.rules.claims.some((claim) => claim.id === id);
  if (!isClaim) return [`src/report/claims.ts has no claim "${id}"`];
  if (words === undefined) return [`report/words.json has no words for claim "${id}"`];
  const [en, de] = languages.map((language) =>
    [words.title[language], words.finding[language]].flatMap(keysInPhrase).sort().join(" "),
  );
  const differs = en === de ? [] : [`claim "${id}" names other numbers in English than in German: ${en} / ${de}`];
  return [
    ...missingKey(verdictKey(id), check),
    ...keysInPhrase(`${words.title.en} ${words.finding.en}`).flatMap((key) => missingKey(key, check)),
    ...differs,
  ];
}

function cellProblem([notebook, id]: readonly string[], { cell }: UseCheck): string[] {
  try {
    cell(notebook, id);
    return [];
  } catch (error) {
    return [(error as Error).message];
  }
}

/** Up to three keys of the same place that begin like the one asked for. */
function nearKeys(key: string, keys: readonly string[]): string {
  for (let length = key.length - 1; length > key.lastIndexOf("."); length--) {
    const near = keys.filter((other) => other.startsWith(key.slice(0, length)));
    if (near.length > 0) return `; near it: ${near.slice(0, 3).join(", ")}`;
  }
  return "";
}
