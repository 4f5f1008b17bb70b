package org.triceras.kernel.history;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;

/**
 * Unpacks SQLite's native library once per version. The driver itself would do so in the folder for temporary files at every start,
 * and leave it there since a kernel ends without the JVM's clean-up.
 */
final class SqliteLibrary {
    private static final String PATH = "org.sqlite.lib.path";

    private SqliteLibrary() {}

    static void prepare() throws IOException {
        if (System.getProperty(PATH) != null) {
            return;
        }
        String name = LibraryLoaderUtil.getNativeLibName();
        String resource = LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name;
        Path folder = History.home().resolve("native").resolve("sqlite-" + SQLiteJDBCLoader.getVersion());
        Path library = folder.resolve(name);
        if (!Files.exists(library)) {
            try (InputStream in = SQLiteJDBCLoader.class.getResourceAsStream(resource)) {
                if (in == null) {
                    // The driver knows other places.
                    return;
                }
                Files.createDirectories(folder);
                Path part = Files.createTempFile(folder, name, ".part");
                Files.copy(in, part, StandardCopyOption.REPLACE_EXISTING);
                // Another kernel may do the same; both have the same bytes.
                Files.move(part, library, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        System.setProperty(PATH, folder.toString());
    }
}
