// What the harnesses say about the machine, and the environment that they start contenders in.
import { cpus, totalmem } from "node:os";

/** "AMD EPYC, 2 cores, 16 GB, linux-x64" */
export function machineLine(): string {
  const processor = cpus()[0]?.model.trim() ?? "unknown processor";
  const memory = `${Math.round(totalmem() / 2 ** 30)} GB`;
  return `${processor}, ${cpus().length} cores, ${memory}, ${process.platform}-${process.arch}`;
}

/** This process's environment, Python free of the person's own paths and with serve.py at hand; `own` is added. */
export function contenderEnvironment(own: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    PYTHONDONTWRITEBYTECODE: "1",
    PYTHONUTF8: "1",
    PYTHONPATH: __dirname,
    ...own,
  };
  for (const name of ["PYTHONHOME", "VIRTUAL_ENV", "LD_BIND_NOW"]) delete env[name];
  return env;
}
