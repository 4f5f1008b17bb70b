package org.triceras.data;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;

/**
 * A file from the network that is kept in the cache folder ({@code TRICERAS_HOME} or {@code ~/.triceras}, below {@code datasets}). It is
 * written to a temporary name, checked, and only then moved into place, so a file in the cache is whole.
 */
public final class Download {
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final long REPORT_EVERY = 1 << 20;

    private final Path target;
    private List<URI> addresses = List.of();
    private String sha256;

    private Download(Path target) {
        this.target = target;
    }

    /** A download to a place in the cache folder, such as {@code "fashion-mnist/train.gz"}. */
    public static Download to(String relative) {
        return new Download(cacheFolder().resolve(relative));
    }

    /** A download to any place. */
    public static Download to(Path target) {
        return new Download(target);
    }

    /** Where downloads are kept. */
    public static Path cacheFolder() {
        String home = System.getProperty("triceras.home", System.getenv("TRICERAS_HOME"));
        Path base =
                home == null || home.isBlank() ? Path.of(System.getProperty("user.home"), ".triceras") : Path.of(home);
        return base.resolve("datasets");
    }

    /** Addresses that hold the same file, tried in order. */
    public Download from(List<URI> mirrors) {
        addresses = List.copyOf(mirrors);
        return this;
    }

    public Download from(String address) {
        return from(List.of(URI.create(address)));
    }

    /** The hash that the file must have, in hexadecimal. */
    public Download sha256(String hash) {
        sha256 = hash.toLowerCase(Locale.ROOT);
        return this;
    }

    /** The local file; fetched when it is not there yet. */
    public Path fetch() {
        if (Files.isRegularFile(target)) {
            checkExisting();
            return target;
        }
        try {
            Files.createDirectories(target.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw new DataException("Cannot make the folder " + target.getParent() + ": " + e.getMessage(), e);
        }
        List<String> failures = new ArrayList<>();
        for (URI address : addresses) {
            try {
                AtomicFiles.writePath(target, temporary -> fetch(address, temporary));
                return target;
            } catch (DataException e) {
                Throwable cause = e.getCause() == null ? e : e.getCause();
                failures.add(address + " (" + reason(cause) + ")");
            }
        }
        throw new DataException("Could not download " + target.getFileName() + ". Tried " + String.join(", ", failures)
                + ". Without a network, load the file elsewhere and put it at " + target.toAbsolutePath() + ".");
    }

    /** Somebody may have put the file there by hand, cut short or of another version. */
    private void checkExisting() {
        if (sha256 == null) {
            return;
        }
        try (InputStream in = new DigestInputStream(Files.newInputStream(target), sha256Digest())) {
            in.transferTo(OutputStream.nullOutputStream());
            check(HexFormat.of()
                    .formatHex(((DigestInputStream) in).getMessageDigest().digest()));
        } catch (IOException e) {
            throw new DataException(
                    target.toAbsolutePath() + " cannot be used: " + reason(e)
                            + ". Delete it, and it will be downloaded again.",
                    e);
        }
    }

    private static String reason(Throwable cause) {
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }

    private void fetch(URI address, Path temporary) throws IOException {
        HttpClient client = HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(HttpClient.Redirect.NORMAL)
                .build();
        try {
            HttpResponse<InputStream> response = client.send(
                    HttpRequest.newBuilder(address).timeout(ANSWER).build(), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                if (response.statusCode() != 200) {
                    throw new IOException("status " + response.statusCode());
                }
                long size =
                        response.headers().firstValueAsLong("content-length").orElse(-1);
                check(copy(body, temporary, size));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Copies and shows progress; returns the content's hash. */
    private String copy(InputStream body, Path temporary, long size) throws IOException {
        String id = UUID.randomUUID().toString();
        try (DigestInputStream in = new DigestInputStream(body, sha256Digest());
                var out = Files.newOutputStream(temporary)) {
            Display.sink().show(progress(0, size), id);
            byte[] buffer = new byte[1 << 16];
            long done = 0;
            long reported = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                out.write(buffer, 0, n);
                done += n;
                if (done - reported >= REPORT_EVERY) {
                    reported = done;
                    Display.sink().update(progress(done, size), id);
                }
            }
            Display.sink().update(progress(done, done), id);
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        }
    }

    private MimeBundle progress(long done, long size) {
        String of = size > 0 ? String.format(Locale.ROOT, " of %.1f MB", size / 1e6) : "";
        String end = done == size ? "\n" : "";
        return MimeBundle.text(
                String.format(Locale.ROOT, "%s: %.1f MB%s%s", target.getFileName(), done / 1e6, of, end));
    }

    private void check(String hash) throws IOException {
        if (sha256 != null && !sha256.equals(hash)) {
            throw new IOException("its SHA-256 is " + hash + ", expected " + sha256);
        }
    }

    private static MessageDigest sha256Digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every JDK has SHA-256", e);
        }
    }
}
