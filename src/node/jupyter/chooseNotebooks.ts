// Which notebooks npm run reproduce executes: the report's appendices (A…), what goes beyond the report (B…) and the engine
// room (C…). The engine room looks inside the native engine; where that cannot be installed there is nothing to look at.

export interface NotebookChoice {
  /** In order. */
  readonly executed: readonly string[];
  /** Left out for want of the native engine. */
  readonly leftOut: readonly string[];
}

/** Chooses among file names of the notebooks' folder. */
export function chooseNotebooks(files: readonly string[], native: boolean): NotebookChoice {
  const all = files.filter((name) => /^[ABC]\d.*\.ipynb$/.test(name)).sort();
  const isLeftOut = (name: string): boolean => !native && name.startsWith("C");
  return { executed: all.filter((name) => !isLeftOut(name)), leftOut: all.filter(isLeftOut) };
}
