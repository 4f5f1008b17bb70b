package org.triceras.engine.io;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.ThreadLocalRandom;
import org.triceras.engine.error.DataException;

/** Writes files so that nothing is lost: to a temporary name beside the target first, then moved into place. */
public final class AtomicFiles {
    private AtomicFiles() {}

    /** What fills the file. */
    @FunctionalInterface
    public interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    /** What fills a file that a library wants to open by name. */
    @FunctionalInterface
    public interface PathContent {
        void writeTo(Path temporary) throws IOException;
    }

    public static void write(Path file, Content content) {
        writePath(file, temporary -> {
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(temporary), 1 << 16)) {
                content.writeTo(out);
            }
        });
    }

    /** @throws DataException that names the file, and the folder if that is the reason; never the temporary name */
    public static void writePath(Path file, PathContent content) {
        Path target = file.toAbsolutePath();
        requirePlace(file, target, true);
        Path temporary = null;
        try {
            temporary = create(target);
            content.writeTo(temporary);
            move(temporary, target);
        } catch (IOException e) {
            delete(temporary);
            throw unwritten(file, target, temporary, e);
        } catch (RuntimeException e) {
            delete(temporary);
            throw e;
        }
    }

    /** @throws DataException that says so when the file's folder is missing, or when a folder has its name */
    public static void requirePlace(Path file) {
        requirePlace(file, file.toAbsolutePath(), true);
    }

    /**
     * Finds out whether a file that a person has named could be written, before work that would be lost if not; what is there stays as it is.
     *
     * @throws DataException as writing would
     */
    public static void requireWritable(Path file) {
        Path target = file.toAbsolutePath();
        requirePlace(file, target, false);
        try {
            delete(create(target));
        } catch (IOException e) {
            throw unwritten(file, target, null, e);
        }
    }

    private static DataException unwritten(Path file, Path target, Path temporary, IOException e) {
        return new DataException(
                "Cannot write " + file + ": " + reason(e, target, temporary)
                        + ". Expected a folder that may be written to, with room on its disk.",
                e);
    }

    private static void requirePlace(Path file, Path target, boolean isNamedByCode) {
        Path folder = target.getParent();
        if (folder == null || Files.isDirectory(target)) {
            throw new DataException("Cannot write " + file + ": it is a folder. Expected the name of a file, such as "
                    + target.resolve("file") + ".");
        }
        if (Files.isDirectory(folder)) {
            return;
        }
        Path given = file.getParent() == null ? folder : file.getParent();
        throw new DataException("Cannot write " + file + ": "
                + (Files.exists(folder) ? folder + " is a file, not a folder" : "there is no folder " + folder)
                + ". Expected an existing folder."
                + (Files.exists(folder) || !isNamedByCode
                        ? ""
                        : " Try Files.createDirectories(Path.of(\""
                                + given.toString().replace('\\', '/') + "\")) before."));
    }

    /** Why a file cannot be written; an exception of a file says no more than its name, unless it has a reason. */
    public static String reason(IOException e) {
        if (e instanceof AccessDeniedException) {
            return "permission denied";
        }
        return e instanceof FileSystemException failed && failed.getReason() != null
                ? failed.getReason()
                : e.toString();
    }

    private static String reason(IOException e, Path target, Path temporary) {
        if (e instanceof AccessDeniedException) {
            return reason(e) + " in the folder " + target.getParent();
        }
        // The temporary name would only mislead.
        return temporary == null ? reason(e) : reason(e).replace(temporary.toString(), target.toString());
    }

    /** Not createTempFile: its files are for the owner only, and so the finished file would be. */
    private static Path create(Path target) throws IOException {
        String random = Long.toHexString(ThreadLocalRandom.current().nextLong());
        return Files.createFile(target.resolveSibling("." + target.getFileName() + "." + random + ".tmp"));
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void delete(Path temporary) {
        if (temporary != null) {
            try {
                Files.deleteIfExists(temporary);
            } catch (IOException e) {
                System.getLogger(AtomicFiles.class.getName())
                        .log(System.Logger.Level.DEBUG, "left behind: " + temporary, e);
            }
        }
    }
}
