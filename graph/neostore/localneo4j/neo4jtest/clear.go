package neo4jtest

import (
	"context"
	_ "embed"
	"fmt"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

//go:embed cypher/constraints.cypher
var constraintsCypher string

//go:embed cypher/drop_constraint.cypher
var dropConstraintCypher string

//go:embed cypher/indexes.cypher
var indexesCypher string

//go:embed cypher/drop_index.cypher
var dropIndexCypher string

//go:embed cypher/delete_all.cypher
var deleteAllCypher string

// Clear leaves an empty database: no node, relationship, constraint or index
// but the two token lookup indexes that a new database has. The schema goes
// first, since deleting then has no index to keep up to date.
func Clear(ctx context.Context, driver neo4j.DriverWithContext) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	for _, schema := range []struct{ list, drop string }{
		{constraintsCypher, dropConstraintCypher},
		{indexesCypher, dropIndexCypher},
	} {
		if err := dropAll(ctx, session, schema.list, schema.drop); err != nil {
			return fmt.Errorf("neo4jtest: clear the schema: %w", err)
		}
	}
	return deleteAll(ctx, driver, nil)
}

// deleteAll deletes all nodes but those with one of the labels in keep.
func deleteAll(ctx context.Context, driver neo4j.DriverWithContext, keep []string) error {
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	defer session.Close(ctx)
	if keep == nil {
		keep = []string{}
	}
	// CALL … IN TRANSACTIONS has to be the whole transaction itself.
	result, err := session.Run(ctx, deleteAllCypher, map[string]any{"keep": keep})
	if err == nil {
		_, err = result.Consume(ctx)
	}
	if err != nil {
		return fmt.Errorf("neo4jtest: delete all nodes: %w", err)
	}
	return nil
}

// dropAll runs the statement drop, in one transaction, for each name that the
// statement list returns.
func dropAll(ctx context.Context, session neo4j.SessionWithContext, list, drop string) error {
	found, err := session.Run(ctx, list, nil)
	if err != nil {
		return err
	}
	records, err := found.Collect(ctx)
	if err != nil || len(records) == 0 {
		return err
	}
	_, err = session.ExecuteWrite(ctx, func(tx neo4j.ManagedTransaction) (any, error) {
		for _, record := range records {
			result, err := tx.Run(ctx, drop, map[string]any{"name": record.Values[0]})
			if err == nil {
				_, err = result.Consume(ctx)
			}
			if err != nil {
				return nil, err
			}
		}
		return nil, nil
	})
	return err
}
