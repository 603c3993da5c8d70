// Command twingraph is the program: one file a subcommand, all of them wired from
// the settings in settings.go. Start reading at rootCommand in root.go.
package main
