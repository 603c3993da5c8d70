package world

import (
	"testing"
	"time"
)

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

// What is made from nothing is made once, however many states come before it is there.
func TestWhatIsMadeFromNothingIsMadeOnceForAllStates(t *testing.T) {
	state := newMemo[string, string](0)
	making, goOn, made := make(chan struct{}), make(chan struct{}), make(chan string)
	go func() {
		made <- state.get("a", func(old string) string {
			close(making)
			<-goOn
			return old + "one"
		})
	}()
	<-making
	const states = 5
	begun := make(chan struct{}, states)
	for range states {
		state = state.next(func(string) bool { return false })
		go func(state *memo[string, string]) {
			begun <- struct{}{}
			made <- state.get("a", func(old string) string { return old + ", more" })
		}(state)
		<-begun
	}
	close(goOn)
	got := map[string]int{}
	for range states + 1 {
		select {
		case value := <-made:
			got[value]++
		case <-time.After(time.Minute):
			t.Fatalf("only %v were made", got)
		}
	}
	for value := range got {
		if len(value) < len("one") || value[:3] != "one" {
			t.Errorf("%q was made from nothing", value)
		}
	}
	if got["one"] != 1 {
		t.Errorf("%v", got)
	}
}
