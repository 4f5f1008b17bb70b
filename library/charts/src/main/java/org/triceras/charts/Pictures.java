package org.triceras.charts;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.triceras.keras.display.MimeBundle;

/** Pixels as PNG. */
public final class Pictures {
    private Pictures() {}

    /** The picture in its own size. */
    public static MimeBundle bundle(BufferedImage image) {
        MimeBundle text = MimeBundle.text("picture of " + image.getWidth() + " x " + image.getHeight());
        return text.with(MimeBundle.PNG, Base64.getEncoder().encodeToString(png(image)));
    }

    static byte[] png(BufferedImage image) {
        // Without this ImageIO writes a temporary file for every picture.
        ImageIO.setUseCache(false);
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(image, "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
