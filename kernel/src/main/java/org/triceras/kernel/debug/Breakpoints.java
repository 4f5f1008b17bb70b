package org.triceras.kernel.debug;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.triceras.kernel.session.CellLine;

/** The breakpoints of all cells. Guarded by the debugger. */
final class Breakpoints {
    private final CellSources sources;
    private final Expressions expressions;
    private final Map<String, List<Breakpoint>> all = new HashMap<>();

    Breakpoints(CellSources sources, Expressions expressions) {
        this.sources = sources;
        this.expressions = expressions;
    }

    /** In place of those that the source had. */
    List<Breakpoint> set(String path, List<Breakpoint.Wanted> wanted) {
        List<Breakpoint> placed = wanted.stream()
                .map(each -> new Breakpoint(each, sources.lineWithCode(path, each.line()), expressions))
                .toList();
        all.put(path, placed);
        return placed;
    }

    void clear() {
        all.clear();
    }

    /** By path. */
    Map<String, List<Breakpoint>> byPath() {
        return new TreeMap<>(all);
    }

    boolean isEmpty() {
        return all.values().stream().allMatch(List::isEmpty);
    }

    /** Those on a line that can be reached. */
    List<Breakpoint> at(CellLine line) {
        List<Breakpoint> found = List.of();
        for (Breakpoint each : all.getOrDefault(sources.pathOf(line.source()), List.of())) {
            if (each.line() == line.line() && each.problem() == null) {
                found = new ArrayList<>(found);
                found.add(each);
            }
        }
        return found;
    }

    boolean has(Breakpoint breakpoint) {
        return all.values().stream().anyMatch(each -> each.contains(breakpoint));
    }
}
