package org.triceras.kernel.server;

import java.util.List;
import org.triceras.keras.display.MimeBundle;
import org.triceras.kernel.session.Described;

/** Signatures and documentation as HTML, Markdown and plain text. */
final class Documents {
    private static final int MOST_DOCUMENTED = 6;

    private Documents() {}

    /** With {@code detail} 1 the source too, where it is known. */
    static MimeBundle bundle(List<Described> found, int detail) {
        StringBuilder text = new StringBuilder();
        StringBuilder markdown = new StringBuilder();
        StringBuilder html = new StringBuilder();
        int documented = 0;
        for (Described each : found) {
            text.append(each.signature()).append('\n');
            markdown.append("```java\n").append(each.signature()).append("\n```\n");
            html.append("<pre>").append(escape(each.signature())).append("</pre>");
            if (each.html() != null && !each.html().isBlank() && documented++ < MOST_DOCUMENTED) {
                text.append('\n').append(plain(each.html())).append("\n\n");
                markdown.append('\n').append(markdown(each.html())).append("\n\n");
                html.append("<div>").append(each.html()).append("</div>");
            }
            if (detail > 0 && each.source() != null && !each.source().isBlank()) {
                text.append(each.source()).append("\n\n");
                markdown.append("```java\n").append(each.source()).append("\n```\n");
                html.append("<pre>").append(escape(each.source())).append("</pre>");
            }
        }
        return MimeBundle.text(text.toString().stripTrailing())
                .with(MimeBundle.MARKDOWN, markdown.toString().stripTrailing())
                .with(MimeBundle.HTML, html.toString());
    }

    private static String markdown(String html) {
        String marked = html.replaceAll("<pre>\\s*(?:<code>)?", "\n```java\n")
                .replaceAll("(?:</code>)?\\s*</pre>", "\n```\n")
                .replaceAll("</?(?:code|tt)>", "`")
                .replaceAll("</?(?:b|strong)>", "**")
                .replaceAll("</?(?:i|em|var|cite)>", "*");
        return plain(marked);
    }

    private static String plain(String html) {
        return html.replaceAll("\\s*<li>\\s*", "\n- ")
                .replaceAll("\\s*</?(?:p|ul|ol|dl|table|blockquote|h\\d)>\\s*", "\n\n")
                .replaceAll("\\s*<(?:br|tr|dt|dd)>\\s*", "\n")
                .replaceAll("<[^>]+>", "")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&nbsp;", " ")
                .replace("&amp;", "&")
                .replaceAll("\n{3,}", "\n\n")
                .strip();
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
