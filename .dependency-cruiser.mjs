/** Who may import whom, bottom layer first. A layer sees itself and the layers listed for it. */
const LAYERS = {
  engine: [],
  kubernetes: ["engine"],
  intake: ["engine", "kubernetes"],
  conformance: ["engine", "intake"],
  findings: ["engine"],
  comparison: ["engine", "findings"],
  scenarios: ["engine", "kubernetes"],
  scene: ["engine", "kubernetes"],
  ui: [],
  workers: ["engine", "kubernetes", "intake", "conformance", "findings", "comparison"],
  cli: [
    "engine",
    "kubernetes",
    "intake",
    "conformance",
    "findings",
    "comparison",
    "scene",
    "workers",
  ],
  state: [
    "engine",
    "kubernetes",
    "intake",
    "conformance",
    "findings",
    "comparison",
    "scenarios",
    "scene",
    "workers",
  ],
  features: ["engine", "conformance", "findings", "comparison", "scene", "state", "ui"],
  app: [
    "engine",
    "kubernetes",
    "intake",
    "conformance",
    "findings",
    "comparison",
    "scenarios",
    "scene",
    "ui",
    "workers",
    "state",
    "features",
  ],
};

const layerRules = Object.entries(LAYERS).map(([layer, allowed]) => ({
  name: `${layer}-imports-only-layers-below`,
  severity: "error",
  from: { path: `^src/${layer}/` },
  to: { path: "^src/", pathNot: `^src/(${[layer, ...allowed].join("|")})/` },
}));

export default {
  forbidden: [
    { name: "no-cycles", severity: "error", from: {}, to: { circular: true } },
    ...layerRules,
    {
      name: "every-folder-is-a-layer",
      severity: "error",
      from: { path: "^src/[^/]+/", pathNot: `^src/(${Object.keys(LAYERS).join("|")})/` },
      to: {},
    },
    {
      name: "features-do-not-know-each-other",
      severity: "error",
      from: { path: "^src/features/([^/]+)/" },
      to: { path: "^src/features/", pathNot: "^src/features/$1/" },
    },
    {
      name: "engine-is-entered-by-its-index",
      severity: "error",
      from: { path: "^src/", pathNot: "^src/engine/" },
      to: { path: "^src/engine/", pathNot: "^src/engine/index\\.ts$" },
    },
    {
      name: "pure-layers-use-no-package-but-these",
      severity: "error",
      from: {
        path: "^src/(engine|kubernetes|intake|findings|comparison|scene|scenarios)/",
        pathNot: "(\\.test\\.ts$|/testing/)",
      },
      to: {
        dependencyTypes: ["npm", "npm-dev", "core"],
        pathNot: "node_modules/(yaml|@noble/hashes)/",
      },
    },
  ],
  options: {
    tsConfig: { fileName: "tsconfig.json" },
    tsPreCompilationDeps: true,
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "types"] },
  },
};
