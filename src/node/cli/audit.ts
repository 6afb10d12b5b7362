// npm run audit: the older name of npm run measure -- all, with --only for the studies' names and --update for --record.
import { measure } from "./measure";

/** What `npm run audit` takes. */
export interface AuditOptions {
  readonly only?: readonly string[];
  readonly resume?: boolean;
  readonly update?: boolean;
}

/** The whole command; resolves to the exit code. */
export function audit({ only = ["all"], resume, update }: AuditOptions): Promise<number> {
  return measure({ names: only, resume, record: update });
}

if (require.main === module) {
  void audit(JSON.parse(process.argv[2] ?? "{}") as AuditOptions).then((code) => process.exit(code));
}
