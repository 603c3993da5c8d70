package httpd

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"strconv"
	"strings"
	"time"

	"github.com/vektah/gqlparser/v2/ast"
	"github.com/vektah/gqlparser/v2/validator/core"
)

// A value of an argument is written in the text of a question or comes as a variable. What
// is wrong with it is said in the same words either way: what was given, and what is wanted.

// form is what a value looks like, whatever it is meant to be.
type form int

// The forms.
const (
	formNull form = iota
	formWhole
	formNumber
	formText
	formBoolean
	formWord // a name without quotation marks, in texts only
	formList
	formObject
)

// given is a value that was given for a scalar or an enum.
type given struct {
	form form
	text string // as it was written, without quotation marks
}

// givenAs returns the form and the text of the value of a variable.
func givenAs(value any) given {
	switch v := value.(type) {
	case nil:
		return given{formNull, "null"}
	case string:
		return given{formText, v}
	case bool:
		return given{formBoolean, strconv.FormatBool(v)}
	case json.Number:
		return numberGiven(v.String())
	}
	switch v := reflect.ValueOf(value); v.Kind() {
	case reflect.Slice:
		return given{formList, "a list"}
	case reflect.Map:
		return given{formObject, "an object"}
	default:
		return numberGiven(fmt.Sprint(value))
	}
}

// numberGiven returns a number as it was given.
func numberGiven(text string) given {
	if strings.ContainsAny(text, ".eE") {
		return given{formNumber, text}
	}
	return given{formWhole, text}
}

// writtenAs returns the form and the text of a value in a question.
func writtenAs(v *ast.Value) given {
	switch v.Kind {
	case ast.IntValue:
		return given{formWhole, v.Raw}
	case ast.FloatValue:
		return given{formNumber, v.Raw}
	case ast.StringValue, ast.BlockValue:
		return given{formText, v.Raw}
	case ast.BooleanValue:
		return given{formBoolean, v.Raw}
	case ast.EnumValue:
		return given{formWord, v.Raw}
	case ast.ListValue:
		return given{formList, "a list"}
	case ast.ObjectValue:
		return given{formObject, "an object"}
	}
	return given{formNull, "null"}
}

// String returns what was given, as the beginning of a sentence.
func (g given) String() string {
	switch g.form {
	case formWhole, formNumber:
		return fmt.Sprintf("%.100s is a number", g.text)
	case formText:
		return fmt.Sprintf("%.100q is a string", g.text)
	case formBoolean:
		return g.text + " is a boolean"
	case formWord:
		return fmt.Sprintf("%.100s is a word without quotation marks", g.text)
	}
	return g.text + " is given"
}

// wrongScalar returns why a value is not one of a scalar type, empty when it is. Scalars of
// our own say it themselves.
func wrongScalar(name string, g given) string {
	noun, wanted := "", ""
	switch name {
	case "Int":
		noun, wanted = "a number", "a whole number such as 5"
		switch n, err := strconv.ParseInt(g.text, 10, 64); {
		case g.form == formNumber:
			return fmt.Sprintf("%.100s is not whole: Int wants %s", g.text, wanted)
		case g.form != formWhole:
		case err != nil || n < math.MinInt32 || n > math.MaxInt32:
			return fmt.Sprintf("%.100s is too large or too small: Int wants a whole number from %d to %d", g.text, math.MinInt32, math.MaxInt32)
		default:
			return ""
		}
	case "Float":
		if noun, wanted = "a number", "a number such as 5 or 0.5"; g.form == formWhole || g.form == formNumber {
			if f, err := strconv.ParseFloat(g.text, 64); err != nil || math.IsInf(f, 0) {
				return fmt.Sprintf("%.100s is too large", g.text)
			}
			return ""
		}
	case "Boolean":
		if noun, wanted = "a boolean", "true or false"; g.form == formBoolean {
			return ""
		}
	case "String":
		if noun, wanted = "a string", "a text in quotation marks"; g.form == formText {
			return wrongText(g.text)
		}
	case "DateTime":
		if noun, wanted = "a string", "an instant in quotation marks"; g.form == formText {
			if _, err := time.Parse(time.RFC3339Nano, g.text); err != nil {
				return fmt.Sprintf("%.100q is not an instant: write one such as 2026-11-22T00:00:00Z", g.text)
			}
			return ""
		}
	case "ID":
		if noun, wanted = "a string", "an id in quotation marks"; g.form == formText || g.form == formWhole {
			return wrongText(g.text)
		}
	default:
		if g.form == formText {
			return wrongText(g.text)
		}
		return ""
	}
	return fmt.Sprintf("%s, not %s: %s wants %s", g, noun, name, wanted)
}

// plain returns a value of JSON with its whole numbers written without a fraction or an
// exponent: JSON has one kind of number, in which 1.0 is 1. Numbers too large to be exact, and
// all else, stay as they are.
func plain(value any) any {
	switch v := value.(type) {
	case json.Number:
		const exact = 1 << 53 // up to here a float64 holds each whole number
		if f, err := v.Float64(); err == nil && strings.ContainsAny(v.String(), ".eE") && f == math.Trunc(f) && math.Abs(f) < exact {
			return json.Number(strconv.FormatInt(int64(f), 10))
		}
	case []any:
		for i := range v {
			v[i] = plain(v[i])
		}
	case map[string]any:
		for name := range v {
			v[name] = plain(v[name])
		}
	}
	return value
}

// wrongText returns why a text cannot be one, empty when it can.
func wrongText(text string) string {
	if strings.ContainsRune(text, 0) {
		return "the text holds the character NUL (U+0000); leave it out"
	}
	return ""
}

// wrongEnum returns why a value is not one of an enum, empty when it is. quoted says that
// values are in quotation marks, as they are in variables.
func wrongEnum(definition *ast.Definition, g given, quoted bool) string {
	if quoted != (g.form == formText) && (g.form == formText || g.form == formWord) {
		return fmt.Sprintf("%s: %s wants one without", g, definition.Name)
	}
	names := make([]string, 0, len(definition.EnumValues))
	for _, known := range definition.EnumValues {
		switch {
		case g.form != formText && g.form != formWord:
		case g.text == known.Name:
			return ""
		case strings.EqualFold(g.text, known.Name):
			return fmt.Sprintf("write %s, not %.100s", known.Name, g.text)
		}
		names = append(names, known.Name)
	}
	return fmt.Sprintf("%.100s is no %s%s", g.text, definition.Name, closest(g.text, names))
}

// unknownField returns the sentence about a field that an input does not have.
func unknownField(definition *ast.Definition, name string) string {
	names := make([]string, len(definition.Fields))
	for i, field := range definition.Fields {
		names[i] = field.Name
	}
	return "unknown field of " + definition.Name + closest(name, names)
}

// closest offers the names that are most like one that there is not.
func closest(name string, names []string) string {
	if len(name) > maxKnown {
		return ""
	}
	if like := core.SuggestionList(name, names); len(like) > 0 {
		return "; did you mean " + core.OrList(like[:min(len(like), 5)]...) + "?"
	}
	return ""
}

// wrongNull returns the sentence about null for what cannot be null.
func wrongNull(t *ast.Type) string {
	wanted := map[string]string{
		"Int": "a whole number such as 5", "Float": "a number such as 5 or 0.5", "Boolean": "true or false",
		"String": "a text in quotation marks", "ID": "an id in quotation marks",
	}[t.NamedType]
	if wanted == "" {
		wanted = "a value"
	}
	return fmt.Sprintf("it cannot be null: %s wants %s", t, wanted)
}
