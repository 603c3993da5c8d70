import java.io.File;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.gephi.graph.api.Column;
import org.gephi.graph.api.Edge;
import org.gephi.graph.api.Estimator;
import org.gephi.graph.api.Graph;
import org.gephi.graph.api.GraphController;
import org.gephi.graph.api.GraphModel;
import org.gephi.graph.api.Interval;
import org.gephi.graph.api.Node;
import org.gephi.graph.api.Table;
import org.gephi.graph.api.types.IntervalStringMap;
import org.gephi.io.importer.api.Container;
import org.gephi.io.importer.api.ImportController;
import org.gephi.io.importer.api.Issue;
import org.gephi.io.processor.plugin.DefaultProcessor;
import org.gephi.project.api.ProjectController;
import org.gephi.project.api.Workspace;
import org.openide.util.Lookup;

/**
 * Counts links by status in exports, as Gephi reads them.
 *
 * <p>usage: java Counts.java DIR DAY...
 *
 * <p>DIR has a folder for each DAY. The output is one JSON object: for each file and day the
 * number of links by status; of GraphML the number of edges, for Gephi merges parallel ones
 * there; and what Gephi reports when it reads a file.
 */
public final class Counts {
  private static final List<String> issues = new ArrayList<>();

  public static void main(String[] arguments) throws Exception {
    Map<String, Map<String, Map<String, Integer>>> counts = new TreeMap<>();
    File directory = new File(arguments[0]);
    List<String> days = List.of(arguments).subList(1, arguments.length);
    Map<String, Integer> pairs = new TreeMap<>();
    GraphModel last = null;
    for (String day : days) {
      for (String file : List.of("network.graphml", "network.gexf")) {
        last = read(new File(new File(directory, day), file));
        if (file.equals("network.graphml")) { // where Gephi knows no parallel edges
          pairs.put(day, last.getGraph().getEdgeCount());
          continue;
        }
        Map<String, Integer> found = new TreeMap<>();
        for (Edge edge : last.getGraph().getEdges()) {
          found.merge(String.valueOf(edge.getAttribute(titled(last.getEdgeTable(), "status"))), 1, Integer::sum);
        }
        counts.computeIfAbsent(file + " in Gephi", key -> new TreeMap<>()).put(day, found);
      }
    }
    for (String day : days) { // of the last file, which is GEXF
      long midnight = LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli();
      for (Map.Entry<String, Long> at : Map.of("first", midnight, "last", midnight + 24 * 3600 * 1000 - 1).entrySet()) {
        Map<String, Integer> found = new TreeMap<>();
        for (Edge edge : last.getGraph().getEdges()) {
          IntervalStringMap status = (IntervalStringMap) edge.getAttribute(titled(last.getEdgeTable(), "statusOverTime"));
          Interval instant = new Interval(at.getValue(), at.getValue());
          found.merge(String.valueOf(status.get(instant, Estimator.FIRST)), 1, Integer::sum);
        }
        counts.computeIfAbsent("network.gexf in Gephi, over time, " + at.getKey() + " instant", key -> new TreeMap<>()).put(day, found);
      }
    }
    System.out.println(
        "{\"counts\":" + object(counts, of -> object(of, on -> object(on, String::valueOf)))
            + ",\"pairs\":" + object(pairs, String::valueOf)
            + ",\"issues\":[" + issues.stream().map(Counts::quoted).collect(Collectors.joining(",")) + "]}");
  }

  private static GraphModel read(File file) throws Exception {
    ProjectController projects = Lookup.getDefault().lookup(ProjectController.class);
    projects.newProject();
    Workspace workspace = projects.getCurrentWorkspace();
    ImportController importer = Lookup.getDefault().lookup(ImportController.class);
    Container container = importer.importFile(file);
    importer.process(container, new DefaultProcessor(), workspace);
    Iterator<Issue> reported = container.getReport().getIssues(10);
    while (reported.hasNext()) {
      Issue issue = reported.next();
      issues.add(file.getName() + ": " + issue.getLevel() + " " + issue.getMessage());
    }
    GraphModel model = Lookup.getDefault().lookup(GraphController.class).getGraphModel(workspace);
    Graph graph = model.getGraph();
    for (Node node : graph.getNodes()) {
      if (node.getLabel() == null || !node.getLabel().equals(node.getAttribute(titled(model.getNodeTable(), "name")))) {
        issues.add(file.getName() + ": " + node.getId() + " has the label " + node.getLabel());
      }
    }
    return model;
  }

  private static Column titled(Table table, String title) {
    for (Column column : table) {
      if (column.getTitle().equals(title)) {
        return column;
      }
    }
    throw new IllegalArgumentException("there is no column " + title);
  }

  private static <T> String object(Map<String, T> members, java.util.function.Function<T, String> value) {
    return members.entrySet().stream()
        .map(member -> quoted(member.getKey()) + ":" + value.apply(member.getValue()))
        .collect(Collectors.joining(",", "{", "}"));
  }

  private static String quoted(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
