package org.triceras.charts.render;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.triceras.charts.Audio;
import org.triceras.charts.Html;
import org.triceras.charts.Video;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/** A path with what lies there: a picture, sound or film as itself, a folder's entries, else size and time. */
final class PathView {
    private static final int MOST_ENTRIES = 100;
    private static final long LARGEST_PICTURE = 10 << 20;
    private static final Map<String, String> PICTURES = Map.of(
            "png",
            MimeBundle.PNG,
            "jpg",
            "image/jpeg",
            "jpeg",
            "image/jpeg",
            "gif",
            "image/gif",
            "svg",
            MimeBundle.SVG);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private PathView() {}

    static MimeBundle bundle(Path path) {
        try {
            if (!Files.exists(path)) {
                return MimeBundle.text(path + "  (nothing there)");
            }
            return Files.isDirectory(path) ? folder(path) : file(path);
        } catch (IOException | UncheckedIOException | SecurityException e) {
            return MimeBundle.text(path + "  (cannot be read: " + e.getMessage() + ")");
        }
    }

    private static MimeBundle file(Path path) throws IOException {
        long size = Files.size(path);
        MimeBundle text = MimeBundle.text(path + "  (" + bytes(size) + ", " + time(path) + ")");
        String ending = ending(path);
        String picture = PICTURES.get(ending);
        if (picture == null || size > LARGEST_PICTURE || !Display.sink().isRich()) {
            if (Display.sink().isRich() && Audio.isKnown(ending) && size <= Audio.LARGEST) {
                return text.with(MimeBundle.HTML, Audio.of(path).html());
            } else if (Display.sink().isRich() && Video.isKnown(ending) && size <= Video.LARGEST) {
                return text.with(MimeBundle.HTML, Video.of(path).html());
            }
            return text;
        }
        String base64 = Base64.getEncoder().encodeToString(Files.readAllBytes(path));
        // A drawing from somewhere may hold scripts, which do not run within an image.
        return picture.equals(MimeBundle.SVG)
                ? text.with(MimeBundle.HTML, "<img src=\"data:" + picture + ";base64," + base64 + "\">")
                : text.with(picture, base64);
    }

    private static MimeBundle folder(Path folder) throws IOException {
        List<Path> entries;
        try (Stream<Path> all = Files.list(folder)) {
            entries = all.sorted().toList();
        }
        StringBuilder text = new StringBuilder(folder + "  (folder, " + entries.size() + " entries)");
        StringBuilder html = new StringBuilder("<table><tr><th>name</th><th>size</th><th>changed</th></tr>");
        for (Path entry : entries.subList(0, Math.min(entries.size(), MOST_ENTRIES))) {
            boolean isFolder = Files.isDirectory(entry);
            String name = entry.getFileName() + (isFolder ? "/" : "");
            String size = isFolder || !Files.exists(entry) ? "" : bytes(Files.size(entry));
            text.append("\n  ").append(name).append(size.isEmpty() ? "" : "  " + size);
            html.append("<tr><td style=\"text-align:left\">").append(Html.escape(name));
            html.append("</td><td>")
                    .append(size)
                    .append("</td><td>")
                    .append(time(entry))
                    .append("</td></tr>");
        }
        if (entries.size() > MOST_ENTRIES) {
            text.append("\n  ...");
        }
        html.append("</table><p><small>").append(Html.escape(folder.toString())).append(": ");
        html.append(entries.size()).append(" entries</small></p>");
        return MimeBundle.html(text.toString(), html.toString());
    }

    private static String ending(Path path) {
        String name = path.getFileName() == null ? "" : path.getFileName().toString();
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String time(Path path) throws IOException {
        return Files.exists(path)
                ? TIME.format(Files.getLastModifiedTime(path).toInstant().atZone(ZoneId.systemDefault()))
                : "";
    }

    private static String bytes(long size) {
        double rest = size;
        String[] units = {"bytes", "kB", "MB", "GB", "TB"};
        int unit = 0;
        while (rest >= 1000 && unit < units.length - 1) {
            rest /= 1000;
            unit++;
        }
        return String.format(Locale.ROOT, unit == 0 || rest >= 100 ? "%.0f %s" : "%.1f %s", rest, units[unit]);
    }
}
