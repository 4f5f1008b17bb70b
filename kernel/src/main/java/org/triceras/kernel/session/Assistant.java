package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import org.triceras.kernel.javadoc.Javadocs;
import org.triceras.kernel.magic.MagicParser;

/** Helps while code is being written: completion, documentation, and whether a piece of code is whole. */
public final class Assistant {
    private final JShell shell;
    private final CompileLock lock;
    private final MagicAssistant magics;
    private final Packages packages;
    private final Javadocs javadocs = new Javadocs();

    Assistant(JShell shell, Session session, CompileLock lock) {
        this.shell = shell;
        this.lock = lock;
        magics = new MagicAssistant(this, session);
        packages = new Packages(session.files());
    }

    /** What could stand at the cursor, from {@code start} on. */
    public record Completions(List<String> matches, int start, int end) {}

    public Completions complete(String code, int cursor) {
        // Who completes will soon ask what it means.
        javadocs.prepare();
        return lock.hold(
                () -> MagicParser.mayHaveMagics(code) ? magics.complete(code, cursor) : completeJava(code, cursor));
    }

    /** What kinds of things these are; with what is known of them. */
    public List<CompletionTypes.Typed> types(String code, Completions completions) {
        int before = completions.start() - 1;
        boolean isMember = before >= 0 && before < code.length() && code.charAt(before) == '.';
        return lock.hold(() -> new CompletionTypes(shell).of(completions.matches(), isMember));
    }

    Completions completeJava(String code, int cursor) {
        if (TextEnd.of(code.substring(0, cursor)).kind() != TextEnd.Kind.CODE) {
            // JShell would offer all that could stand there were it no text or comment.
            return new Completions(List.of(), cursor, cursor);
        }
        int[] anchor = new int[1];
        Snip snip = snipBefore(code, cursor);
        List<SourceCodeAnalysis.Suggestion> suggestions = shell.sourceCodeAnalysis()
                .completionSuggestions(snip.text(), snip.text().length(), anchor);
        Set<String> matches = new LinkedHashSet<>();
        suggestions.stream()
                .filter(SourceCodeAnalysis.Suggestion::matchesType)
                .forEach(s -> matches.add(s.continuation()));
        suggestions.forEach(s -> matches.add(s.continuation()));
        anchor[0] = packages.complete(snip.text(), anchor[0], matches);
        return new Completions(new ArrayList<>(matches), snip.start() + anchor[0], cursor);
    }

    /** The statement that the cursor stands in: what lies before it does not matter, and makes analysis slow. */
    private record Snip(String text, int start) {}

    private Snip snipBefore(String code, int cursor) {
        String before = code.substring(0, cursor);
        String rest = before;
        while (true) {
            var info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String remaining = info.remaining();
            if (!info.completeness().isComplete()
                    || remaining == null
                    || remaining.isBlank()
                    || remaining.length() >= rest.length()) {
                return new Snip(rest, before.length() - rest.length());
            }
            rest = remaining;
        }
    }

    /** Signatures and documentation of what stands at the cursor; empty when nothing is known. */
    public List<Described> documentation(String code, int cursor) {
        return lock.hold(() -> MagicParser.mayHaveMagics(code)
                ? magics.documentation(code, cursor)
                : documentationOfJava(code, cursor));
    }

    List<Described> documentationOfJava(String code, int cursor) {
        int at = Math.min(cursor, code.length());
        // With the cursor in or behind a name, ask as if a call began there.
        int end = at;
        while (end < code.length() && Character.isJavaIdentifierPart(code.charAt(end))) {
            end++;
        }
        Snip snip = snipBefore(code, end);
        List<Described> found = ask(snip.text());
        return found.isEmpty() ? ask(snip.text() + "(") : found;
    }

    private List<Described> ask(String code) {
        List<String> packages = shell.imports()
                .filter(i -> shell.status(i).isActive())
                .map(i -> i.fullname().substring(0, Math.max(0, i.fullname().lastIndexOf('.'))))
                .toList();
        // JShell's own search for comments knows the JDK's sources only, and is slow.
        return shell.sourceCodeAnalysis().documentation(code, code.length(), false).stream()
                .map(d -> {
                    Javadocs.Entry entry = javadocs.find(d.signature(), packages);
                    return entry == null
                            ? new Described(d.signature(), null, null)
                            : new Described(d.signature(), entry.html(), entry.source());
                })
                .toList();
    }

    /** Jupyter's word for how far a piece of code is: "complete", "incomplete" or "invalid". */
    public String completeness(String code) {
        return lock.hold(() -> MagicParser.mayHaveMagics(code) ? magics.completeness(code) : completenessOfJava(code));
    }

    String completenessOfJava(String code) {
        String rest = code;
        while (!rest.isBlank()) {
            var info = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            switch (info.completeness()) {
                case DEFINITELY_INCOMPLETE:
                case CONSIDERED_INCOMPLETE:
                    return "incomplete";
                case UNKNOWN:
                    return "invalid";
                case EMPTY:
                    return TextEnd.unclosedComment(rest) >= 0 ? "incomplete" : "complete";
                default:
                    boolean wrong = shell.sourceCodeAnalysis().sourceToSnippets(info.source()).stream()
                            .anyMatch(snippet -> snippet.kind() == Snippet.Kind.ERRONEOUS);
                    if (wrong && !Syntax.isValid(info.source())) {
                        return "invalid";
                    }
                    rest = info.remaining();
            }
        }
        return "complete";
    }
}
