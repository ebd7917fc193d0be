/** What our scripts must keep to: eslint's recommendations and the OCA's strictest rules. */
const globals = require("globals");
const jsdoc = require("eslint-plugin-jsdoc");

const BUGS = [
  "array-callback-return",
  "eqeqeq",
  "no-alert",
  "no-duplicate-imports",
  "no-empty-function",
  "no-eval",
  "no-implied-eval",
  "no-param-reassign",
  "no-return-assign",
  "no-self-compare",
  "no-shadow",
  "no-throw-literal",
  "no-unmodified-loop-condition",
  "no-unused-expressions",
  "no-use-before-define",
  "radix",
];
const CLARITY = [
  "dot-notation",
  "no-else-return",
  "no-lonely-if",
  "no-unneeded-ternary",
  "no-useless-concat",
  "no-useless-rename",
  "no-var",
  "object-shorthand",
  "operator-assignment",
  "prefer-const",
  "yoda",
];
const FORBIDDEN = Object.fromEntries([...BUGS, ...CLARITY].map((rule) => [rule, "error"]));

module.exports = [
  require("@eslint/js").configs.recommended,
  {
    plugins: {jsdoc},
    languageOptions: {
      ecmaVersion: 2024,
      globals: {...globals.browser, luxon: "readonly", odoo: "readonly", owl: "readonly"},
      sourceType: "script",
    },
    linterOptions: {reportUnusedDisableDirectives: "error"},
    rules: {
      ...FORBIDDEN,
      complexity: ["error", 10],
      "jsdoc/check-param-names": "error",
      "jsdoc/check-tag-names": "error",
      "jsdoc/check-types": "error",
      "max-depth": ["error", 3],
    },
  },
  {
    files: ["**/*.esm.js", "**/static/src/**/*.js", "**/static/tests/**/*.js"],
    languageOptions: {sourceType: "module"},
  },
  {
    files: ["**/*.cjs"],
    languageOptions: {sourceType: "commonjs", globals: globals.node},
  },
];
