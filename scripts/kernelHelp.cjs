// `node --require kernelHelp.cjs tslab kernel` gives the notebooks' kernel what tslab's own completion and inspection lack:
// names that can be imported while `from "inpainting-lab"` is not written yet, the names of modules, within a call's brackets
// the called function's signature and words, and those of the project's names that are not imported yet. Everything else is tslab's answer.
"use strict";
const { builtinModules } = require("node:module");
const { join } = require("node:path");
const { isMainThread } = require("node:worker_threads");

/** @typedef {{ code: string, cursor_pos: number }} Request */
/** @typedef {Request & { detail_level: 0 | 1 }} DetailRequest */
/** @typedef {{ cursor_start: number, cursor_end: number, matches: string[], metadata: object, status: string }} Completion */
/** @typedef {{ status: string, found: boolean, data: Record<string, string>, metadata: object }} Inspection */
/** @typedef {(request: Request) => Completion} Complete */
/** @typedef {(request: DetailRequest) => Inspection} Inspect */
/** @typedef {{ handleComplete: Complete, handleInspect: Inspect }} Handler */

const project = "inpainting-lab";
const modules = [
  project,
  ...["classical", "portable"].map((part) => `${project}/${part}`),
  ...builtinModules.filter((name) => !name.startsWith("_")).map((name) => `node:${name.replace(/^node:/, "")}`),
];

/**
 * Completion that also knows imports which are not finished.
 * @param {Complete} complete tslab's
 * @returns {Complete}
 */
function completeImports(complete) {
  return (request) => {
    const { code, cursor_pos: at } = request;
    const before = code.slice(0, at);
    const written = /(?:\bfrom|\bimport)\s*\(?\s*["']([^"'\n]*)$/.exec(before)?.[1];
    if (written !== undefined && !written.startsWith(".")) {
      const matches = modules.filter((name) => name.startsWith(written));
      return { cursor_start: at - written.length, cursor_end: at, matches, metadata: {}, status: "ok" };
    }
    const begun = /(?:^|[\n;])\s*import\s+(?:type\s+)?\{[\w$\s,]*$/.test(before);
    const after = code.slice(at);
    if (!begun || /^[\w$\s,]*\}\s*from\s*["']/.test(after)) return complete(request);
    const [rest] = /^[\w$]*/.exec(after) ?? [""];
    return complete({ code: `${before}${rest} } from "${project}";`, cursor_pos: at });
  };
}

/**
 * Inspection that says, where there is nothing to say about the place itself, what the innermost call around it calls; of a name
 * that nothing declares, what the project has under it.
 * @param {Inspect} inspect tslab's
 * @param {typeof import("typescript")} ts
 * @returns {Inspect}
 */
function inspectCalls(inspect, ts) {
  /** @type {Inspect} */
  const inspectName = (request) => {
    const found = inspect(request);
    if (found.data["text/plain"] !== "any") return found;
    const { code, cursor_pos: at } = request;
    const [name] = /^[\w$]*/.exec(code.slice(at - (/[\w$]*$/.exec(code.slice(0, at))?.[0].length ?? 0))) ?? [""];
    const line = `import { ${name} } from "${project}";\n`;
    const imported = inspect({ ...request, code: line + code, cursor_pos: line.length + at });
    return imported.data["text/plain"]?.startsWith("(alias)") ? imported : found;
  };
  return (request) => {
    const found = inspectName(request);
    if (found.found) return found;
    const place = calledAt(ts, request.code, request.cursor_pos);
    return place === null ? found : inspectName({ ...request, cursor_pos: place });
  };
}

/**
 * Where the name stands that the innermost call around a place calls; null where there is no call.
 * @param {typeof import("typescript")} ts
 * @param {string} code
 * @param {number} at
 * @returns {number | null}
 */
function calledAt(ts, code, at) {
  const file = ts.createSourceFile("cell.ts", code, ts.ScriptTarget.Latest, true);
  /** @type {number | null} */
  let place = null;
  /** @param {import("typescript").Node} node */
  const visit = (node) => {
    if ((ts.isCallExpression(node) || ts.isNewExpression(node)) && node.arguments !== undefined) {
      // A call that is not closed reaches to the end of what was read of it, and of the blanks behind.
      const closed = code.slice(0, node.end).endsWith(")");
      if (node.arguments.pos <= at && (closed ? at < node.end : at <= node.end + blanks(code, node.end))) {
        const called = ts.isPropertyAccessExpression(node.expression) ? node.expression.name : node.expression;
        place = called.getStart(file);
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return place;
}

/** @param {string} code @param {number} from */
function blanks(code, from) {
  return /^\s*/.exec(code.slice(from))?.[0].length ?? 0;
}

/**
 * Gives a class of handlers both.
 * @param {{ prototype: Handler }} handlers
 * @param {typeof import("typescript")} ts
 */
function helpHandlers({ prototype }, ts) {
  const { handleComplete, handleInspect } = prototype;
  /** @type {Complete} */
  prototype.handleComplete = function (request) {
    return completeImports(handleComplete.bind(this))(request);
  };
  /** @type {Inspect} */
  prototype.handleInspect = function (request) {
    return inspectCalls(handleInspect.bind(this), ts)(request);
  };
}

// Where a kernel starts, its handler is loaded here, before tslab itself asks for the same module.
if (isMainThread && process.argv[2] === "kernel") {
  const packages = join(__dirname, "../node_modules");
  helpHandlers(
    require(join(packages, "tslab/dist/jupyter.js")).JupyterHandlerImpl,
    require(join(packages, "@tslab/typescript-for-tslab")),
  );
}

module.exports = { helpHandlers };
