// npm run site: notebooks with their stored outputs, the teacher's page, a page of all public names and the report's PDFs as one
// folder of web pages, for a server, a stick or a double click. It executes nothing. Contents, search and the look come from Sphinx, myst-nb and Furo.
import { readdirSync, renameSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { sentenceOf } from "../files/safeWrite";
import { runProgram } from "../runProgram";
import { cacheFolder, projectRoot } from "../paths";
import { siteProblems } from "../site/checkSite";
import { checkSiteTarget, placeSite } from "../site/placeSite";
import { stageSource } from "../site/stageSource";
import { jupyterEnvironment, jupyterPython } from "../jupyter/executeNotebook";
import { withRunLock } from "../store/runLock";
import { typedFrom, typedPath, type CommandOptions } from "./typed";

/** What `npm run site` takes. */
export type SiteOptions = CommandOptions<"site">;

/** The whole command; resolves to the exit code. */
export async function site({ to }: SiteOptions): Promise<number> {
  const started = performance.now();
  const target = to === undefined ? join(projectRoot, "site") : typedPath(to);
  try {
    checkSiteTarget(target);
    const work = join(cacheFolder, "site");
    const built = await withRunLock(
      work,
      async () => {
        const html = await buildSite(projectRoot, work);
        await placeSite(html, target);
        return html;
      },
      { otherwise: "both build the same pages" },
    );
    const pages = readdirSync(built, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".html"),
    ).length;
    console.log(
      `${pages} pages in ${((performance.now() - started) / 1000).toFixed(1)} s, every link followed, nothing loaded from ` +
        `elsewhere. Open ${relative(typedFrom(), join(target, "index.html"))}`,
    );
    return 0;
  } catch (error) {
    console.error(sentenceOf(error));
    return 1;
  }
}

/** Builds the site of the clone at `root` below `work`, checks it and gives its folder. Throws what is wrong with it. */
export async function buildSite(root: string, work: string): Promise<string> {
  const source = join(work, "source");
  const fresh = join(work, "html-new");
  const html = join(work, "html");
  stageSource(root, source);
  rmSync(fresh, { recursive: true, force: true });
  const { code, output } = await runProgram(
    jupyterPython,
    ["-m", "sphinx", "-q", "-W", "--keep-going", "-d", join(work, "doctrees"), source, fresh],
    {
      env: jupyterEnvironment(),
      cwd: projectRoot,
      timeoutSeconds: 600,
      log: join(cacheFolder, "logs", "site.log"),
    },
  );
  if (code !== 0)
    throw new Error(
      `Expected the generator to build the site, but it failed:\n${output.trim().split("\n").slice(-12).join("\n")}`,
    );
  for (const name of [".buildinfo", "objects.inv", "_sources"])
    rmSync(join(fresh, name), { recursive: true, force: true });
  const problems = siteProblems(fresh);
  if (problems.length > 0) {
    throw new Error(
      `Expected links that lead somewhere and no request to another host, but found:\n${problems.slice(0, 20).join("\n")}\n` +
        `Mend the page or notebook and run the command again.`,
    );
  }
  rmSync(html, { recursive: true, force: true });
  renameSync(fresh, html);
  return html;
}
