import { describe, expect, it } from "vitest";
import { countryName, dateWords, instantWords, listWords, numberWords } from "./format";
import { preferredLanguage } from "./language";

describe("a date in words", () => {
  it.each([
    ["2022", "en", "2022"],
    ["2022-03", "en", "March 2022"],
    ["2022-03-01", "en", "1 March 2022"],
    ["2022-03-01", "de", "1. März 2022"],
    ["2022-03", "pl", "marzec 2022"],
    ["2022-03-01", "pl", "1 marca 2022"],
    ["0987-01-01", "en", "1 January 987"],
    ["soon", "en", "soon"],
    [null, "en", ""],
  ])("%s is in %s %s", (date, language, expected) => expect(dateWords(date, language)).toBe(expected));

  it("shows an instant to the minute", () => {
    expect(instantWords("2026-11-22T09:05:00+01:00", "en")).toBe("22 November 2026 at 08:05");
    expect(instantWords("soon", "en")).toBe("soon");
  });
});

describe("names and numbers", () => {
  it("are those of the language", () => {
    expect(countryName("PL", "en")).toBe("Poland");
    expect(countryName("PL", "de")).toBe("Polen");
    expect(countryName("US", "pl")).toBe("Stany Zjednoczone");
    expect(numberWords(2664452, "de")).toBe("2.664.452");
    expect(listWords(["a", "b", "c"], "pl")).toBe("a, b i c");
  });
  it("leave what they do not know as it is", () => {
    expect(countryName("not a code", "en")).toBe("not a code");
    expect(countryName(null, "en")).toBe("");
  });
});

describe("the language of a reader", () => {
  it("is the first that is spoken here", () => {
    expect(preferredLanguage(["uk-UA", "pl", "en"])).toBe("pl");
    expect(preferredLanguage(["de-AT"])).toBe("de");
    expect(preferredLanguage(["uk"])).toBe("en");
    expect(preferredLanguage([])).toBe("en");
  });
});
