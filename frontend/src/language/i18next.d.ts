import "i18next";

// A line for each folder that has texts, so that the compiler knows every key.
declare module "i18next" {
  interface CustomTypeOptions {
    defaultNS: "app";
    resources: {
      about: typeof import("../about/words/en.json");
      account: typeof import("../account/words/en.json");
      app: typeof import("../app/words/en.json");
      ask: typeof import("../ask/words/en.json");
      campaign: typeof import("../campaign/words/en.json");
      city: typeof import("../city/words/en.json");
      correct: typeof import("../correct/words/en.json");
      country: typeof import("../country/words/en.json");
      edition: typeof import("../edition/words/en.json");
      field: typeof import("../field/words/en.json");
      follow: typeof import("../follow/words/en.json");
      history: typeof import("../history/words/en.json");
      language: typeof import("../language/words/en.json");
      link: typeof import("../link/words/en.json");
      lists: typeof import("../lists/words/en.json");
      map: typeof import("../map/words/en.json");
      match: typeof import("../match/words/en.json");
      network: typeof import("../network/words/en.json");
      time: typeof import("../time/words/en.json");
      organisation: typeof import("../organisation/words/en.json");
      record: typeof import("../record/words/en.json");
      resolution: typeof import("../resolution/words/en.json");
      review: typeof import("../review/words/en.json");
      search: typeof import("../search/words/en.json");
      start: typeof import("../start/words/en.json");
      table: typeof import("../table/words/en.json");
    };
  }
}
