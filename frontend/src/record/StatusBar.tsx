import { useTranslation } from "react-i18next";
import { StatusSign, statusClass } from "./StatusSign";
import { byStatus, type Shown } from "./status";

/** How many ties stand how, as one bar with its figures. */
export function StatusBar({ shown, small = false }: { shown: readonly Shown[]; small?: boolean }) {
  const { t } = useTranslation("language");
  const parts = byStatus(shown, (status) => status);
  if (parts.length === 0) return null;
  return (
    <div className={small ? "status-bar small" : "status-bar"}>
      {shown.length > 1 && (
        <div className="bar" aria-hidden="true">
          {parts.map(([status, { length }]) => (
            <span key={status} className={`piece ${statusClass(status)}`} style={{ flexGrow: length }} />
          ))}
        </div>
      )}
      <ul>
        {parts.map(([status, { length }]) => (
          <li key={status} className={statusClass(status)}>
            <StatusSign of={status} /> <strong>{length}</strong> {t(`status.${status}`)}
          </li>
        ))}
      </ul>
    </div>
  );
}
