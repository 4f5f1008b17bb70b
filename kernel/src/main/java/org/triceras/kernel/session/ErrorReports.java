package org.triceras.kernel.session;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jshell.DeclarationSnippet;
import jdk.jshell.Diag;
import jdk.jshell.Snippet;
import org.triceras.kernel.magic.MagicCode;

/** Turns failures into what a person needs: what went wrong, and the line of their own code where it did. */
final class ErrorReports {
    /** Of longer ones a part is shown. */
    private static final int LONG_LINE = 300;

    private static final String RUN_INTERRUPTED = "org.triceras.keras.models.RunInterrupted";

    private ErrorReports() {}

    static CellError interrupted(Cell cell) {
        return interrupted(cell, "The cell was interrupted. What it had computed so far is kept.");
    }

    /** What the code threw on the way out may say where it was: fit names the epoch. */
    static CellError interrupted(Cell cell, String exception, String message) {
        return message != null && exception.equals(RUN_INTERRUPTED) ? interrupted(cell, message) : interrupted(cell);
    }

    private static CellError interrupted(Cell cell, String message) {
        return new CellError(
                "KeyboardInterrupt", message, List.of(Ansi.bold("Interrupted") + " " + cell.name() + ". " + message));
    }

    /** The compiler's own stack was not enough. */
    static CellError tooDeep(Cell cell) {
        return refused(
                cell,
                "the code is nested too deeply for the compiler. Split long expressions into several statements.");
    }

    /** The compiler's heap was not enough. */
    static CellError tooLarge(Cell cell) {
        return refused(
                cell,
                "the memory did not suffice to compile this. Let go of large variables (name = null; always works), split the code, or start the kernel with a larger -Xmx.");
    }

    /** @param at where it begins in the cell */
    static CellError unclosedComment(Cell cell, int at) {
        String message = "unclosed comment. What begins with /* ends with */, and nothing does that here.";
        List<String> lines = new ArrayList<>(List.of(title(cell) + message));
        lines.addAll(marked(cell, at, at + "/*".length()));
        return new CellError("CompileError", message, lines);
    }

    private static CellError refused(Cell cell, String message) {
        return new CellError("CompileError", message, List.of(title(cell) + message));
    }

    /** A magic that failed: its message, and the line it stands on. */
    static CellError magic(Cell cell, Throwable failure, int offset) {
        String name = failure.getClass().getSimpleName();
        String said = Thrown.message(failure);
        String message = said == null ? failure.getClass().getName() : said;
        int line = cell.lineOf(offset);
        return new CellError(
                name,
                message,
                List.of(
                        Ansi.bold(name) + ": " + message,
                        "    at " + cell.name() + ", line " + line,
                        Ansi.green("-->") + String.format(" %4d | %s", line, cell.line(line))));
    }

    /** A snippet that does not compile: each message with the line and the place in it marked. */
    static CellError rejected(Suggestions known, List<Problem> problems, Piece piece) {
        Cell cell = piece.cell();
        int base = piece.base();
        MagicCode code = piece.code();
        String snippet = piece.text();
        CompileMessages messages = new CompileMessages(known);
        // What is wrong with the text around the user's follows from what is wrong with theirs.
        List<Problem> theirs = problems.stream()
                .filter(p -> base + p.start() >= code.offset()
                        && base + p.position() <= code.offset() + code.text().length())
                .toList();
        List<String> lines = new ArrayList<>();
        Set<String> said = new HashSet<>();
        String first = null;
        for (Problem problem : theirs.isEmpty() ? problems : theirs) {
            String message = messages.explain(problem, snippet) + hintForMagic(cell, base, problem);
            first = first == null ? message : first;
            // The same unknown class twice in a line is one mistake.
            if (said.add(message)) {
                lines.add(title(cell) + message);
                if (problem.hasPlace()) {
                    lines.addAll(marked(cell, base, problem, snippet));
                }
            }
        }
        if (first == null) {
            first = "the code is not complete or not valid Java";
            lines.add(title(cell) + first);
        }
        return new CellError("CompileError", first, lines);
    }

    /** What is wrong with a snippet that JShell has rejected. */
    static List<Problem> problems(Suggestions known, Snippet snippet) {
        return known.shell()
                .diagnostics(snippet)
                .filter(Diag::isError)
                .map(Problem::of)
                .toList();
    }

    private static String title(Cell cell) {
        return Ansi.bold("Compile error") + " in " + cell.name() + ": ";
    }

    private static String hintForMagic(Cell cell, int base, Problem problem) {
        int at = base + problem.position();
        boolean percent = problem.hasPlace()
                && at >= 0
                && cell.source().startsWith("%", at)
                && cell.line(cell.lineOf(at)).strip().matches("%%?[a-zA-Z].*");
        return percent ? ". A magic stands at the start of a line outside of blocks and brackets." : "";
    }

    private static List<String> marked(Cell cell, int base, Problem problem, String snippet) {
        int at = problem.position();
        // Of "nope.Name" the package is wrong, and javac names the dot behind it.
        if (problem.start() < at && CompileMessages.isOfPackage(problem)) {
            return marked(cell, base + problem.start(), base + at);
        }
        // Of "text.lenght" the name is wrong, not the dot.
        if (at < snippet.length() - 1 && snippet.charAt(at) == '.' && problem.end() > at + 1) {
            at++;
            while (at < snippet.length() - 1 && Character.isWhitespace(snippet.charAt(at))) {
                at++;
            }
        }
        return marked(cell, base + at, base + problem.end());
    }

    private static List<String> marked(Cell cell, int from, int to) {
        int line = cell.lineOf(from);
        int column = cell.columnOf(from);
        String text = cell.line(line);
        int left = text.length() <= LONG_LINE ? 0 : Math.max(0, column - LONG_LINE / 2);
        text = text.substring(left, Math.min(text.length(), left + LONG_LINE));
        column -= left;
        int length = Math.max(1, Math.min(to - from, text.length() - column));
        String gutter = String.format("%4d | ", line);
        // Tabs stay tabs, so that the marks stand below the text however wide a tab is.
        String before =
                text.substring(0, Math.max(0, Math.min(column, text.length()))).replaceAll("[^\\t]", " ");
        return List.of(gutter + text, " ".repeat(gutter.length()) + before + Ansi.red("^".repeat(length)));
    }

    /** A declaration that needs something that is not declared. */
    static CellError undeclared(Suggestions known, DeclarationSnippet snippet, Piece piece) {
        Cell cell = piece.cell();
        int base = piece.base();
        if (known.shell().unresolvedDependencies(snippet).findAny().isEmpty()) {
            return rejected(known, problems(known, snippet), piece);
        }
        List<String> lines = new ArrayList<>();
        String first = null;
        for (String each : known.shell().unresolvedDependencies(snippet).toList()) {
            String message = missing(known, each, "");
            first = first == null ? message : first;
            lines.add(title(cell) + message);
            Matcher name = word(nameOf(each)).matcher(TextEnd.onlyCode(snippet.source()));
            if (name.find()) {
                lines.addAll(marked(cell, base + name.start(), base + name.end()));
            }
        }
        return new CellError("CompileError", first == null ? "not declared" : first, lines);
    }

    /**
     * What is said of a method or class that was accepted but cannot be used yet.
     *
     * @param place where it stands, or null when that is not known
     */
    static String notYet(Suggestions known, DeclarationSnippet snippet, SnippetPlace place) {
        return "Note: " + snippet.name() + " cannot be used yet" + reasons(known, snippet, place);
    }

    /** With a colon before. */
    private static String reasons(Suggestions known, DeclarationSnippet snippet, SnippetPlace place) {
        StringBuilder text = new StringBuilder();
        String before = ": ";
        for (String each : known.shell().unresolvedDependencies(snippet).toList()) {
            int at = offset(each, place);
            String where = at < 0 ? "" : " (line " + place.cell().lineOf(at) + ")";
            text.append(before).append(missing(known, each, where));
            before = " Also, ";
        }
        if (before.equals(": ")) {
            // Nothing is missing: the compiler has given up.
            known.shell()
                    .diagnostics(snippet)
                    .filter(Diag::isError)
                    .findFirst()
                    .ifPresent(
                            diag -> text.append(": ").append(CompileMessages.clean(diag.getMessage(Locale.ENGLISH))));
        }
        return text.toString();
    }

    /** Where a declaration that begins at a place mentions what it lacks; -1 when that is not known. */
    private static int offset(String dependency, SnippetPlace place) {
        if (place == null) {
            return -1;
        }
        String source = place.cell().source();
        Matcher name = word(nameOf(dependency)).matcher(TextEnd.onlyCode(source));
        int begin = 0;
        for (int line = 1; line < place.line(); line++) {
            begin = source.indexOf('\n', begin) + 1;
        }
        return name.find(begin) ? name.start() : -1;
    }

    private static Pattern word(String name) {
        return Pattern.compile("\\b" + Pattern.quote(name) + "\\b");
    }

    /** What is said of variables whose values are gone. */
    static String emptied(List<String> variables) {
        return "Note: " + String.join(", ", variables)
                + (variables.size() == 1 ? " has lost its value" : " have lost their values")
                + ": a class was declared anew, and objects of the old one do not fit. Run the cell that made them again.";
    }

    /**
     * Says that something is not there.
     *
     * @param dependency as JShell says it: "variable x", "class Y", "method f(int)"
     * @param where with a blank before, or empty
     */
    private static String missing(Suggestions known, String dependency, String where) {
        int blank = dependency.indexOf(' ');
        String kind = dependency.substring(0, Math.max(0, blank));
        return "there is no " + dependency + where + "." + known.forName(kind, nameOf(dependency));
    }

    private static String nameOf(String dependency) {
        return dependency.substring(dependency.indexOf(' ') + 1).replaceAll("[(<].*", "");
    }

    /** A declaration was used that waits for another. @param place where it stands, or null when that is not known */
    static CellError unresolved(Suggestions known, DeclarationSnippet snippet, SnippetPlace place, Cell cell) {
        String message = snippet.name() + " cannot be used" + reasons(known, snippet, null);
        List<String> lines = new ArrayList<>();
        lines.add(Ansi.bold("Unresolved reference") + " in " + cell.name() + ": " + message);
        for (String each : known.shell().unresolvedDependencies(snippet).toList()) {
            int at = offset(each, place);
            if (at >= 0) {
                lines.add("    at " + place.cell().name() + ", line "
                        + place.cell().lineOf(at) + ", in " + snippet.name());
                lines.addAll(marked(place.cell(), at, at + nameOf(each).length()));
            }
        }
        return new CellError("UnresolvedReference", message, lines);
    }

    /** An exception: its message, the user's lines, and the frames that are not the shell's or the engine's. */
    static CellError thrown(Thrown thrown, Function<StackTraceElement, Optional<CellLine>> places) {
        String message = thrown.message() == null ? "" : CompileMessages.clean(thrown.message());
        return new CellError(Traceback.simpleName(thrown.className()), message, Traceback.of(thrown, places));
    }
}
