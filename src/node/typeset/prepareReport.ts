// Everything the report is made of, gathered and checked before Typst sees it: variables, sections, figures, cells, tables.
// All that is wrong is said at once.
import { join } from "node:path";
import * as v from "valibot";
import { cifar10InpaintingV1 } from "../../benchmarks/cifar10InpaintingV1";
import { claims } from "../../report/claims";
import { derivedNumbers } from "../../report/derived";
import type { Constant } from "../../report/looseDigits";
import type { ReportRecords } from "../../report/records";
import { keysInPhrase, keysOfTable, reportTables, type ReportTables } from "../../report/reportTables";
import type { Variables } from "../../report/variable";
import { makeVariables, verdictKey, type VariableRules } from "../../report/variables";
import { changedInputs } from "../files/inputFile";
import { readJsonFile } from "../files/jsonFile";
import { type ClaimWords, checkUses, claimWordsSchema } from "./checkUses";
import { findFigures, type FoundFigure } from "./findFigures";
import { cellSource, wrapCode } from "./notebookCells";
import {
  checkAllDigits,
  checkImports,
  compareSections,
  readConstants,
  readSections,
  type Section,
} from "./readSections";

const reportRules: VariableRules = { derived: derivedNumbers, claims };

export interface PreparedReport {
  readonly variables: Variables;
  readonly sections: readonly Section[];
  readonly figures: readonly FoundFigure[];
  /** Wrapped source by notebook and id. */
  readonly cells: { readonly [notebook: string]: { readonly [id: string]: string } };
  readonly tables: ReportTables;
  /** The keys that the report prints, sorted. */
  readonly used: readonly string[];
  /** What stops the build, one sentence each. */
  readonly problems: readonly string[];
  /** Constants that no text uses. */
  readonly unused: readonly Constant[];
}

export interface PrepareOptions {
  /** The project's folder, or a copy of its parts. */
  readonly root: string;
  readonly records: ReportRecords;
  readonly figureFolders: readonly string[];
  /** Charts that could not be drawn, with the reasons. */
  readonly undrawn?: ReadonlyMap<string, string>;
  readonly rules?: VariableRules;
}

const wordsSchema = v.looseObject({ claims: v.record(v.string(), claimWordsSchema) });

/** Reads and checks; throws only where a file cannot be understood at all. */
export async function prepareReport({
  root,
  records,
  figureFolders,
  undrawn,
  rules = reportRules,
}: PrepareOptions): Promise<PreparedReport> {
  const folder = join(root, "report");
  const sections = readSections(folder);
  const variables = makeVariables(records, rules);
  const words = readJsonFile(join(folder, "words.json"), wordsSchema, "Correct it there.");
  const cell = (notebook: string, id: string): string => cellSource(join(root, "notebooks"), notebook, id);
  const uses = sections.flatMap((section) => section.uses);
  // Further seeds and settings of a network stand in the benchmark's own tables.
  const tables = reportTables(records, variables, rules.claims, cifar10InpaintingV1.onlyNamed);
  const digits = checkAllDigits(sections, words, readConstants(folder));
  const useProblems = checkUses(sections, { variables, rules, claimWords: words.claims, cell });
  const names = [...new Set(uses.filter(({ kind }) => kind === "fig").flatMap(({ keys }) => keys))];
  const found = await findFigures(names, {
    root,
    folders: figureFolders,
    synthetic: records.shown.config.synthetic,
    undrawn,
  });
  const stale = records.audit.flatMap(({ file, record }) =>
    changedInputs(record.inputs, root).map(
      (input) => `${file} is stale, ${input} changed since; make it again: ${record.command}`,
    ),
  );
  const empty = sections.length === 0 ? [`there is no section in ${folder}`] : [];
  return {
    variables,
    sections,
    figures: found.figures,
    cells: quotedCells(sections, useProblems.length > 0 ? safely(cell) : cell),
    tables,
    used: usedKeys(sections, tables, words.claims),
    unused: digits.unused,
    problems: [
      ...empty,
      ...checkImports(sections),
      ...useProblems,
      ...found.problems,
      ...stale,
      ...digits.loose,
      ...compareSections(sections),
    ],
  };
}

/** The variables that the text, its tables and its claims print. */
function usedKeys(
  sections: readonly Section[],
  tables: ReportTables,
  claimWords: { readonly [id: string]: ClaimWords },
): string[] {
  const findings = Object.values(claimWords).flatMap(({ title, finding }) => [title.en, finding.en]);
  const keys = sections
    .flatMap(({ uses }) => uses)
    .flatMap(({ kind, keys: given }) => {
      if (kind === "n" || kind === "ci" || kind === "below") return given;
      if (kind === "verdict") return given.map(verdictKey);
      if (kind === "claim")
        return given.flatMap((id) => [verdictKey(id), ...keysInPhrase(claimWords[id]?.title.en ?? "")]);
      return keysOfTable(kind, tables, findings);
    });
  return [...new Set(keys)].sort();
}

function quotedCells(
  sections: readonly Section[],
  cell: (notebook: string, id: string) => string,
): PreparedReport["cells"] {
  const cells: { [notebook: string]: { [id: string]: string } } = {};
  for (const {
    kind,
    keys: [notebook, id],
  } of sections.flatMap(({ uses }) => uses)) {
    if (kind === "cell") (cells[notebook] ??= {})[id] = wrapCode(cell(notebook, id));
  }
  return cells;
}

function safely(cell: (notebook: string, id: string) => string): (notebook: string, id: string) => string {
  return (notebook, id) => {
    try {
      return cell(notebook, id);
    } catch {
      return `${notebook} ${id}?`;
    }
  };
}
