#!/usr/bin/env bash
# neo4j-go-driver v5.28.4 (Go, read on 2026-11-28): Plan.Children() of a summary returns the
# last child in the place of each of them. The method takes the address of a loop variable,
# and the module says "go 1.18", so the variable is shared between rounds whatever the version
# of Go of the program that uses it. A plan with two inputs (Union, a join) seems to have the
# same one twice, and what a program looks for in the others, such as a scan, is not found.
# Plan.Arguments() of the root, with "string-representation", has all of it.
#
# The program answers itself over Bolt 4.4, with the plan of an EXPLAIN, as a server does.
#
# Output seen:
#   sent: NodeByLabelScan NodeIndexSeek
#   seen: NodeIndexSeek NodeIndexSeek
#
# Fails when that changes. Needs Go 1.22 or newer and a proxy of Go modules.
set -euo pipefail
folder=$(mktemp -d)
trap 'chmod -R u+w "$folder"; rm -rf "$folder"' EXIT
cd "$folder"
go mod init plan >/dev/null 2>&1
go mod edit -go=1.22
go get github.com/neo4j/neo4j-go-driver/v5@v5.28.4 >/dev/null 2>&1

cat >main.go <<'EOF'
package main

import (
	"bytes"
	"context"
	"encoding/binary"
	"fmt"
	"io"
	"log"
	"net"

	"github.com/neo4j/neo4j-go-driver/v5/neo4j"
)

// pack writes a value in PackStream; short texts, lists and maps are all that is needed.
func pack(to *bytes.Buffer, value any) {
	switch v := value.(type) {
	case string:
		to.WriteByte(0xD0)
		to.WriteByte(byte(len(v)))
		to.WriteString(v)
	case []any:
		to.WriteByte(0x90 + byte(len(v)))
		for _, entry := range v {
			pack(to, entry)
		}
	case map[string]any:
		to.WriteByte(0xA0 + byte(len(v)))
		for key, entry := range v {
			pack(to, key)
			pack(to, entry)
		}
	}
}

// succeed sends SUCCESS with metadata.
func succeed(to io.Writer, metadata map[string]any) {
	var message bytes.Buffer
	message.Write([]byte{0xB1, 0x70})
	pack(&message, metadata)
	_ = binary.Write(to, binary.BigEndian, uint16(message.Len()))
	_, _ = to.Write(append(message.Bytes(), 0, 0))
}

// receive reads a message and returns its tag.
func receive(from io.Reader) (byte, error) {
	var message []byte
	for {
		var length uint16
		if err := binary.Read(from, binary.BigEndian, &length); err != nil {
			return 0, err
		}
		if length == 0 && len(message) > 0 {
			return message[1], nil
		}
		chunk := make([]byte, length)
		if _, err := io.ReadFull(from, chunk); err != nil {
			return 0, err
		}
		message = append(message, chunk...)
	}
}

func operator(name string, children ...any) map[string]any {
	return map[string]any{"operatorType": name, "args": map[string]any{}, "identifiers": []any{}, "children": children}
}

// serve answers one connection with the plan.
func serve(conn net.Conn, plan map[string]any) {
	hello := make([]byte, 20)
	if _, err := io.ReadFull(conn, hello); err != nil {
		return
	}
	_, _ = conn.Write([]byte{0, 0, 4, 4})
	for {
		tag, err := receive(conn)
		switch {
		case err != nil || tag == 0x02: // GOODBYE
			return
		case tag == 0x01: // HELLO
			succeed(conn, map[string]any{"server": "Neo4j/4.4.0", "connection_id": "bolt-1"})
		case tag == 0x10: // RUN
			succeed(conn, map[string]any{"fields": []any{}})
		case tag == 0x3F: // PULL
			succeed(conn, map[string]any{"type": "r", "plan": plan})
		default:
			succeed(conn, map[string]any{})
		}
	}
}

func main() {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		log.Fatal(err)
	}
	plan := operator("Union", operator("NodeByLabelScan"), operator("NodeIndexSeek"))
	go func() {
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			go serve(conn, plan)
		}
	}()
	ctx := context.Background()
	driver, err := neo4j.NewDriverWithContext("bolt://"+listener.Addr().String(), neo4j.NoAuth())
	if err != nil {
		log.Fatal(err)
	}
	session := driver.NewSession(ctx, neo4j.SessionConfig{})
	result, err := session.Run(ctx, "EXPLAIN MATCH (n:A) RETURN n UNION MATCH (n:B {id: 1}) RETURN n", nil)
	if err != nil {
		log.Fatal(err)
	}
	summary, err := result.Consume(ctx)
	if err != nil {
		log.Fatal(err)
	}
	fmt.Println("sent: NodeByLabelScan NodeIndexSeek")
	fmt.Print("seen:")
	for _, child := range summary.Plan().Children() {
		fmt.Print(" ", child.Operator())
	}
	fmt.Println()
}
EOF
go run . | tee seen
diff seen - <<'EOF'
sent: NodeByLabelScan NodeIndexSeek
seen: NodeIndexSeek NodeIndexSeek
EOF
