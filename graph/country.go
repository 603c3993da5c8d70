package graph

import (
	"fmt"
	"strings"
)

// assigned are the country codes that ISO 3166-1 assigns (alpha-2, as of 2026), and XK,
// which its users may take and which the European Union and others write for Kosovo.
// Source: https://www.iso.org/iso-3166-country-codes.html
const assigned = " " +
	"AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ " +
	"BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR " +
	"CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR " +
	"GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU " +
	"ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ " +
	"LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ " +
	"MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF " +
	"PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI " +
	"SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR " +
	"TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW " +
	"XK "

func isCountry(s string) bool {
	return len(s) == 2 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' && strings.Contains(assigned, " "+s+" ")
}

// notACountry says that a text is no country code, and which one could have been meant.
func notACountry(value string) string {
	if isCountry(value) {
		return ""
	}
	switch value {
	case "UK":
		return `"UK" is not an assigned country code: write GB`
	case "EL":
		return `"EL" is not an assigned country code: write GR`
	case "SU", "YU", "CS", "DD", "AN", "ZR", "TP", "BU":
		return fmt.Sprintf("%q is the code of a state that is no more: write that of the country where the place lies today", value)
	case "ZZ", "XX", "XZ", "QQ", "AA":
		return fmt.Sprintf("%q is not an assigned country code: leave it blank when the country is not known", value)
	}
	return fmt.Sprintf("%q is not a country code: write two capital letters (ISO 3166-1), such as PL", value)
}
