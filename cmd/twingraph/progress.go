package main

import (
	"io"
	"os"

	"github.com/schollz/progressbar/v3"
	"golang.org/x/term"
)

// progress shows how far a long job has come, where somebody is there to see it: on
// a terminal. Elsewhere it shows nothing.
type progress struct {
	bar *progressbar.ProgressBar // nil elsewhere
}

// newProgress returns a progress that is shown on out.
func newProgress(out io.Writer) *progress {
	f, ok := out.(*os.File)
	if !ok || !term.IsTerminal(int(f.Fd())) {
		return &progress{}
	}
	return &progress{bar: progressbar.NewOptions(1,
		progressbar.OptionSetWriter(out), progressbar.OptionClearOnFinish(), progressbar.OptionSetWidth(30))}
}

// show shows that done of total are done of the step that what names.
func (p *progress) show(done, total int, what string) {
	if p.bar == nil {
		return
	}
	p.bar.Describe(what)
	p.bar.ChangeMax(max(total, 1))
	_ = p.bar.Set(min(done, max(total-1, 0))) // a full bar is gone; the next step needs it
}

// close takes the bar away.
func (p *progress) close() {
	if p.bar != nil {
		_ = p.bar.Finish()
	}
}
