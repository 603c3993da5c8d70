import { useTranslation } from "react-i18next";
import { PageHeading } from "../app/PageHeading";
import examples from "../examples/index.json";
import { MapView } from "../map/MapView";
import "./start.css";

/** The map, what the data is about, and what can be asked. */
export function StartPage() {
  const { t } = useTranslation("start");
  return (
    <div className="start">
      <PageHeading title={t("title")} />
      <MapView />
      <p className="lead">{t("lead")}</p>
      <section aria-labelledby="questions">
        <h2 id="questions">{t("questions")}</h2>
        <ul className="questions" lang="en">
          {examples.slice(0, 6).map(({ name, title, description }) => (
            <li key={name}>
              <a href={`/graphiql?example=${name}`}>{title}</a>
              <p>{description}</p>
            </li>
          ))}
        </ul>
        <p>
          <a href="/graphiql">{t("all", { count: examples.length })}</a>
        </p>
      </section>
    </div>
  );
}
