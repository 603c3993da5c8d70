package world

import "testing"

// The next state can begin while something of this one is still being made: then it makes
// that from what this one makes it from, and not from nothing.
func TestWhatIsBeingMadeDoesNotLeaveTheNextStateWithNothing(t *testing.T) {
	first := newMemo[string, string](0)
	first.get("a", func(string) string { return "one" })
	second := first.next(func(string) bool { return false })
	making, goOn, made := make(chan struct{}), make(chan struct{}), make(chan string)
	go func() {
		made <- second.get("a", func(old string) string {
			close(making)
			<-goOn
			return old + ", two"
		})
	}()
	<-making
	third := second.next(func(string) bool { return false })
	stays := second.next(func(string) bool { return true })
	close(goOn)
	if got := <-made; got != "one, two" {
		t.Errorf("%q", got)
	}
	if got := third.get("a", func(old string) string { return old + ", three" }); got != "one, three" {
		t.Errorf("%q", got)
	}
	if got := stays.get("a", func(string) string { return "made again" }); got != "one, two" {
		t.Errorf("%q", got)
	}
	fourth := second.next(func(string) bool { return false })
	if got := fourth.get("a", func(old string) string { return old + ", four" }); got != "one, two, four" {
		t.Errorf("%q", got)
	}
	for name, m := range map[string]*memo[string, string]{"second": second, "third": third, "stays": stays, "fourth": fourth} {
		if len(m.old) > 0 {
			t.Errorf("the %s keeps %v, which it does not need any more", name, m.old)
		}
	}
}
