import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { I18nextProvider } from "react-i18next";
import { onSession } from "./api/session";
import { newAnswers } from "./api/useAnswer";
import { newRouter } from "./app/router";
import { preferredLanguage, startLanguage } from "./language/language";
import { readParameters } from "./view/address";
import { readView } from "./view/view";
import "@fontsource-variable/inter/wght.css";
import "@fontsource-variable/source-serif-4/wght.css";
import "./style/tokens.css";
import "./style/base.css";
import "./app/app.css";

const root = document.getElementById("root");
if (!root) throw new Error("index.html lacks #root");

const { lang } = readView(readParameters(location.search));
const answers = newAnswers();
onSession(() => answers.clear()); // another reader is shown nothing that this one was
const words = await startLanguage(lang ?? preferredLanguage(navigator.languages));
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={answers}>
      <I18nextProvider i18n={words}>
        <RouterProvider router={newRouter({ answers, words })} />
      </I18nextProvider>
    </QueryClientProvider>
  </StrictMode>,
);
