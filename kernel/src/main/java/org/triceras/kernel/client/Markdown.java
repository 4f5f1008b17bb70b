package org.triceras.kernel.client;

import java.util.ArrayList;
import java.util.List;

/** The part of Markdown that notebooks' text cells use: headings, paragraphs, lists, tables, code, emphasis, links. */
final class Markdown {
    private Markdown() {}

    static String toHtml(String markdown) {
        StringBuilder html = new StringBuilder();
        List<String> paragraph = new ArrayList<>();
        List<String> lines = markdown.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("```")) {
                flush(paragraph, html);
                StringBuilder code = new StringBuilder();
                while (++i < lines.size() && !lines.get(i).startsWith("```")) {
                    code.append(lines.get(i)).append('\n');
                }
                html.append("<pre class=\"code\">")
                        .append(HtmlExport.escape(code.toString()))
                        .append("</pre>\n");
            } else if (line.matches("#{1,6} .*")) {
                flush(paragraph, html);
                int level = line.indexOf(' ');
                html.append("<h")
                        .append(level)
                        .append('>')
                        .append(inline(line.substring(level + 1)))
                        .append("</h")
                        .append(level)
                        .append(">\n");
            } else if (line.matches("\\s*([-*]|\\d+\\.) .*")) {
                flush(paragraph, html);
                boolean ordered = line.strip().matches("\\d.*");
                html.append(ordered ? "<ol>" : "<ul>");
                while (i < lines.size() && lines.get(i).matches("\\s*([-*]|\\d+\\.) .*")) {
                    html.append("<li>")
                            .append(inline(lines.get(i++).strip().replaceFirst("([-*]|\\d+\\.) ", "")))
                            .append("</li>");
                }
                i--;
                html.append(ordered ? "</ol>\n" : "</ul>\n");
            } else if (line.startsWith("|")) {
                flush(paragraph, html);
                html.append("<table>");
                while (i < lines.size() && lines.get(i).startsWith("|")) {
                    String row = lines.get(i++).strip();
                    if (!row.matches("[|\\s:-]+")) {
                        html.append("<tr>");
                        for (String cell : row.substring(1, row.endsWith("|") ? row.length() - 1 : row.length())
                                .split("\\|", -1)) {
                            html.append("<td>").append(inline(cell.strip())).append("</td>");
                        }
                        html.append("</tr>");
                    }
                }
                i--;
                html.append("</table>\n");
            } else if (line.isBlank()) {
                flush(paragraph, html);
            } else {
                paragraph.add(line);
            }
        }
        flush(paragraph, html);
        return html.toString();
    }

    private static void flush(List<String> paragraph, StringBuilder html) {
        if (!paragraph.isEmpty()) {
            html.append("<p>").append(inline(String.join(" ", paragraph))).append("</p>\n");
            paragraph.clear();
        }
    }

    private static String inline(String text) {
        return HtmlExport.escape(text)
                .replaceAll("`([^`]+)`", "<code>$1</code>")
                .replaceAll("\\*\\*([^*]+)\\*\\*", "<strong>$1</strong>")
                .replaceAll("\\*([^*]+)\\*", "<em>$1</em>")
                .replaceAll("\\[([^\\]]+)\\]\\(([^)\\s]+)\\)", "<a href=\"$2\">$1</a>");
    }
}
