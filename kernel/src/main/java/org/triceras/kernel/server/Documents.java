package org.triceras.kernel.server;

import java.util.List;
import jdk.jshell.SourceCodeAnalysis.Documentation;
import org.triceras.keras.display.MimeBundle;

/** Signatures and Javadoc as text and as HTML. */
final class Documents {
    private Documents() {}

    static MimeBundle bundle(List<Documentation> found) {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder();
        for (Documentation each : found) {
            text.append(each.signature()).append('\n');
            html.append("<pre>").append(escape(each.signature())).append("</pre>");
            String javadoc = each.javadoc();
            if (javadoc != null && !javadoc.isBlank()) {
                text.append('\n').append(plain(javadoc)).append("\n\n");
                html.append("<div>").append(rich(javadoc)).append("</div>");
            }
        }
        return MimeBundle.text(text.toString().stripTrailing()).with(MimeBundle.HTML, html.toString());
    }

    /** Javadoc is HTML already, but for its tags in braces. */
    private static String rich(String javadoc) {
        return javadoc.replaceAll("\\{@(?:code|literal)\\s+([^}]*)}", "<code>$1</code>")
                .replaceAll("\\{@link(?:plain)?\\s+([^}\\s]*)(?:\\s+[^}]*)?}", "<code>$1</code>")
                .replaceAll("(?m)^\\s*@(param|return|throws|see|since)\\b", "<br><b>$1</b>");
    }

    private static String plain(String javadoc) {
        return javadoc.replaceAll("\\{@\\w+\\s+([^}]*)}", "$1")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&amp;", "&")
                .strip();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
