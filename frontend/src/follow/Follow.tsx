import { useId, useRef, useState } from "react";
import { Button } from "react-aria-components/Button";
import { Dialog, DialogTrigger } from "react-aria-components/Dialog";
import { Popover } from "react-aria-components/Popover";
import { useTranslation } from "react-i18next";
import { type Followed, feedAddress } from "./feed";
import "./follow.css";

interface Props {
  /** The feeds that are offered, each with what it is about in words. */
  feeds: readonly { about: string; of: Followed }[];
}

/** Offers the addresses of feeds, here and in the head of the page, where feed readers look. */
export function Follow({ feeds }: Props) {
  const { t } = useTranslation("follow");
  return (
    <>
      {feeds.map(({ about, of }) => (
        <link
          key={about}
          rel="alternate"
          type="application/atom+xml"
          title={t("feed", { about })}
          href={feedAddress(of)}
        />
      ))}
      <DialogTrigger>
        <Button className="button">{t("follow")}</Button>
        <Popover
          className="popover follow-popover"
          placement="top start"
          UNSTABLE_portalContainer={document.getElementById("main") ?? document.body}
        >
          <Dialog aria-label={t("follow")}>
            <p>{t("meaning")}</p>
            {feeds.map(({ about, of }) => (
              <Address key={about} about={about} address={feedAddress(of)} />
            ))}
          </Dialog>
        </Popover>
      </DialogTrigger>
    </>
  );
}

function Address({ about, address }: { about: string; address: string }) {
  const { t } = useTranslation("follow");
  const id = useId();
  const field = useRef<HTMLInputElement>(null);
  const [copied, setCopied] = useState<"" | "copied" | "marked">("");
  async function copy() {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(address);
      setCopied("copied");
    } catch {
      setCopied("marked"); // browsers copy on safe addresses only
    }
  }
  return (
    <div className="feed">
      <label htmlFor={id}>{t("feed", { about })}</label>
      <input ref={field} id={id} type="text" readOnly value={address} onFocus={({ target }) => target.select()} />
      <p className="feed-ways">
        <Button className="button" aria-label={t("copyOf", { about })} onPress={() => void copy()}>
          {t("copy")}
        </Button>
        <a href={address}>{t("open")}</a>
        <span role="status">{copied && t(copied)}</span>
      </p>
    </div>
  );
}
