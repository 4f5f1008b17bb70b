package org.triceras.charts;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.StateException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.Displayable;
import org.triceras.keras.display.MimeBundle;

/** A picture that shows itself in a notebook. In a terminal it is saved, and its path is printed. */
public final class Chart implements Displayable {
    /** Pixels per unit: charts stay sharp on dense screens. */
    private static final int DENSITY = 2;

    private final String title;
    private final int width;
    private final int height;
    private final Painter painter;

    /** Draws the chart into an area of the chart's size. */
    @FunctionalInterface
    interface Painter {
        void paint(Graphics2D graphics);
    }

    Chart(String title, int width, int height, Painter painter) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.painter = painter;
    }

    public int width() {
        return width;
    }

    public int height() {
        return height;
    }

    /** The chart as pixels, on a transparent background, two for each unit of its size. */
    public BufferedImage toImage() {
        BufferedImage image = new BufferedImage(width * DENSITY, height * DENSITY, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.scale(DENSITY, DENSITY);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            painter.paint(graphics);
        } catch (NullPointerException | InternalError | NoClassDefFoundError e) {
            // What the JDK does when it finds no fonts at all.
            throw new StateException(
                    "This chart cannot be drawn: Java found no fonts. Install fontconfig and a font, for example with "
                            + "apt install fontconfig fonts-dejavu-core.",
                    e);
        } finally {
            graphics.dispose();
        }
        return image;
    }

    private byte[] toPng() {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageIO.write(toImage(), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The chart as an SVG document of its size, holding the sharp picture. */
    public String toSvg() {
        String data = Base64.getEncoder().encodeToString(toPng());
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" width=\"" + width
                + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + " " + height + "\"><title>"
                + Html.escape(title)
                + "</title><image width=\"" + width + "\" height=\"" + height + "\" xlink:href=\"data:image/png;base64,"
                + data
                + "\"/></svg>";
    }

    /** Writes the chart to a .png or .svg file. */
    public void save(Path file) {
        String name = file.toString();
        if (name.endsWith(".png")) {
            AtomicFiles.write(file, out -> out.write(toPng()));
        } else if (name.endsWith(".svg")) {
            AtomicFiles.write(file, out -> out.write(toSvg().getBytes(StandardCharsets.UTF_8)));
        } else {
            throw new ArgumentException(
                    "Chart.save: expected a name that ends in .png or .svg. Received " + file + ".");
        }
    }

    @Override
    public MimeBundle toMimeBundle() {
        if (Display.sink().isRich()) {
            return MimeBundle.text(title).with(MimeBundle.SVG, toSvg());
        }
        try {
            Path file = Files.createTempFile("triceras-chart-", ".png");
            save(file);
            return MimeBundle.text(title + ": saved to " + file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return title;
    }
}
