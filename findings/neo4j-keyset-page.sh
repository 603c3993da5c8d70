#!/usr/bin/env bash
# Neo4j 5.26.31 (org.neo4j:neo4j, tried on 2026-11-28): a page in keyset order, whose range is
# given once for the index and once exactly (k > $k OR k = $k AND id > $id), is planned as two
# seeks whose results are put together and sorted: the ten rows of a page cost reading all rows
# after it, although one seek has them in the order wanted. The exact condition written as a
# CASE leaves the one seek in order, and a page costs little more than its rows.
#
# Output seen, on 50,000 nodes with an index on k, a page of 10 from the middle:
#   with OR: 10 rows, more than 25000 hits, sorted
#   with CASE: 10 rows, fewer than 1000 hits, in order
#   the same rows: true
#
# Fails when that changes. Needs a JDK of 17 or newer, Maven and a repository of its artifacts.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
cat >pom.xml <<'EOF'
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>keyset</groupId>
  <artifactId>keyset</artifactId>
  <version>1</version>
  <dependencies>
    <dependency><groupId>org.neo4j</groupId><artifactId>neo4j</artifactId><version>5.26.31</version></dependency>
  </dependencies>
</project>
EOF
mvn -q -B dependency:copy-dependencies -DoutputDirectory=lib -DincludeScope=runtime >/dev/null 2>&1

cat >Keyset.java <<'EOF'
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.neo4j.dbms.api.DatabaseManagementService;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.graphdb.ExecutionPlanDescription;
import org.neo4j.graphdb.GraphDatabaseService;

class Keyset {
    static final String BEFORE = "PROFILE MATCH (n:Row) USING INDEX n:Row(k) WHERE n.k >= $k AND ";
    static final String AFTER = " RETURN n.id AS id ORDER BY n.k, n.id LIMIT 10";
    static final Map<String, Object> FROM = Map.of("k", 12500L, "id", 25000L);

    static long hits(ExecutionPlanDescription plan) {
        long sum = plan.getProfilerStatistics().getDbHits();
        for (var child : plan.getChildren()) sum += hits(child);
        return sum;
    }

    /** Whether rows are sorted by both keys; within equal k they have to be in either plan. */
    static boolean sorted(ExecutionPlanDescription plan) {
        boolean here = plan.getName().startsWith("Top") || plan.getName().startsWith("Sort");
        for (var child : plan.getChildren()) here |= sorted(child);
        return here;
    }

    static List<Object> page(GraphDatabaseService db, String name, String condition) {
        var ids = new ArrayList<Object>();
        try (var tx = db.beginTx(); var result = tx.execute(BEFORE + condition + AFTER, FROM)) {
            while (result.hasNext()) ids.add(result.next().get("id"));
            var plan = result.getExecutionPlanDescription();
            long hits = hits(plan);
            System.out.printf("%s: %d rows, %s hits, %s%n", name, ids.size(),
                hits > 25000 ? "more than 25000" : hits < 1000 ? "fewer than 1000" : String.valueOf(hits), sorted(plan) ? "sorted" : "in order");
        }
        return ids;
    }

    public static void main(String[] args) {
        DatabaseManagementService server = new DatabaseManagementServiceBuilder(Path.of("home")).build();
        try {
            GraphDatabaseService db = server.database("neo4j");
            db.executeTransactionally("CREATE RANGE INDEX rows FOR (n:Row) ON (n.k)");
            db.executeTransactionally("UNWIND range(1, 50000) AS i CREATE (:Row {id: i, k: i / 2})");
            try (var tx = db.beginTx()) {
                tx.schema().awaitIndexesOnline(2, TimeUnit.MINUTES);
            }
            db.executeTransactionally("CALL db.resampleIndex('rows')");
            var or = page(db, "with OR", "(n.k > $k OR n.k = $k AND n.id > $id)");
            var choice = page(db, "with CASE", "CASE WHEN n.k = $k THEN n.id > $id ELSE n.k > $k END");
            System.out.println("the same rows: " + or.equals(choice));
        } finally {
            server.shutdown();
        }
    }
}
EOF
opens=()
for package in java.nio sun.nio.ch java.io java.util.concurrent; do opens+=("--add-opens=java.base/$package=ALL-UNNAMED"); done
java -Xmx512m "${opens[@]}" -cp 'lib/*' Keyset.java 2>/dev/null | tee seen
diff seen - <<'EOF'
with OR: 10 rows, more than 25000 hits, sorted
with CASE: 10 rows, fewer than 1000 hits, in order
the same rows: true
EOF
