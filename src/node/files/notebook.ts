// A Jupyter notebook (.ipynb, nbformat 4) as far as it is looked at here.
import * as v from "valibot";
import type { SchemaEntries } from "../../schema";
import { projectPath } from "./inputFile";
import { readJsonFile } from "./jsonFile";

export interface NotebookCell {
  readonly id?: string;
  /** "code", "markdown" or "raw". */
  readonly cell_type: string;
  /** One text, or its lines. */
  readonly source: string | readonly string[];
  readonly outputs?: readonly { readonly data?: { readonly [mimeType: string]: unknown } }[];
}

export interface Notebook {
  readonly cells: readonly NotebookCell[];
}

const notebookSchema: v.GenericSchema<Notebook> = v.looseObject({
  cells: v.array(
    v.looseObject({
      id: v.optional(v.string()),
      cell_type: v.string(),
      source: v.union([v.string(), v.array(v.string())]),
      outputs: v.optional(v.array(v.looseObject({ data: v.optional(v.record(v.string(), v.unknown())) }))),
    } satisfies SchemaEntries<NotebookCell>),
  ),
});

/** The notebook, with whatever else it holds. Throws where it is damaged. */
export function readNotebook(path: string): Notebook {
  return readJsonFile(path, notebookSchema, `Restore it: git checkout ${projectPath(path)}.`);
}
