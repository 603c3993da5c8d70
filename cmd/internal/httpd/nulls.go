package httpd

import (
	"context"
	"reflect"

	"github.com/99designs/gqlgen/graphql"
)

// fields runs around every field. It stops a question whose time is up, and
// writes null where a field that may be null holds an empty string: in the domain
// "" is "not known".
func fields(ctx context.Context, next graphql.Resolver) (any, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	value, err := next(ctx)
	if err != nil || !emptyText(value) {
		return value, err
	}
	if definition := graphql.GetFieldContext(ctx).Field.Definition; definition != nil && !definition.Type.NonNull {
		return nil, nil
	}
	return value, nil
}

// emptyText reports whether v is an empty string of any string type.
func emptyText(v any) bool {
	switch v := v.(type) {
	case string:
		return v == ""
	case nil:
		return false
	default:
		return reflect.TypeOf(v).Kind() == reflect.String && reflect.ValueOf(v).Len() == 0
	}
}
