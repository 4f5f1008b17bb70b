package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis.CompletionInfo;

/**
 * Declares the classes of a sealed one before it where the session imports others of these names. JShell would take those, which are no part of the
 * group, and refuse the sealed class; names that it does not know at all it waits for.
 */
final class SealedGroups {
    private final JShell shell;
    private final KeptVariables variables;
    private final NeededImports imports;
    private final CellPlaces places;

    SealedGroups(JShell shell, KeptVariables variables, NeededImports imports, CellPlaces places) {
        this.shell = shell;
        this.variables = variables;
        this.imports = imports;
        this.places = places;
    }

    /**
     * Declares, without anything that has to do with sealing, a sealed class that is about to be declared and those of what follows that belong to it. All
     * of them are then to be declared as they are written.
     *
     * @param piece what is about to be declared
     * @param rest what follows it in its cell
     */
    void prepare(Piece piece, String rest) {
        if (!piece.text().contains("permits")) {
            return;
        }
        Optional<DeclaredType> sealed = DeclaredType.of(piece.text());
        if (sealed.isEmpty() || sealed.get().permits().isEmpty()) {
            return;
        }
        Set<String> names = new HashSet<>(sealed.get().permits());
        names.add(sealed.get().name());
        Map<Piece, DeclaredType> group = new LinkedHashMap<>(Map.of(piece, sealed.get()));
        for (Piece each : pieces(rest, piece)) {
            Optional<DeclaredType> type = DeclaredType.of(each.text());
            if (type.isPresent() && names.contains(type.get().name())) {
                names.addAll(type.get().permits());
                group.put(each, type.get());
            }
        }
        if (names.stream().anyMatch(this::isOnlyImported)) {
            group.forEach(this::declareBare);
        }
    }

    private boolean isOnlyImported(String name) {
        return imports.mayImport(name)
                && shell.types()
                        .noneMatch(type ->
                                type.name().equals(name) && shell.status(type).isActive());
    }

    private List<Piece> pieces(String text, Piece before) {
        List<Piece> pieces = new ArrayList<>();
        int end = before.code().offset() + before.code().text().length();
        String rest = text;
        while (!rest.isBlank()) {
            CompletionInfo info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            if (!info.completeness().isComplete() || info.source() == null) {
                break;
            }
            String snippet = info.source().stripLeading();
            int start = end - rest.stripLeading().length();
            pieces.add(new Piece(before.cell(), snippet, start, start, before.code()));
            rest = info.remaining();
        }
        return pieces;
    }

    /** What is wrong with it shows when it is declared as it is written. */
    private void declareBare(Piece piece, DeclaredType type) {
        variables.evaluate(RecordForm.of(type.bare()).text()).stream()
                .filter(event -> event.causeSnippet() == null && event.status() != Snippet.Status.REJECTED)
                .forEach(event -> places.put(event.snippet(), piece.place()));
        imports.change();
    }
}
