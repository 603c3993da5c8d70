// Package letter writes drafts of letters for a plan, in English, German and Polish, as
// Markdown and as plain text. A draft states what the sources of the plan say and nothing
// else. Begin with letter.go; draft.go writes one from templates/,
// contents.go says what those can name. It imports packages index, score and plan.
package letter
