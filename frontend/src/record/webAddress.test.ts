import { expect, it } from "vitest";
import { webAddress } from "./webAddress";

it.each([
  ["https://example.org/a", "https://example.org/a"],
  ["http://example.org/", "http://example.org/"],
  ["javascript:alert(1)", null],
  ["data:text/html,x", null],
  ["example.org", null],
  [null, null],
])("the web address of %s is %s", (text, expected) => expect(webAddress(text)).toBe(expected));
