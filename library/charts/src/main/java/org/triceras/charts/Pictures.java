package org.triceras.charts;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import javax.imageio.ImageIO;

/** Pixels as PNG. */
final class Pictures {
    private Pictures() {}

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
