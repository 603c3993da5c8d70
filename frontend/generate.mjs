// Writes src/api/operations.ts: every GraphQL document below src/ (but the examples) as a typed string. `npm run generate`
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { preset } from "@graphql-codegen/client-preset";
import { codegen } from "@graphql-codegen/core";
import { parse } from "graphql";

const here = import.meta.dirname;
const output = join(here, "src/api/operations.ts");

const schema = join(here, "../schema");
const definitions = readdirSync(schema)
  .sort()
  .map((name) => readFileSync(join(schema, name), "utf8"));

const files = readdirSync(join(here, "src"), { recursive: true })
  .filter((name) => name.endsWith(".graphql") && !name.startsWith("examples"))
  .sort();
const documents = files.map((name) => {
  const text = readFileSync(join(here, "src", name), "utf8");
  return { location: name, rawSDL: text, document: parse(text) };
});

const sections = await preset.buildGeneratesSection({
  baseOutputDir: "src/api/",
  schema: parse(definitions.join("\n")),
  documents,
  config: {
    enumsAsTypes: true,
    useTypeImports: true,
    pureMagicComment: true,
    scalars: { Date: "string", PartialDate: "string", DateTime: "string" },
  },
  presetConfig: { fragmentMasking: false },
  documentTransforms: [],
  plugins: [],
  pluginMap: {},
});
const section = sections.find(({ filename }) => filename.endsWith("graphql.ts"));
writeFileSync(output, await codegen({ ...section, config: { ...section.config, documentMode: "string" } }));
