// How a function in a worker tells how far it is: whoever called it by callWithProgress() hears the shares.
import { workerEmit } from "workerpool";

/** Milliseconds between two messages: a terminal shows no more, and each costs the worker some time. */
const pause = 100;

/** A function to hand shares to, 0 to 1, as often as one likes; only in a worker, and only while one of its functions runs. */
export function tellShares(now: () => number = () => performance.now()): (share: number) => void {
  let told = now();
  return (share) => {
    if (now() - told < pause) return;
    told = now();
    workerEmit(share);
  };
}
