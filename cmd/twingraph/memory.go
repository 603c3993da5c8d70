package main

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/KimMachineGun/automemlimit/memlimit"
)

// amount is how much memory.
type amount int64

// units are what amounts are written in, those with longer names first.
func units() []struct {
	name string
	size amount
} {
	return []struct {
		name string
		size amount
	}{
		{"kib", 1 << 10}, {"mib", 1 << 20}, {"gib", 1 << 30}, {"tib", 1 << 40},
		{"kb", 1e3}, {"mb", 1e6}, {"gb", 1e9}, {"tb", 1e12},
		{"k", 1 << 10}, {"m", 1 << 20}, {"g", 1 << 30}, {"t", 1 << 40}, {"b", 1},
	}
}

// Set reads an amount such as 512MB, 1.5GiB or 2g, and bytes without a unit.
func (b *amount) Set(text string) error {
	number, unit := strings.ToLower(strings.TrimSpace(text)), amount(1)
	for _, u := range units() {
		if rest, ok := strings.CutSuffix(number, u.name); ok {
			number, unit = strings.TrimSpace(rest), u.size
			break
		}
	}
	n, err := strconv.ParseFloat(number, 64)
	if err != nil || !(n >= 0) || n*float64(unit) >= math.MaxInt64 {
		return fmt.Errorf("%q is no amount of memory such as 512MB or 2GiB", text)
	}
	*b = amount(n * float64(unit))
	return nil
}

// String returns the amount in whole megabytes where it is of that order.
func (b *amount) String() string {
	switch {
	case *b >= 1<<20 && *b%(1<<20) == 0:
		return fmt.Sprintf("%dMiB", *b>>20)
	case *b >= 1e6 && *b%1e6 == 0:
		return fmt.Sprintf("%dMB", *b/1e6)
	}
	return fmt.Sprintf("%dB", int64(*b))
}

// Type names the kind of flag in the help.
func (b *amount) Type() string { return "size" }

// defaultMemory returns half of the memory that the program may use: that of the machine or,
// where that is less, the limit of its control group, such as a container's.
func defaultMemory() amount {
	most, err := memlimit.ApplyFallback(memlimit.FromCgroup, memlimit.FromSystem)()
	if err != nil {
		most = 8 << 30 // where nobody says
	}
	if machine, err := memlimit.FromSystem(); err == nil {
		most = min(most, machine) // a limit can be above what there is
	}
	return amount(most/2) &^ (1<<20 - 1)
}
