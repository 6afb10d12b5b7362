// Makes what cells print readable: installed in the kernel's process before tslab starts (scripts/readableCells.cjs). tslab's
// executor is wrapped; what cells compute and declare stays as it is.
import type { ConsoleInterface, ConverterSet, Executor } from "tslab/dist/executor";
import type { Converter } from "tslab/dist/converter";
import { readableDiagnostics, promiseHint } from "./cellDiagnostics";
import { cellError, type Cell } from "./cellError";
import { LoadedCode } from "./changedCode";

type CreateExecutor = (rootDir: string, converters: ConverterSet, console: ConsoleInterface) => Executor;

/** An executor whose cells print sentences where tslab's print stacks. `code` notices changes of the library's files. */
export function readableExecutor(create: CreateExecutor, code: LoadedCode = new LoadedCode()): CreateExecutor {
  return (rootDir, converters, output) => {
    let cell: Cell | null = null;
    const readable = (value: unknown): unknown => (isStop(value) ? stopText : (cellError(value, cell) ?? value));
    const node = (): Converter => {
      const inner = converters.node;
      return {
        ...inner,
        convert: (declared, source) => {
          cell = null;
          const converted = inner.convert(declared, source);
          cell = { source, compiled: converted.output ?? "" };
          return { ...converted, diagnostics: readableDiagnostics(source, converted.diagnostics) };
        },
      };
    };
    const executor = create(
      rootDir,
      {
        get node() {
          return node();
        },
        get browser() {
          return converters.browser;
        },
        close: () => converters.close(),
      },
      {
        // Of the last expression's value.
        log: (value, ...more) => output.log(value instanceof Promise ? promiseHint : value, ...more),
        error: (value, ...more) => output.error(readable(value), ...more),
      },
    );
    return {
      ...executor,
      execute: async (source) => {
        const news = code.news();
        if (news !== null) output.log(news);
        try {
          return await executor.execute(source);
        } finally {
          code.remember();
        }
      },
    };
  };
}

/** What a cell says that was stopped. */
const stopText = "Stopped. The names that this cell declares are not known; run it again to have them.";

/** How tslab and Node say that the stop button was pressed. */
function isStop(value: unknown): boolean {
  const said = /^(Interrupted asynchronously|Script execution was interrupted by `SIGINT`)$/;
  return value instanceof Error && said.test(value.message);
}

/** Wraps the executor of the tslab that this process is about to run, and what it prints of a promise that nobody waited for. */
export function makeCellsReadable(tslab: { createExecutor: CreateExecutor }): void {
  tslab.createExecutor = readableExecutor(tslab.createExecutor);
  const { error } = console;
  console.error = (first: unknown, ...more: unknown[]): void => {
    const sentence = first === "UnhandledPromiseRejection:" ? cellError(more[0], null) : null;
    if (sentence === null) error(first, ...more);
    else error(`${sentence}\n\nThe call that failed was not waited for: write await before it.`);
  };
}
