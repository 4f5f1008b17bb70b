package org.triceras.kernel.client;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.kernel.client.Notebook.Cell;
import org.triceras.kernel.interactive.Colours;

/** Writes an executed notebook as one page that needs nothing else: text, code, outputs, and charts embedded. */
public final class HtmlExport {
    private static final String STYLE = """
            :root { color-scheme: light dark; --soft: #8883; }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem; font: 16px/1.5 system-ui, sans-serif; }
            pre { overflow-x: auto; margin: .5rem 0; font-size: .8125rem; }
            pre.code { background: var(--soft); padding: .7rem 1rem; border-radius: 6px; margin-top: 1.2rem; }
            .output { margin: .3rem 0 .3rem 1rem; overflow-x: auto; }
            .error { color: #c33; }
            img, svg { max-width: 100%; }
            table { border-collapse: collapse; }
            td, th { padding: .15rem .6rem; text-align: right; border-bottom: 1px solid var(--soft); }
            body > table td, body > table th { text-align: left; }""";

    private HtmlExport() {}

    public static void write(Notebook notebook, String title, Path file) {
        StringBuilder body = new StringBuilder();
        for (Cell cell : notebook.cells()) {
            if (cell.isMarkdown()) {
                body.append(Markdown.toHtml(cell.source()));
            } else if (cell.isCode()) {
                body.append("<pre class=\"code\">")
                        .append(escape(cell.source()))
                        .append("</pre>\n");
                cell.outputs().forEach(output -> body.append(output(output.getAsJsonObject())));
            }
        }
        String page = "<!doctype html>\n<html><head><meta charset=\"utf-8\"><title>" + escape(title)
                + "</title>\n<style>\n" + STYLE + "\n</style></head>\n<body>\n" + body + "</body></html>\n";
        AtomicFiles.write(file, out -> out.write(page.getBytes(StandardCharsets.UTF_8)));
    }

    private static String output(JsonObject output) {
        switch (output.get("output_type").getAsString()) {
            case "stream":
                return block("", output.get("text"));
            case "error":
                StringBuilder text = new StringBuilder();
                output.getAsJsonArray("traceback")
                        .forEach(line -> text.append(line.getAsString()).append('\n'));
                return "<pre class=\"output error\">" + escape(Colours.removed(text.toString())) + "</pre>\n";
            default:
                return rich(output.getAsJsonObject("data"));
        }
    }

    private static String rich(JsonObject data) {
        for (String type : List.of("text/html", "image/svg+xml")) {
            if (data.has(type)) {
                return "<div class=\"output\">" + Notebook.join(data.get(type)) + "</div>\n";
            }
        }
        for (String type : List.of("image/png", "image/jpeg")) {
            if (data.has(type)) {
                return "<div class=\"output\"><img src=\"data:" + type + ";base64,"
                        + Notebook.join(data.get(type)).replaceAll("\\s", "") + "\"></div>\n";
            }
        }
        if (data.has("text/markdown")) {
            return "<div class=\"output\">" + Markdown.toHtml(Notebook.join(data.get("text/markdown"))) + "</div>\n";
        }
        return data.has("text/plain") ? block("", data.get("text/plain")) : "";
    }

    private static String block(String kind, JsonElement text) {
        return "<pre class=\"output " + kind + "\">" + escape(Notebook.join(text)) + "</pre>\n";
    }

    static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
