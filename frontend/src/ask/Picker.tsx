import { useEffect, useState } from "react";
import { Button } from "react-aria-components/Button";
import { ComboBox } from "react-aria-components/ComboBox";
import { Input } from "react-aria-components/Input";
import { Label } from "react-aria-components/Label";
import { ListBox, ListBoxItem } from "react-aria-components/ListBox";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { AskCityDocument, AskOrganisationDocument, AskPlacesDocument } from "../api/operations";
import { useAnswer } from "../api/useAnswer";
import { useFormat } from "../language/useFormat";
import { useSettled } from "../search/useSettled";
import { countryCodes } from "../table/countries";
import { useView } from "../view/useView";
import { isCountry } from "./address";

interface Props {
  label: string;
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  /** Cities are always offered, or organisations alone. */
  of?: "cities" | "places" | "organisations" | undefined;
}

/** Chooses a city by any of its names; among places countries too, by their code. Or an organisation. */
export function Picker({ label, value, onChange, of = "cities" }: Props) {
  const { t } = useTranslation("ask");
  const format = useFormat();
  const { knownAt } = useView();
  const name = usePlaceName(value, of === "organisations");
  const [text, setText] = useState("");
  const [typed, setTyped] = useState(false);
  useEffect(() => {
    setText(name);
    setTyped(false);
  }, [name]);
  const asked = useSettled(typed ? text.trim() : "");

  const variables = asked
    ? {
        text: asked,
        types: [of === "organisations" ? ("ORGANISATION" as const) : ("CITY" as const)],
        ...(knownAt ? { knownAt } : {}),
      }
    : null;
  const answer = useAnswer(AskPlacesDocument, variables, `places ${of}`);
  const countries =
    of === "places" && asked
      ? countryCodes()
          .map((code) => ({ id: code, name: format.country(code), detail: t("country") }))
          .filter((country) => country.name.toLowerCase().startsWith(asked.toLowerCase()))
          .slice(0, 3)
      : [];
  const found = (asked ? (answer.data?.search.nodes ?? []) : []).flatMap(({ node }) =>
    node?.__typename === "City"
      ? [
          {
            id: node.slug,
            name: node.name,
            detail: [node.region, format.country(node.country)].filter(Boolean).join(", "),
          },
        ]
      : node?.__typename === "Organisation"
        ? [{ id: node.slug, name: node.name, detail: format.country(node.country) }]
        : [],
  );
  const items = [...countries, ...found];

  return (
    <ComboBox
      className="picker"
      items={items}
      inputValue={text}
      onInputChange={(next) => {
        setText(next);
        setTyped(next !== name);
      }}
      selectedKey={value ?? null}
      onSelectionChange={(key) => {
        if (key !== null && key !== value) onChange(String(key));
        setText(key === value ? name : text);
        setTyped(false);
      }}
      onBlur={() => {
        if (text.trim() === "" && value) onChange(undefined);
        else if (typed) setText(name);
      }}
      allowsEmptyCollection={typed}
      allowsCustomValue
      menuTrigger="input"
    >
      <Label>{label}</Label>
      <div className="picker-box">
        <Input
          placeholder={t(of === "organisations" ? "typeOrganisation" : of === "places" ? "typePlace" : "typeCity")}
        />
        {value && (
          <Button
            slot={null}
            className="picker-clear"
            aria-label={t("clear", { label })}
            onPress={() => onChange(undefined)}
          >
            ×
          </Button>
        )}
      </div>
      <Popover
        className="popover picker-popover"
        UNSTABLE_portalContainer={document.getElementById("main") ?? document.body}
      >
        <ListBox
          className="picker-list"
          renderEmptyState={() => (
            <p className="quiet-words picker-empty">{t(asked && !answer.isPending ? "nothingFound" : "typing")}</p>
          )}
        >
          {(item: (typeof items)[number]) => (
            <ListBoxItem id={item.id} textValue={item.name} className="picker-item">
              {item.name} <span className="quiet-words">{item.detail}</span>
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </ComboBox>
  );
}

/** The name of what a value stands for; the value itself until it is known. */
function usePlaceName(value: string | undefined, organisation: boolean): string {
  const format = useFormat();
  const { knownAt } = useView();
  const country = isCountry(value);
  const known = knownAt ? { knownAt } : {};
  const city = useAnswer(
    AskCityDocument,
    value && !country && !organisation ? { id: value, ...known } : null,
    `name of ${value}`,
  );
  const body = useAnswer(
    AskOrganisationDocument,
    value && organisation ? { id: value, ...known } : null,
    `name of ${value}`,
  );
  if (!value) return "";
  if (country) return format.country(value);
  return (organisation ? body.data?.organisation?.name : city.data?.city?.name) ?? value;
}
