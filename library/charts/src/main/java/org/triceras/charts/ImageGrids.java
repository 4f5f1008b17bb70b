package org.triceras.charts;

import java.awt.FontMetrics;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import org.triceras.data.Images;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** Many small pictures in rows, each with a caption below. */
final class ImageGrids {
    private static final int CELL = 72;
    private static final int GAP = 8;
    private static final int CAPTION = 18;
    private static final int COLUMNS = 10;

    private ImageGrids() {}

    static Chart of(Tensor images, List<String> captions) {
        if (images.rank() != 3 && images.rank() != 4) {
            throw new ShapeException(
                    "imageGrid: expected pictures of shape (count, height, width) or (count, height, width, channels)."
                            + " Received " + images.shape() + ". Try reshape.");
        }
        int count = images.shape().dim(0);
        if (captions != null && captions.size() != count) {
            throw new ShapeException(
                    "imageGrid: expected " + count + " captions, one per picture. Received " + captions.size() + ".");
        }
        List<BufferedImage> pictures = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            pictures.add(Images.toImage(images.at(i)));
        }
        int columns = Math.max(1, Math.min(COLUMNS, count));
        int rows = (count + columns - 1) / columns;
        int caption = captions == null ? 0 : CAPTION;
        int width = columns * (CELL + GAP) + GAP;
        int height = rows * (CELL + caption + GAP) + GAP;
        return new Chart(count + " pictures", width, height, graphics -> {
            // Small pictures are enlarged to crisp squares, large ones are shrunk smoothly.
            graphics.setRenderingHint(
                    RenderingHints.KEY_INTERPOLATION,
                    images.shape().dim(1) <= CELL * 2
                            ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                            : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.setFont(Theme.FONT);
            graphics.setColor(Theme.TEXT);
            FontMetrics metrics = graphics.getFontMetrics();
            for (int i = 0; i < pictures.size(); i++) {
                int x = GAP + i % columns * (CELL + GAP);
                int y = GAP + i / columns * (CELL + caption + GAP);
                BufferedImage picture = pictures.get(i);
                double scale = (double) CELL / Math.max(picture.getWidth(), picture.getHeight());
                int w = (int) Math.round(picture.getWidth() * scale);
                int h = (int) Math.round(picture.getHeight() * scale);
                graphics.drawImage(picture, x + (CELL - w) / 2, y + (CELL - h) / 2, w, h, null);
                if (captions != null) {
                    String text = captions.get(i);
                    graphics.drawString(text, x + (CELL - metrics.stringWidth(text)) / 2, y + CELL + CAPTION - 5);
                }
            }
        });
    }
}
