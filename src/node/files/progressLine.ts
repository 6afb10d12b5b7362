// One line that is written over as work goes on. On a terminal it changes in place; in a notebook or a log file, where
// nothing can be written over, the last state is printed, and where asked for one now and then before it.

export interface ProgressLine {
  /** `atOnce`: drawn even where something was drawn a moment ago, before work that takes long. */
  show(text: string, atOnce?: boolean): void;
  /** Leaves the last text standing and moves to the next line. */
  end(): void;
  /** Takes the text away: what follows says more. Nothing is printed of it where nothing can be written over. */
  clear(): void;
}

export interface ProgressLineOptions {
  /** Default: stderr. */
  readonly stream?: NodeJS.WriteStream;
  /** Where nothing can be written over: the first state at once, then one after so many seconds. Default: only the last one. */
  readonly everySeconds?: number;
}

/** A progress line, at most ten times a second. */
export function progressLine({
  stream = process.stderr,
  everySeconds = Infinity,
}: ProgressLineOptions = {}): ProgressLine {
  let last = "";
  let drawn = 0;
  let printed: { readonly text: string; readonly at: number } | null = null;
  const draw = (): void => {
    const room = (stream.columns || 80) - 1; /* some terminals say 0 */
    stream.write(`\r\x1b[2K${last.slice(0, room)}`);
  };
  const print = (): void => {
    if (printed?.text !== last) stream.write(`${last}\n`);
    printed = { text: last, at: performance.now() };
  };
  return {
    show(text, atOnce = false) {
      last = text;
      if (!stream.isTTY) {
        const isDue = printed === null || performance.now() - printed.at >= 1000 * everySeconds;
        if (everySeconds < Infinity && isDue) print();
        return;
      }
      if (!atOnce && Date.now() - drawn < 100) return;
      drawn = Date.now();
      draw();
    },
    end() {
      if (last === "") return;
      if (stream.isTTY) {
        draw();
        stream.write("\n");
      } else print();
      last = "";
    },
    clear() {
      if (last !== "" && stream.isTTY) stream.write("\r\x1b[2K");
      last = "";
    },
  };
}

/** Between two lines of a long command's progress in a log file. */
export const logSeconds = 30;
