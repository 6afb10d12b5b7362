// Tells that long work goes on: nothing in the first two seconds, then a line with the share done, where it is known, and the
// seconds so far, once a second.
import type { ProgressLine } from "../files/progressLine";

export interface Ticker {
  /** Another piece of work begins; its clock starts. */
  begin(what: string): void;
  /** What is being done to it now; `atOnce` shows it without waiting. */
  step(how: string, atOnce?: boolean): void;
  /** What share of the step, 0 to 1, is done. */
  share(done: number): void;
  /** Clears the way for a line of text. */
  pause(): void;
  end(): void;
}

/** A ticker that shows on this line; null shows nothing. `now` in milliseconds. */
export function startTicker(
  line: ProgressLine | null,
  patience = 2_000,
  now: () => number = () => performance.now(),
): Ticker {
  let what = "";
  let how = "";
  let share: number | null = null;
  let started = now();
  let running = false;
  const show = (atOnce = false): void => {
    const spent = now() - started;
    if (!running || (spent < patience && !atOnce)) return;
    const percent = share === null ? "" : `, ${Math.min(99, Math.floor(100 * share))} %`;
    line?.show(`${what}${how === "" ? "" : `, ${how}`}${percent} … ${Math.round(spent / 1000)} s`);
  };
  const timer = line === null ? undefined : setInterval(() => show(), Math.min(1_000, patience));
  timer?.unref();
  return {
    begin(text) {
      [what, how, share, started, running] = [text, "", null, now(), true];
    },
    step(text, atOnce) {
      [how, share] = [text, null];
      show(atOnce);
    },
    share(done) {
      share = done;
      show();
    },
    pause() {
      running = false;
      line?.clear();
    },
    end() {
      clearInterval(timer);
      line?.end();
    },
  };
}
