// Holds a server against the GraphQL-over-HTTP specification: node audit.mjs http://127.0.0.1:8080/graphql
// Every audit must pass, the SHOULDs and MAYs included; prints one line for each and exits 1 when one does not.
import { serverAudits } from "graphql-http";

const url = process.argv[2];
if (!url) {
  console.error("usage: npm run audit -- URL, for example http://127.0.0.1:8080/graphql");
  process.exit(2);
}

const expected = 61; // the suite of the pinned graphql-http; fewer would mean that some were lost
const audits = serverAudits({ url });
let passed = 0;
for (const audit of audits) {
  let reason;
  try {
    const result = await audit.fn();
    if (result.status !== "ok") reason = `${result.status}: ${result.reason}`;
  } catch (error) {
    reason = `fatal: ${error.cause?.message ?? error.message}`;
  }
  if (reason === undefined) passed++;
  console.log(`${reason === undefined ? "ok  " : "FAIL"} ${audit.id} ${audit.name}${reason ? ` (${reason})` : ""}`);
}
console.log(`${passed} of ${expected} audits passed`);
process.exitCode = passed === expected && audits.length === expected ? 0 : 1;
