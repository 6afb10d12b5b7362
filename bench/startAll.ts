// Starts contenders one after the other, each getting ready while nothing else runs, and lists those that cannot run.
import { MissingError, type Asking, type Program } from "./contenderProcess";
import type { AnswersTo, AnyRequest } from "./protocol";

/** What every harness asks first: the folder holds what was prepared for the contender. */
export interface SetupRequest {
  readonly do: "setup";
  readonly folder: string;
}

/** A contender that is ready, and what it answered to "setup". */
export interface Ready<
  Contender extends Program,
  Request extends AnyRequest,
  Answers extends AnswersTo<Request> & { setup: object },
> extends Asking<Request, Answers> {
  readonly contender: Contender;
  readonly setup: Answers["setup"];
}

export interface NotMeasured {
  readonly name: string;
  readonly reason: string;
  /** Something broke, as opposed to something that this machine lacks. */
  readonly failed: boolean;
}

export interface Started<
  Contender extends Program,
  Request extends AnyRequest,
  Answers extends AnswersTo<Request> & { setup: object },
> {
  readonly running: readonly Ready<Contender, Request, Answers>[];
  readonly notMeasured: readonly NotMeasured[];
}

/** Those that cannot run are left out, with the reason. */
export async function startAll<
  Contender extends Program,
  Request extends AnyRequest,
  Answers extends AnswersTo<Request | SetupRequest> & { setup: object },
>(
  contenders: readonly Contender[],
  start: (contender: Contender) => Asking<Request | SetupRequest, Answers>,
  folder: string,
  say: (line: string) => void,
): Promise<Started<Contender, Request | SetupRequest, Answers>> {
  const running: Ready<Contender, Request | SetupRequest, Answers>[] = [];
  const notMeasured: NotMeasured[] = [];
  for (const contender of contenders) {
    let asked: ReturnType<typeof start> | undefined;
    try {
      say(`${contender.name}: getting ready`);
      const started = (asked = start(contender));
      const setup = await started.ask({ do: "setup", folder });
      running.push({
        name: started.name,
        contender,
        setup,
        ask: (request) => started.ask(request),
        end: () => started.end(),
      });
    } catch (error) {
      await asked?.end();
      const reason = (error as Error).message.replace(`${contender.name}: `, "");
      notMeasured.push({ name: contender.name, reason, failed: !(error instanceof MissingError) });
    }
  }
  return { running, notMeasured };
}

/** Who works when in a round, counted from 1: each begins with another one, so that none always follows the same. */
export function turnOrder(round: number, count: number): number[] {
  return Array.from({ length: count }, (_, turn) => (turn + round - 1) % count);
}
