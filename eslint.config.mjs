// Lint: the recommended rules, a few that catch real mistakes, and the table of who may import whom.
// A room is a folder of src; all but src/node are portable: TensorFlow.js and plain JavaScript, no files, no native code.
import { builtinModules } from "node:module";
import tseslint from "typescript-eslint";

/** TensorFlow.js: the other rooms work without it. */
const tensors = ["tensorflow", "tensors"];

/**
 * What each room may import of ours, beside its own files.
 * @type {{ [room: string]: string[] }}
 */
export const importTable = {
  images: [],
  augmentation: ["images", "random"],
  datasets: ["augmentation", "images", "random"],
  masks: ["images", "random"],
  classical: ["images", "random"],
  postprocess: ["classical", "images", "random"],
  metrics: ["images", "random"],
  retrieval: ["images"],
  layers: ["images", "random", ...tensors],
  losses: ["images", "random", ...tensors],
  models: ["layers", "images", "random", ...tensors],
  training: [
    "models",
    "layers",
    "losses",
    "metrics",
    "masks",
    "augmentation",
    "datasets",
    "schema",
    "random",
    "images",
    ...tensors,
  ],
  transfer: ["training", "models", "losses", "masks", "datasets", "random", "images", ...tensors],
  experiments: [
    "training",
    "models",
    "layers",
    "losses",
    "masks",
    "augmentation",
    "datasets",
    "schema",
    "random",
    "images",
  ],
  methods: ["classical", "postprocess", "models", "training", "masks", "images"],
  benchmarks: ["methods", "masks", "metrics", "datasets", "random", "images", "textTable"],
  studies: [
    "benchmarks",
    "retrieval",
    "transfer",
    "experiments",
    "methods",
    "postprocess",
    "figures",
    "masks",
    "metrics",
    "datasets",
    "schema",
    "random",
    "images",
    "textTable",
  ],
  figures: ["images", "metrics", "absentPackage"],
  report: ["images", "metrics", "schema"],
};

/**
 * What each room of src/node may import of the others; the portable rooms, paths and runProgram are open to all of them.
 * A room stands below those that it imports: no arrow leads back, and the commands are imported by none.
 * @type {{ [room: string]: string[] }}
 */
export const nodeTable = {
  options: [],
  files: [],
  workers: [],
  site: ["files"],
  figures: ["files"],
  tracedGraph: ["files"],
  engine: ["files", "tracedGraph"],
  store: ["files", "engine"],
  methods: ["files", "engine", "store"],
  inpaint: ["options", "files", "figures", "workers", "methods"],
  pictures: ["files", "workers", "inpaint"],
  experiments: ["files", "figures", "tracedGraph", "engine", "store", "pictures"],
  benchmarks: ["files", "figures", "workers", "store", "methods"],
  studies: ["files", "figures", "engine", "store", "methods", "experiments"],
  jupyter: ["files", "figures", "pictures", "tracedGraph", "engine", "store", "experiments", "benchmarks", "studies"],
  typeset: ["files", "figures", "store", "benchmarks", "studies", "jupyter"],
  setup: ["files", "engine", "jupyter"],
  cli: [
    "options",
    "files",
    "workers",
    "figures",
    "engine",
    "store",
    "methods",
    "pictures",
    "experiments",
    "benchmarks",
    "studies",
    "jupyter",
    "typeset",
    "site",
    "setup",
  ],
};

/**
 * Rooms that may also import the types, and only those, of these rooms.
 * @type {{ [room: string]: string[] }}
 */
const typesOnly = {
  experiments: ["tensorflow"],
  methods: ["tensorflow"],
  figures: ["training", "benchmarks", "tensorflow"],
  report: ["training", "benchmarks", "studies"],
};

/** @typedef {{ regex: string, message: string, allowTypeImports?: boolean }} Pattern */

const nodeModules = builtinModules.filter((name) => !name.startsWith("_"));
const nativePackages = [
  "@tensorflow/tfjs-node",
  "@tensorflow/tfjs-backend-wasm",
  "@resvg/resvg-js",
  "sharp",
  "h5wasm",
  "tar",
  "yauzl",
  "tslab",
];
/** @type {Pattern} */
const notPortable = {
  regex: `^(node:.*|(${[...nodeModules, ...nativePackages].join("|")})(/.*)?)$`,
  message: "A portable room knows neither Node nor native code: let src/node hand it in.",
};
/** @type {Pattern} */
const throughOneFile = {
  regex: "^@tensorflow/tfjs(-core|-layers)?$",
  message: "TensorFlow.js comes in through src/tensorflow.ts.",
};
/** @type {Pattern} */
const onlyTypes = {
  regex: "^nodeplotlib$",
  allowTypeImports: true,
  message: "Only its types: importing it starts a server.",
};

/**
 * @param {string[]} files
 * @param {Pattern[]} patterns
 */
function restrict(files, ...patterns) {
  /** @type {["error", { patterns: Pattern[] }]} */
  const rule = ["error", { patterns }];
  return { files, rules: { "@typescript-eslint/no-restricted-imports": rule } };
}

/**
 * The settings for one room: for its files, and for those in its folders, from which the other rooms are one step further.
 * @param {string} name
 * @param {string[]} allowed
 */
function room(name, allowed) {
  return [
    filesOfRoom(name, allowed, `src/${name}/*.ts`, "\\.\\./"),
    filesOfRoom(name, allowed, `src/${name}/*/**/*.ts`, "\\.\\./\\.\\./"),
  ];
}

/**
 * @param {string} name
 * @param {string[]} allowed
 * @param {string} files
 * @param {string} out the way out of the room, as a regular expression
 */
function filesOfRoom(name, allowed, files, out) {
  const types = typesOnly[name] ?? [];
  const list = [...allowed, ...types.map((other) => `types of ${other}`)].join(", ");
  const message = `Of ours, src/${name} may import ${list} and nothing else.`;
  const patterns = [
    notPortable,
    throughOneFile,
    onlyTypes,
    { regex: `^${out}(?!(?:${[...allowed, ...types].join("|")})(?:/|$))`, message },
  ];
  if (types.length > 0)
    patterns.push({ regex: `^${out}(?:${types.join("|")})(?:/|$)`, allowTypeImports: true, message });
  return restrict([files], ...patterns);
}

/**
 * The settings for one room of src/node, for its files and for those in its folders.
 * @param {string} name
 * @param {string[]} allowed
 */
function nodeRoom(name, allowed) {
  const open = ["paths", "runProgram", ...allowed].join("|");
  const list =
    allowed.length === 0 ? "no other room of src/node" : `${allowed.join(", ")} of src/node's rooms and no other`;
  const message = `src/node/${name} may import ${list}.`;
  return [
    restrict([`src/node/${name}/*.{ts,mjs}`], { regex: `^\\.\\.(?!/\\.\\./|/(?:${open})(?:/|$))`, message }),
    restrict([`src/node/${name}/*/**/*.{ts,mjs}`], {
      regex: `^\\.\\./\\.\\.(?!/\\.\\./|/(?:${open})(?:/|$))`,
      message,
    }),
  ];
}

export default tseslint.config(
  {
    ignores: [
      "dist/",
      "node_modules/",
      ".venv/",
      ".cache/",
      "runs/",
      "data/",
      "figures/",
      "report/",
      "site/",
      "**/*.cjs",
    ],
  },
  ...tseslint.configs.recommended,
  {
    rules: {
      eqeqeq: "error",
      "no-var": "error",
      "prefer-const": "error",
      "one-var": ["error", "never"],
      "@typescript-eslint/consistent-type-imports": ["error", { disallowTypeAnnotations: false }],
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", ignoreRestSiblings: true }],
    },
  },
  {
    files: ["src/**/*.ts"],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      "@typescript-eslint/no-floating-promises": "error",
      "@typescript-eslint/explicit-module-boundary-types": "error",
    },
  },
  // The rule overlooks that the array's type is written.
  { files: ["src/report/claims.ts"], rules: { "@typescript-eslint/explicit-module-boundary-types": "off" } },
  { files: ["test/**/*.ts"], rules: { "@typescript-eslint/no-require-imports": "off" } },
  ...Object.entries(importTable).flatMap(([name, allowed]) => room(name, allowed)),
  ...Object.entries(nodeTable).flatMap(([name, allowed]) => nodeRoom(name, allowed)),
  restrict(["src/node/paths.ts", "src/node/runProgram.ts"], { regex: "^\\.", message: "It imports nothing of ours." }),
  restrict(["src/node/index.ts"], {
    regex: "^\\./(?:cli|setup|typeset|site|inpaint|workers/fillWorker)(?:/|$)",
    message: "The notebooks' catalogue has no command and no development room.",
  }),
  restrict(["src/random.ts", "src/schema.ts", "src/absentPackage.ts"], notPortable, {
    regex: "^\\.",
    message: "It imports nothing of ours.",
  }),
  restrict(["src/classicalIndex.ts"], notPortable, {
    regex: "^\\./(?!(?:images|random|masks|classical|postprocess|metrics)(?:/|$))",
    message: "What needs no network needs no TensorFlow.js.",
  }),
  restrict(["src/index.ts"], notPortable, {
    regex: "^\\./node(/|$)",
    message: "The portable catalogue has no Node part.",
  }),
  // The first script is read by old versions of Node, which then say that they are too old.
  { files: ["scripts/run.mjs", "scripts/inpaint.mjs", "scripts/nodeVersion.mjs"], rules: { "no-var": "off" } },
);
