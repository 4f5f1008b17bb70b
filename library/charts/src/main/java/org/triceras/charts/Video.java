package org.triceras.charts;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** A film with a player, in the notebook itself: {@code Video.of(Path.of("run.mp4"))}. */
public final class Video extends Player {
    /** Bytes of the largest file that is put into a notebook. */
    public static final long LARGEST = 50L << 20;

    private static final Map<String, String> TYPES =
            new TreeMap<>(Map.of("mp4", "video/mp4", "webm", "video/webm", "ogv", "video/ogg"));

    private Video(String name, String source) {
        super("video", name, source);
    }

    /** The film in a file: .mp4, .webm or .ogv. */
    public static Video of(Path file) {
        return new Video(file.getFileName().toString(), Media.load("Video.of", file, TYPES, LARGEST));
    }

    /** A file's bytes of a type such as "video/mp4". */
    public static Video of(byte[] bytes, String mimeType) {
        return new Video(bytes.length + " bytes of " + mimeType, Media.data(mimeType, bytes));
    }

    /** A film at an address, which the browser fetches. */
    public static Video url(String address) {
        return new Video(address, address);
    }

    /** Whether a browser plays files that end so. */
    public static boolean isKnown(String ending) {
        return TYPES.containsKey(ending);
    }

    @Override
    public String html() {
        return player("style=\"max-width:100%\" ");
    }
}
