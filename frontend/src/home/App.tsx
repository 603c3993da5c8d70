import { useEffect, useRef, useState } from "react";
import examples from "../examples/index.json";
import { Card } from "./Card";
import { DateField } from "./DateField";
import { address, type Choice, readAddress } from "./model";
import { SearchBox } from "./SearchBox";

/** The start page. What it shows is in the address, so that it can be shared and the back button works. */
export function App() {
  const [shown, setShown] = useState(() => readAddress(location.search));
  const chosen = useRef(false); // the reader asked for this card: move the focus to it

  useEffect(() => {
    const onPopState = () => {
      chosen.current = false;
      setShown(readAddress(location.search));
    };
    addEventListener("popstate", onPopState);
    return () => removeEventListener("popstate", onPopState);
  }, []);

  function show(choice: Choice | null, asOf: string) {
    const target = address(choice, asOf);
    if (target !== location.pathname + location.search) history.pushState(null, "", target);
    setShown({ choice, asOf });
  }

  function choose(choice: Choice) {
    chosen.current = true;
    show(choice, shown.asOf);
  }

  return (
    <>
      <header className="top">
        <a className="brand" href="/" aria-label="Twingraph, start page">
          <Mark /> Twingraph
        </a>
        <nav aria-label="Main">
          <a href="/graphiql">Ask in GraphQL</a>
          <a href="/schema.graphql">Schema</a>
        </nav>
      </header>
      <main>
        <section className="hero">
          <h1>Which towns are twinned, and who says so?</h1>
          <p>
            Towns twin with towns, and councils suspend, end or defend those ties. Look up a city and a date: Twingraph
            shows how each of its ties stood on that day, what the answer rests on, and the sources.
          </p>
          <div className="ask">
            <SearchBox onChoose={choose} />
            <DateField asOf={shown.asOf} onChange={(asOf) => show(shown.choice, asOf)} />
          </div>
        </section>
        {shown.choice ? (
          <Card
            choice={shown.choice}
            asOf={shown.asOf}
            takeFocus={chosen}
            onChoose={choose}
            onClose={() => show(null, shown.asOf)}
          />
        ) : (
          <Questions />
        )}
      </main>
      <footer>
        <p>
          Every statement is cited where it is shown; rival sources stand side by side. Coordinates and populations:{" "}
          <a href="https://www.geonames.org/">GeoNames</a>,{" "}
          <a href="https://creativecommons.org/licenses/by/4.0/">CC BY 4.0</a>.
        </p>
      </footer>
    </>
  );
}

/** What else can be asked: the first examples of the query editor. */
function Questions() {
  return (
    <section aria-labelledby="questions">
      <h2 id="questions">Questions it answers</h2>
      <ul className="questions">
        {examples.slice(0, 6).map(({ name, title, description }) => (
          <li key={name}>
            <a href={`/graphiql?example=${name}`}>{title}</a>
            <p>{description}</p>
          </li>
        ))}
      </ul>
      <p>
        <a href="/graphiql">All {examples.length} examples, ready to run and to change</a>
      </p>
    </section>
  );
}

function Mark() {
  return (
    <svg viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" fill="currentColor">
      <path d="M6 22C9 7 23 7 26 22" fill="none" stroke="currentColor" strokeWidth="3" strokeLinecap="round" />
      <circle cx="6" cy="23" r="5" />
      <circle cx="26" cy="23" r="5" />
    </svg>
  );
}
