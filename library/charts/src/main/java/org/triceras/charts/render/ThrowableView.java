package org.triceras.charts.render;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.triceras.charts.Html;
import org.triceras.keras.display.Frames;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.PlainText;

/** A failure as a value: what and why, with the stack folded away. */
final class ThrowableView {
    private static final int MOST_FRAMES = 30;
    private static final int MOST_OF_A_MESSAGE = 2000;

    private ThrowableView() {}

    static MimeBundle bundle(Throwable failure) {
        StringBuilder text = new StringBuilder();
        StringBuilder html = new StringBuilder("<div>");
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        String before = "";
        for (Throwable each = failure; each != null && seen.add(each); each = each.getCause()) {
            String message = PlainText.of(each, MOST_OF_A_MESSAGE);
            String frames = frames(each);
            text.append(before).append(message).append('\n').append(frames);
            html.append("<details><summary>").append(before).append("<b>").append(Html.escape(message));
            html.append("</b></summary><pre>").append(Html.escape(frames)).append("</pre></details>");
            before = "Caused by: ";
        }
        return MimeBundle.html(
                text.toString().stripTrailing(), html.append("</div>").toString());
    }

    private static String frames(Throwable failure) {
        List<String> stack = Frames.of(failure);
        StringBuilder text = new StringBuilder();
        for (String each : stack.subList(0, Math.min(stack.size(), MOST_FRAMES))) {
            text.append(each).append('\n');
        }
        if (stack.size() > MOST_FRAMES) {
            text.append("    ... ").append(stack.size() - MOST_FRAMES).append(" more\n");
        }
        return text.toString();
    }
}
