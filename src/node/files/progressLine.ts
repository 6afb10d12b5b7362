// One line that is written over as work goes on. On a terminal it changes in place; in a notebook or a log file, where
// nothing can be written over, only the last state is printed.

export interface ProgressLine {
  show(text: string): void;
  /** Leaves the last text standing and moves to the next line. */
  end(): void;
  /** Takes the text away: what follows says more. Nothing is printed of it where nothing can be written over. */
  clear(): void;
}

/** A progress line on stderr, at most ten times a second. */
export function progressLine(stream: NodeJS.WriteStream = process.stderr): ProgressLine {
  let last = "";
  let drawn = 0;
  const draw = (): void => {
    const room = (stream.columns || 80) - 1; /* some terminals say 0 */
    stream.write(`\r\x1b[2K${last.slice(0, room)}`);
  };
  return {
    show(text) {
      last = text;
      if (!stream.isTTY || Date.now() - drawn < 100) return;
      drawn = Date.now();
      draw();
    },
    end() {
      if (last === "") return;
      if (stream.isTTY) draw();
      stream.write(stream.isTTY ? "\n" : `${last}\n`);
      last = "";
    },
    clear() {
      if (last !== "" && stream.isTTY) stream.write("\r\x1b[2K");
      last = "";
    },
  };
}
