package org.triceras.charts;

import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Supplier;
import org.triceras.engine.error.ArgumentException;
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

    private final Supplier<String> vegaLite;

    Chart(String title, int width, int height, Painter painter) {
        this(title, width, height, painter, null);
    }

    /** @param vegaLite the same as a Vega-Lite specification, or null */
    Chart(String title, int width, int height, Painter painter, Supplier<String> vegaLite) {
        this.title = title;
        this.width = width;
        this.height = height;
        this.painter = painter;
        this.vegaLite = vegaLite;
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
        graphics.scale(DENSITY, DENSITY);
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        paint(graphics);
        return image;
    }

    /** The chart as an SVG document: sharp at any size, on a transparent background. */
    public String toSvg() {
        SvgDocument document = new SvgDocument(title, width, height);
        paint(new SvgGraphics(document));
        return document.toString();
    }

    /** The chart as a Vega-Lite 5 specification in JSON, or null for a kind of chart that has none. */
    public String toVegaLite() {
        return vegaLite == null ? null : vegaLite.get();
    }

    private void paint(Graphics2D graphics) {
        try {
            painter.paint(graphics);
        } catch (RuntimeException | Error e) {
            if (Fonts.areMissing()) {
                throw Fonts.missing(title, e);
            }
            throw e;
        } finally {
            graphics.dispose();
        }
    }

    /** Writes the chart to a .png or .svg file. */
    public void save(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".png")) {
            AtomicFiles.write(file, out -> out.write(Pictures.png(toImage())));
        } else if (name.endsWith(".svg")) {
            AtomicFiles.write(file, out -> out.write(toSvg().getBytes(StandardCharsets.UTF_8)));
        } else {
            throw new ArgumentException(
                    "Chart.save: expected a name that ends in .png or .svg. Received " + file + ".");
        }
    }

    @Override
    public MimeBundle toMimeBundle() {
        if (!Display.sink().takesPictures()) {
            Path file = ChartFiles.next(title, Fonts.areMissing() ? ".svg" : ".png");
            save(file);
            return MimeBundle.text(title + ": saved to " + file);
        }
        MimeBundle bundle = MimeBundle.text(title).with(MimeBundle.SVG, toSvg());
        return vegaLite == null ? bundle : bundle.with(VegaLite.MIME_TYPE, toVegaLite());
    }

    /** Shows the chart now, even in the middle of a cell. */
    public void show() {
        Display.show(this);
    }

    @Override
    public String toString() {
        return title;
    }
}
