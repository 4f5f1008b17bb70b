package org.triceras.kernel.debug;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import org.triceras.engine.error.ArgumentException;

/** What the compiler says of an expression, in one line and without what was put around it. */
final class ExpressionErrors {
    private static final Pattern INTERNAL =
            Pattern.compile("(?:REPL\\.)?\\$(?:JShell\\$\\d+[A-Za-z]*|Expression\\$\\d+)(?:[.$]|\\b)");
    private static final Pattern QUALIFIED = Pattern.compile("\\b(?:[a-z_]\\w*\\.)+(?=[A-Z])");
    private static final Pattern SYMBOL = Pattern.compile("symbol:\\s+(\\w+) (.*)");
    private static final Pattern OWNER = Pattern.compile("location:\\s+(?:\\w+ )?(.+)");

    private ExpressionErrors() {}

    /** @throws ArgumentException when there is an error */
    static void check(DiagnosticCollector<?> problems, String text) {
        for (Diagnostic<?> each : problems.getDiagnostics()) {
            if (each.getKind() == Diagnostic.Kind.ERROR) {
                throw new ArgumentException("cannot evaluate " + text + ": " + explain(each));
            }
        }
    }

    private static String explain(Diagnostic<?> problem) {
        List<String> lines = clean(problem.getMessage(Locale.ENGLISH))
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.get(0).equals("cannot find symbol")) {
            Matcher symbol = SYMBOL.matcher(lines.get(1));
            if (symbol.matches()) {
                Matcher owner = OWNER.matcher(lines.size() > 2 ? lines.get(2) : "");
                // Nothing is left of the class around the expression.
                boolean isHere = !owner.matches() || owner.group(1).equals("class");
                String place = isHere ? " here" : " in " + owner.group(1);
                return "there is no " + symbol.group(1) + " " + symbol.group(2) + place + ".";
            }
        }
        String all = String.join("; ", lines).replace(";; ", "; ").replaceAll("\\s{2,}", " ");
        return all.endsWith(".") ? all : all + ".";
    }

    private static String clean(String message) {
        String withoutNames = INTERNAL.matcher(message).replaceAll("").replace(ExpressionText.THIS, "this");
        return QUALIFIED.matcher(withoutNames).replaceAll("");
    }
}
