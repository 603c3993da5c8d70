package httpd

// lengths says how many entries lists of computed answers hold that no argument
// bounds: what is usual in answers on the bundled dataset, rounded up. They would be
// reckoned far too low as unsized lists, and far too high as lists of the page they
// stand on.
var lengths = map[string]int64{
	"DialogueCandidateConnection.weights": 7,
	"DialogueCandidate.parts":             7,
	"DialogueCandidate.cautions":          15,
	"DialogueChannel.hops":                2,
	"DialogueHop.others":                  1,
	"DialogueHop.claims":                  2,
	"ScorePart.facts":                     6,
	"Fact.records":                        2,
	"Fact.sources":                        3,
	"Caution.records":                     2,
	"Caution.sources":                     2,

	"ApproachPlan.steps":          2,
	"ApproachPlan.ties":           2,
	"ApproachPlan.texts":          2,
	"ApproachPlan.deeds":          10,
	"ApproachPlan.contacts":       4,
	"ApproachPlan.occasions":      3,
	"ApproachPlan.advice":         15,
	"ApproachPlan.cases":          10, // at most
	"ApproachPlan.approaches":     3,
	"ApproachPlan.cautions":       15,
	"ApproachPlan.verify":         10,
	"ApproachPlan.sources":        60,
	"ApproachPlan.publishedLater": 20,
	"PlanStep.history":            4,
	"PlanAdvice.campaigns":        2,
	"PlanCase.claims":             3,
	"PlanCase.sources":            4,
	"PlanCase.texts":              1,
	"Letter.sources":              30,
	"Letter.publishedLater":       5,

	"CampaignProgress.byCountry":   25,
	"CampaignProgress.byFocusArea": 25,
	"CampaignProgress.byMonth":     12,
	"CampaignProgress.milestones":  3,
	"CampaignProgress.opposed":     2,
	"CampaignAnswer.sources":       2,
	"CampaignAnswer.texts":         1,
	"CampaignProgress.namedIn":     2,

	"PartnerSuggestionConnection.traits":    8,
	"PartnerSuggestionConnection.backtests": 4,
	"PartnerSuggestion.traits":              8,
	"PartnerSuggestion.commonPartners":      3,

	"Path.cities":                5,
	"Path.steps":                 4,
	"PathStep.links":             1,
	"SharedPartner.fromLinks":    1,
	"SharedPartner.toLinks":      1,
	"Alliance.countries":         15,
	"Mediator.ways":              2,
	"Mediator.strained":          1,
	"Mediator.reasons":           3,
	"MediatorWay.direct":         2,
	"MediatorWay.shortest":       2,
	"MediatorWay.links":          2,
	"ChannelOutlook.resolutions": 1,
	"ChannelOutlook.lost":        1,
	"ChannelOutlook.gained":      1,
	"NetworkMetrics.degrees":     20,
	"CountryPair.byStatus":       6,

	"StatusChangeConnection.moves": 10,

	"Counts.rows": 1000, // at most

	"CityMatch.candidates": 5, // unless more are asked for

	"SupportTwinningSummary.pairs":      20,
	"SupportTwinningSummary.programmes": 2,
	"SupportTwinningProgramme.courses":  10,
}
