package org.triceras.kernel.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;

/** Finds the line of a cell that a line of a compiled class was made from: JShell puts a class around each snippet. */
final class SnippetLines {
    private final JShell shell;
    private final Map<String, SnippetPlace> places;

    SnippetLines(JShell shell, Map<String, SnippetPlace> places) {
        this.shell = shell;
        this.places = places;
    }

    /**
     * The place in a cell; empty when the line is JShell's own.
     *
     * @param running where the snippet stands that is being evaluated, as JShell tells of it only afterwards
     */
    Optional<CellLine> find(String className, int line, SnippetPlace running) {
        List<Snippet> snippets = shell.snippets().toList();
        for (int i = snippets.size() - 1; i >= 0; i--) {
            Snippet snippet = snippets.get(i);
            if (snippet.kind() == Snippet.Kind.ERRONEOUS || snippet.kind() == Snippet.Kind.IMPORT) {
                continue;
            }
            SnippetWrapper wrapper = shell.sourceCodeAnalysis().wrapper(snippet);
            String name = wrapper == null ? null : wrapper.fullClassName();
            if (name != null && (className.equals(name) || className.startsWith(name + "$"))) {
                SnippetPlace place = places.getOrDefault(snippet.id(), running);
                return place == null ? Optional.empty() : locate(wrapper, line, snippet.source(), place);
            }
        }
        return Optional.empty();
    }

    private static Optional<CellLine> locate(SnippetWrapper wrapper, int line, String source, SnippetPlace place) {
        String wrapped = wrapper.wrapped();
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = wrapped.indexOf('\n', start) + 1;
            if (start == 0) {
                return Optional.empty();
            }
        }
        int end = wrapped.indexOf('\n', start);
        end = end < 0 ? wrapped.length() : end;
        // The first character of the line that comes from the snippet. A declared variable's name stands in several
        // places.
        for (int at = start; at < end; at++) {
            int position = wrapper.wrappedToSourcePosition(at);
            boolean isInside = position >= 0 && position < source.length();
            if (isInside
                    && (wrapper.sourceToWrappedPosition(position) == at
                            || position > 0 && wrapped.charAt(at) == source.charAt(position))) {
                int lines = (int) source.substring(0, position)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
                return Optional.of(
                        new CellLine(place.cell().name(), place.cell().source(), place.line() + lines));
            }
        }
        return Optional.empty();
    }
}
