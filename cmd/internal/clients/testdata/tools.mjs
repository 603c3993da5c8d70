// Has tools for developers read the schema and the example questions, and prints what
// they report: graphql-eslint's rules of Relay, graphql-inspector, and GraphQL Code
// Generator with the TypeScript compiler behind it.
//
//     node tools.mjs ENDPOINT EXAMPLES FOLDER      FOLDER is empty and is written
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { codegen } from "@graphql-codegen/core";
import * as operations from "@graphql-codegen/typescript-operations";
import eslint from "@graphql-eslint/eslint-plugin";
import { validate } from "@graphql-inspector/core";
import { ESLint } from "eslint";
import { buildSchema, parse, Source } from "graphql";
import ts from "typescript";

const [, , endpoint, examples, folder] = process.argv;
const text = await fetch(endpoint.replace(/graphql$/, "schema.graphql")).then((answer) => answer.text());
const schema = buildSchema(text);
const documents = readdirSync(examples)
  .filter((name) => name.endsWith(".graphql"))
  .map((name) => ({ name, text: readFileSync(join(examples, name), "utf8") }));
const shown = { documents: documents.length };

// Relay's rules.
const file = join(folder, "schema.graphql");
writeFileSync(file, text);
const lint = new ESLint({
  cwd: folder,
  overrideConfigFile: true,
  overrideConfig: [
    {
      files: ["**/*.graphql"],
      languageOptions: { parser: eslint.parser, parserOptions: { graphQLConfig: { schema: file } } },
      plugins: { "@graphql-eslint": eslint },
      rules: {
        "@graphql-eslint/relay-arguments": ["error", { includeBoth: true }],
        "@graphql-eslint/relay-connection-types": "error",
        "@graphql-eslint/relay-edge-types": [
          "error",
          { withEdgeSuffix: true, shouldImplementNode: false, listTypeCanWrapOnlyEdgeType: false },
        ],
        "@graphql-eslint/relay-page-info": "error",
      },
    },
  ],
});
const [report] = await lint.lintFiles([file]);
shown.relayRules = report.messages.map(({ line, ruleId, message }) => `${line} ${ruleId ?? ""} ${message}`);

// The documents are valid and use nothing deprecated.
shown.inspector = validate(
  schema,
  documents.map(({ name, text }) => new Source(text, name)),
).flatMap(({ source, errors, deprecated }) =>
  [...errors, ...deprecated].map((found) => `${source.name}: ${found.message ?? found}`),
);

// The types made of them compile, and are those of the answers.
const made = await codegen({
  filename: "types.ts",
  schema: parse(text),
  documents: documents.map(({ name, text }) => ({ location: name, document: parse(text) })),
  config: { scalars: { Date: "string", DateTime: "string", PartialDate: "string" }, strictScalars: true },
  plugins: [{ operations: {} }],
  pluginMap: { operations },
  skipDocumentsValidation: { skipDuplicateValidation: true },
});
const program = join(folder, "types.ts");
writeFileSync(program, made);
shown.typescript = ts
  .getPreEmitDiagnostics(
    ts.createProgram([program], { strict: true, noEmit: true, target: ts.ScriptTarget.ES2022, types: [] }),
  )
  .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, " "));

process.stdout.write(`${JSON.stringify(shown)}\n`);
