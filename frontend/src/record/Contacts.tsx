import { useTranslation } from "react-i18next";
import type { ContactLineFragment } from "../api/operations";
import { useFormat } from "../language/useFormat";
import { Proof } from "./Proof";
import { Section } from "./Section";
import { webAddress } from "./webAddress";

/** Ways to reach a city or an organisation, as far as the reader may see them. */
export function Contacts({ contacts }: { contacts: readonly ContactLineFragment[] }) {
  const { t } = useTranslation(["record", "language"]);
  const format = useFormat();
  return (
    <Section title={t("record:contacts")} count={contacts.length}>
      <ul className="lines">
        {contacts.map((contact) => (
          <li key={contact.id}>
            <p>
              <span lang="en">{[contact.role, contact.person].filter(Boolean).join(", ")}</span>{" "}
              <Proof of={contact.role} {...contact} />
            </p>
            <p className="detail">
              {t(`language:channel.${contact.channel}`)}: <Way contact={contact} />
              {contact.verified && ` · ${t("record:verified")} ${format.date(contact.verified)}`}
            </p>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Way({ contact: { channel, value } }: { contact: ContactLineFragment }) {
  const url = channel === "WEB" ? webAddress(value) : null;
  if (url)
    return (
      <a href={url} rel="noreferrer">
        {value}
      </a>
    );
  if (channel === "EMAIL" && /^[^\s@?&]+@[^\s@?&]+$/.test(value)) return <a href={`mailto:${value}`}>{value}</a>;
  return <>{value}</>;
}
