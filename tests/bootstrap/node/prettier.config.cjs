/** The format of scripts, styles and XML: the OCA's, at the line length of our Python. */
module.exports = {
  plugins: [require.resolve("@prettier/plugin-xml")],
  bracketSpacing: false,
  printWidth: 100,
  trailingComma: "es5",
  xmlWhitespaceSensitivity: "preserve",
};
