package org.triceras.kernel.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import org.triceras.engine.error.DataException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.DisplaySink;
import org.triceras.keras.display.MimeBundle;

/** Text goes to the terminal; a picture, which a terminal cannot show, is saved beside it and its file named. */
public final class PictureSink implements DisplaySink {
    private static final Map<String, String> ENDINGS =
            Map.of("image/png", ".png", "image/svg+xml", ".svg", "image/jpeg", ".jpg", "image/gif", ".gif");

    private final DisplaySink text = Display.sink();
    private final Path folder;
    private int number;

    public PictureSink(Path folder) {
        this.folder = folder;
    }

    @Override
    public void show(MimeBundle bundle, String id) {
        text.show(bundle, id);
        if (id == null) {
            save(bundle);
        }
    }

    @Override
    public void update(MimeBundle bundle, String id) {
        text.update(bundle, id);
    }

    @Override
    public boolean isRich() {
        return false;
    }

    @Override
    public boolean takesPictures() {
        return true;
    }

    @Override
    public boolean isLive() {
        return text.isLive();
    }

    private void save(MimeBundle bundle) {
        for (String type : new String[] {"image/png", "image/svg+xml", "image/jpeg", "image/gif"}) {
            String data = bundle.data().get(type);
            if (data != null) {
                byte[] bytes = type.equals("image/svg+xml")
                        ? data.getBytes(StandardCharsets.UTF_8)
                        : Base64.getMimeDecoder().decode(data);
                Path file = free(ENDINGS.get(type));
                AtomicFiles.write(file, out -> out.write(bytes));
                System.out.println("picture saved: " + file.toAbsolutePath().normalize());
                return;
            }
        }
    }

    private Path free(String ending) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw new DataException(
                    "Cannot save pictures in " + folder.toAbsolutePath() + ": " + e.getMessage()
                            + ". Try another folder with --pictures DIR.",
                    e);
        }
        while (true) {
            number++;
            Path file = folder.resolve("picture-" + number + ending);
            if (!Files.exists(file)) {
                return file;
            }
        }
    }
}
