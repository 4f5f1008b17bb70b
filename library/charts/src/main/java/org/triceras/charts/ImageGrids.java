package org.triceras.charts;

import java.awt.Graphics2D;
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
    private static final int SINGLE = 168;
    private static final int GAP = 8;
    private static final int CAPTION = 18;
    private static final int COLUMNS = 10;

    private ImageGrids() {}

    static Chart of(Tensor images, List<String> captions) {
        return of(images, captions, "");
    }

    /** @param footer a line below all pictures, or empty */
    static Chart of(Tensor images, List<String> captions, String footer) {
        if ((images.rank() != 3 && images.rank() != 4) || images.size() == 0) {
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
        String title = (count == 1 ? "1 picture" : count + " pictures") + (footer.isEmpty() ? "" : ": " + footer);
        return grid(title, pictures, captions, footer, cellFor(captions));
    }

    /** One picture, enlarged when it is small. */
    static Chart single(Tensor image, String footer) {
        BufferedImage picture = Images.toImage(image);
        int cell = Math.max(SINGLE, Math.min(640, Math.max(picture.getWidth(), picture.getHeight())));
        return grid(footer, List.of(picture), null, footer, cell);
    }

    /** Long captions make the cells wider, up to a size from which on they are cut. */
    private static int cellFor(List<String> captions) {
        int longest = captions == null
                ? 0
                : captions.stream().mapToInt(String::length).max().orElse(0);
        return Math.max(CELL, Math.min(2 * SINGLE, 8 * longest));
    }

    private static Chart grid(
            String title, List<BufferedImage> pictures, List<String> captions, String footer, int cell) {
        int most = Math.max(1, COLUMNS * (CELL + GAP) / (cell + GAP));
        int columns = Math.max(1, Math.min(most, pictures.size()));
        int rows = (pictures.size() + columns - 1) / columns;
        int rowHeight = cell + (captions == null ? 0 : CAPTION) + GAP;
        int width = Math.max(columns * (cell + GAP) + GAP, 8 * footer.length() + 2 * GAP);
        int height = rows * rowHeight + GAP + (footer.isEmpty() ? 0 : CAPTION);
        return new Chart(title, width, height, graphics -> {
            for (int i = 0; i < pictures.size(); i++) {
                int x = GAP + i % columns * (cell + GAP);
                int y = GAP + i / columns * rowHeight;
                draw(graphics, pictures.get(i), x, y, cell);
                if (captions != null) {
                    graphics.setColor(Theme.TEXT);
                    String caption = Fonts.fitted(captions.get(i), Theme.FONT, cell, graphics);
                    Panel.centred(graphics, caption, Theme.FONT, x + cell / 2.0, y + cell + CAPTION - 4);
                }
            }
            if (!footer.isEmpty()) {
                graphics.setColor(Theme.TEXT);
                Panel.text(graphics, footer, Theme.FONT, GAP, height - 6);
            }
        });
    }

    /** In the middle of a square. Small pictures are enlarged to crisp squares, large ones are shrunk smoothly. */
    private static void draw(Graphics2D graphics, BufferedImage picture, int x, int y, int cell) {
        int longer = Math.max(picture.getWidth(), picture.getHeight());
        graphics.setRenderingHint(
                RenderingHints.KEY_INTERPOLATION,
                longer <= 2 * cell
                        ? RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR
                        : RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        double scale = (double) cell / longer;
        int width = (int) Math.max(1, Math.round(picture.getWidth() * scale));
        int height = (int) Math.max(1, Math.round(picture.getHeight() * scale));
        graphics.drawImage(picture, x + (cell - width) / 2, y + (cell - height) / 2, width, height, null);
    }
}
