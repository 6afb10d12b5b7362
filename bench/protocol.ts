// What a harness and a contender say to each other: one JSON object per line, a request on stdin, its answer on stdout. Each
// benchmark has its own requests; here is what all have in common. The contender keeps the time itself, so that neither the
// pipe nor the harness is in it.

/** Requests say in `do` what is to be done; what else they hold depends on that. */
export interface AnyRequest {
  readonly do: string;
}

/** For every word in `do` what the answer holds. */
export type AnswersTo<Request extends AnyRequest> = { readonly [Word in Request["do"]]: object };

/** { do: "memory" } is answered by every contender. */
export interface MemoryReply {
  /** The most resident memory that the process has had, in bytes. */
  readonly peakBytes: number;
}

/** `missing` says what this machine lacks for the contender; `error` that something went wrong. */
export interface FailureReply {
  readonly missing?: string;
  readonly error?: string;
}

/** The answer in a line of output, or null where the line is something else that a library printed. */
export function readReply(line: string): (object & FailureReply) | null {
  if (!line.startsWith("{")) return null;
  try {
    const value = JSON.parse(line) as unknown;
    return typeof value === "object" && value !== null ? value : null;
  } catch {
    return null;
  }
}
