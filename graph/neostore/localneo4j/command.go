package localneo4j

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
)

// opens are the packages that Neo4j 5 reaches into, as its own launcher has them.
var opens = []string{
	"--add-opens=java.base/java.nio=ALL-UNNAMED",
	"--add-opens=java.base/java.io=ALL-UNNAMED",
	"--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
	"--add-opens=java.base/java.util.concurrent=ALL-UNNAMED",
}

// classPath names the jars one by one, in a fixed order: a class archive only
// fits the class path that it was made with.
func classPath(lib string) string {
	jars, _ := filepath.Glob(filepath.Join(lib, "*.jar")) // sorted; the pattern is valid
	return strings.Join(jars, string(os.PathListSeparator))
}

// serverCommand is the command that runs the server in the foreground.
func (s *Server) serverCommand() *exec.Cmd {
	args := []string{"-Xmx" + s.options.Heap}
	if s.options.FastStart {
		// The optimising compiler and the concurrent collector only pay in a long run.
		args = append(args, "-XX:+UseSerialGC")
		if !s.options.LongRun {
			args = append(args, "-XX:TieredStopAtLevel=1")
		}
	} else {
		args = append(args, "-XX:+UseG1GC")
	}
	if s.classFlag != "" {
		args = append(args, s.classFlag)
	}
	args = append(args, opens...)
	args = append(args, "-cp", classPath(s.options.Lib), "org.neo4j.server.CommunityEntryPoint",
		"--home-dir="+s.options.Home, "--config-dir="+filepath.Dir(s.confFile()),
		"--console-mode") // the log goes to standard output too, which await reads
	cmd := exec.Command(s.java.path, args...)
	cmd.Dir = s.options.Home
	return cmd
}

func (s *Server) confFile() string { return filepath.Join(s.options.Home, "conf", "neo4j.conf") }

// conf is the text of neo4j.conf.
// https://neo4j.com/docs/operations-manual/5/configuration/configuration-settings/
func (s *Server) conf() string {
	pageCache := "256m"
	if s.options.FastStart {
		pageCache = "64m"
	}
	settings := [][2]string{
		{"server.default_listen_address", host},
		{"server.bolt.listen_address", s.address()},
		{"server.bolt.advertised_address", s.address()},
		{"server.http.enabled", "false"},
		{"server.https.enabled", "false"},
		{"dbms.usage_report.enabled", "false"},
		{"dbms.security.auth_enabled", fmt.Sprint(s.options.Password != "")},
		{"server.memory.pagecache.size", pageCache},
		// Without this each of the two databases sets 256 MB of disk aside.
		{"db.tx_log.preallocate", "false"},
		// What was erased is in the transaction log, too: it is kept no longer than it takes
		// to recover, in files small enough that an erasure fills one.
		{"db.tx_log.rotation.retention_policy", "keep_none"},
		{"db.tx_log.rotation.size", "1M"},
		{"db.checkpoint.interval.time", "1m"},
		// Otherwise every stop waits ten seconds for the network to fall silent.
		{"internal.dbms.bolt.netty_server_shutdown_quiet_period", "0"},
	}
	if s.options.FastStart {
		// Tests send many statements that differ, over data that come and go: planning
		// is most of their time. A plan is kept as long as the schema stays, whatever
		// the numbers of nodes and the lengths of parameters become.
		settings = append(settings,
			[2]string{"server.memory.query_cache.per_db_cache_num_entries", "2000"},
			[2]string{"dbms.cypher.statistics_divergence_threshold", "1"},
			[2]string{"internal.cypher.statistics_divergence_target", "1"},
			[2]string{"internal.cypher.use_parameter_size", "false"})
	}
	var text strings.Builder
	text.WriteString("# Written at every start of the local Neo4j; changes are lost.\n")
	for _, setting := range settings {
		fmt.Fprintf(&text, "%s=%s\n", setting[0], setting[1])
	}
	return text.String()
}

// setInitialPassword gives a home that no server has run on its password, by
// the same class that `neo4j-admin dbms set-initial-password` runs. It leaves
// an older home alone: Neo4j reads the initial password once.
func (s *Server) setInitialPassword(ctx context.Context) (err error) {
	if s.options.Password == "" || exists(filepath.Join(s.options.Home, "data", "databases")) {
		return nil
	}
	if strings.ContainsAny(s.options.Password, "\r\n") {
		return errors.New("a password cannot hold a line break")
	}
	// In a file that only its owner reads, since other users of the machine see
	// the arguments of a process.
	file := filepath.Join(s.options.Home, "conf", "initial-password.args")
	args := append(opens[:len(opens):len(opens)], "-cp", classPath(s.options.Lib),
		"org.neo4j.cli.AdminTool", "dbms", "set-initial-password", s.options.Password)
	var text strings.Builder
	for _, arg := range args {
		fmt.Fprintf(&text, "\"%s\"\n", strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(arg))
	}
	if err := os.WriteFile(file, []byte(text.String()), 0o600); err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.Remove(file)) }()
	cmd := exec.CommandContext(ctx, s.java.path, "@"+file)
	cmd.Dir = s.options.Home
	cmd.Env = append(os.Environ(), "NEO4J_HOME="+s.options.Home, "NEO4J_CONF="+filepath.Dir(s.confFile()))
	if out, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("set the initial password: %w: %s", err, lastLines(string(out), 3))
	}
	return nil
}

func exists(path string) bool {
	_, err := os.Stat(path)
	return err == nil
}
