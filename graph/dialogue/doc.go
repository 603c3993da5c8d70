// Package dialogue says whom to approach, through which city, on what occasion and
// with what in hand: ranked channels for dialogue (Candidates), one channel opened
// up (PlanFor), drafts of letters (Write), the progress of a campaign
// (CampaignProgress), partners worth a look (PartnerSuggestions, Backtests) and what
// can safely be told of support twinnings (SupportSummary). Lay lays out a day once for
// many questions.
//
// It is pure. Everything is a function of a snapshot.Snapshot, in which the
// viewer's tier is applied already, of the day asked about and of the arguments: no
// I/O, no clock, no randomness but that of a seed passed in. The same question on
// the same data has the same answer, byte for byte. It imports packages graph and
// graph/snapshot and the standard library.
//
// # What a score is
//
// A score is a whole number of points, thousandths, and the sum of its parts,
// exactly. A part has a weight, the most points that it can give, and a value, 0 to
// 1000, which is the sum of the grains of its facts, 1000 at most:
//
//	points = weight × value / 1000, rounded down
//
// The part APPROACHES takes points away; every other part adds. Every fact names the
// records and sources it rests on. More evidence of one kind never lowers the value of
// its part: what speaks for a channel never counts less, and what speaks against it
// never weighs less, for being told twice as much. The weights are one table, in
// weights.go; the grains stand beside the rules, one file a part.
//
// A ranking is of channels for dialogue. It is never a list of shame: a body without a
// channel is not in it, and the score is that of the channel, not of the body.
//
// # What is counted on a day
//
// Claims, pledges, partnerships, approaches and practices count when they had begun by
// the day asked about; undated ones count. A link is a hop of a channel when it is
// ACTIVE; the last hop can be CONTESTED, a direct tie can be UNKNOWN, always marked;
// a SUSPENDED one only when asked for, an ENDED one never.
//
// # Errors
//
// BadUserInput for what cannot be meant, NotFound for what is not known, LimitExceeded
// for too much, Timeout when the context ends. Messages are for the person who asked.
//
// # Where to start reading
//
// question.go and candidates.go; then need.go, channel.go, credibility.go, occasion.go,
// precedent.go, reach.go and approaches.go, the parts; plan.go; letter.go.
package dialogue
