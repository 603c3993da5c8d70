import { useTranslation } from "react-i18next";
import { AskAlliancesDocument, type AskAlliancesQuery } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { useLists } from "../lists/useLists";
import { ShowAsGraphQL } from "../record/ShowAsGraphQL";
import { useView } from "../view/useView";
import { times } from "../view/view";
import { AskAnswer } from "./AskAnswer";
import { bases, through } from "./address";
import { Choice, Controls, MoreRows, WaysChoice } from "./controls";
import { CityLink, Tie } from "./parts";
import { useAsk, useChangeAsk } from "./useAsk";

const step = 12;
const smallest = 3;
const fines = ["5", "10", "20", "40"] as const; // tenths of the resolution

/** Groups of cities with many ties among themselves and few to others. */
export function AlliancesQuestion() {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const address = useAsk();
  const lists = useLists();
  const change = useChangeAsk();
  const { rows = step, basis = "LINKS", fine = 10 } = address;
  const variables = {
    basis,
    through: lists.through(through(address.ways)),
    minSize: smallest,
    resolution: fine / 10,
    first: rows,
    ...times(useView()),
  };
  const answer = useAnswer(AskAlliancesDocument, variables, "alliances");
  return (
    <>
      <Controls>
        <Choice
          label={t("basis.label")}
          value={basis}
          options={bases.map((one) => [one, t(`basis.${one}`)] as const)}
          onChange={(one) => change({ basis: one === "LINKS" ? undefined : one })}
        />
        <WaysChoice />
        <Choice
          label={t("fine.label")}
          value={String(fine)}
          options={fines.map((one) => [one as string, t(`fine.${one}`)] as const)}
          onChange={(one) => change({ fine: one === "10" ? undefined : Number(one) })}
        />
      </Controls>
      <AskAnswer answer={answer}>
        {({ alliances: { nodes, totalCount: count, modularity, runs } }) => (
          <>
            <p role="status">
              {t("alliances", { count })}{" "}
              <span className="quiet-words">
                {t("modularity", { value: format.number(Math.round(modularity * 1000) / 1000), runs })}
              </span>
            </p>
            {nodes.length === 0 && <p className="ask-missing">{t("noAlliances")}</p>}
            <ol className="alliances">
              {nodes.map((alliance) => (
                <AllianceRow key={alliance.number} alliance={alliance} />
              ))}
            </ol>
            <MoreRows shown={nodes.length} total={count} step={step} most={60} />
            <p className="record-foot">
              <ShowAsGraphQL document={AskAlliancesDocument} variables={variables} />
            </p>
          </>
        )}
      </AskAnswer>
    </>
  );
}

type Alliance = AskAlliancesQuery["alliances"]["nodes"][number];

function AllianceRow({ alliance }: { alliance: Alliance }) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const { countries, size, inside, outward, certainty } = alliance;
  const [members, brokers, bridges] = [alliance.members.nodes, alliance.brokers.nodes, alliance.bridges.nodes];
  const suspendedInside = alliance.suspendedInside.nodes;
  const names = brokers.length > 0 ? brokers : members;
  const percent = (share: number) => t("percent", { number: format.number(Math.round(share * 100)) });
  return (
    <li className="alliance">
      <h2>
        {format.list(names.slice(0, 3).map(({ city }) => city.name))}{" "}
        <span className="quiet-words">{t("members", { count: size })}</span>
      </h2>
      <p className="countries">
        {countries.slice(0, 6).map(({ country, cities }) => (
          <span key={country ?? ""} className="country-share">
            {format.country(country) || "?"} {format.number(cities)}
          </span>
        ))}
        {countries.length > 6 && <span className="quiet-words">+{countries.length - 6}</span>}
      </p>
      <p className="quiet-words">{t("allianceFacts", { inside, outward, certainty: percent(certainty) })}</p>
      <details>
        <summary>{t("allianceMore")}</summary>
        <h3>{t("membersTitle")}</h3>
        <ul className="member-list">
          {members.map((member) => (
            <li key={member.city.id}>
              <CityLink city={member.city} /> <span className="quiet-words share">{percent(member.certainty)}</span>
            </li>
          ))}
          {members.length < size && <li className="quiet-words">{t("andMore", { count: size - members.length })}</li>}
        </ul>
        {brokers.length > 0 && (
          <>
            <h3>{t("brokers")}</h3>
            <ul className="facts-list">
              {brokers.map((broker) => (
                <li key={broker.city.id}>
                  <CityLink city={broker.city} />{" "}
                  <span className="quiet-words">
                    {t("brokerFacts", { alliances: broker.alliances, outward: broker.outward })}
                  </span>
                </li>
              ))}
            </ul>
          </>
        )}
        {bridges.length > 0 && (
          <>
            <h3>{t("bridges")}</h3>
            <ul className="channel">
              {bridges.map(({ link, cutOff }) => (
                <li key={link.id}>
                  <Tie tie={link} named /> <span className="quiet-words">{t("cutOff", { count: cutOff })}</span>
                </li>
              ))}
            </ul>
          </>
        )}
        {suspendedInside.length > 0 && (
          <>
            <h3>{t("suspendedInside")}</h3>
            <ul className="channel">
              {suspendedInside.map((link) => (
                <li key={link.id}>
                  <Tie tie={link} named />
                </li>
              ))}
            </ul>
          </>
        )}
      </details>
    </li>
  );
}
