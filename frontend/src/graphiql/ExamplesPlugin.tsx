import { type GraphiQLPlugin, useGraphiQL, useGraphiQLActions } from "@graphiql/react";
import { useEffect, useRef } from "react";
import { type Example, examples } from "../examples";

/** The panel of example questions. */
export const EXAMPLES_PLUGIN: GraphiQLPlugin = { title: "Examples", icon: Icon, content: Examples };

const operationName = (query: string) => /^query (\w+)/m.exec(query)?.[1] ?? "";

function Examples() {
  const { addTab, changeTab, run, setOperationName, stop, updateActiveTabValues } = useGraphiQLActions();
  const { tabs, queryEditor, variableEditor, ready } = useEditors();

  // Opens the example in the tab it already has, or in a new one, and runs it.
  function open({ query, variables }: Example) {
    if (!queryEditor || !variableEditor) return;
    stop();
    const has = tabs.findIndex((tab) => tab.query === query && (tab.variables ?? "") === variables);
    if (has >= 0) changeTab(has);
    else addTab();
    queryEditor.setValue(query);
    variableEditor.setValue(variables);
    updateActiveTabValues({ query, variables });
    setOperationName(operationName(query)); // else run() would still send the name of the tab before
    run();
  }

  return (
    <section aria-label="Examples" className="examples">
      <h2 className="examples-title">Examples</h2>
      <p>Choose a question: it opens in a tab and runs. Change it as you like.</p>
      <ol>
        {examples.map((example) => (
          <li key={example.name}>
            <button
              type="button"
              className="graphiql-un-styled example"
              disabled={!ready}
              onClick={() => open(example)}
            >
              <span className="example-title">{example.title}</span>
              <span className="example-description">{example.description}</span>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

/** Runs what the editor was opened with, once: for a visitor who came with a question. Draws nothing. */
export function RunAtOnce() {
  const { run } = useGraphiQLActions();
  const { ready } = useEditors();
  const ran = useRef(false);
  useEffect(() => {
    if (!ready || ran.current) return;
    ran.current = true;
    run();
  }, [ready, run]);
  return null;
}

function useEditors() {
  return useGraphiQL(({ tabs, queryEditor, variableEditor, responseEditor }) => ({
    tabs,
    queryEditor,
    variableEditor,
    ready: Boolean(queryEditor && variableEditor && responseEditor),
  }));
}

function Icon() {
  return (
    <svg viewBox="0 0 24 24" fill="none" stroke="currentColor" strokeWidth="1.5" aria-hidden="true">
      <path d="M4 5h16v11H11l-4 4v-4H4z" strokeLinejoin="round" />
      <path d="M10 8.7a2 2 0 1 1 2.6 1.9c-.4.1-.6.4-.6.8v.3M12 13.4v.6" strokeLinecap="round" />
    </svg>
  );
}
