package org.triceras.charts;

import java.awt.AlphaComposite;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Composite;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.GraphicsConfiguration;
import java.awt.Image;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.Shape;
import java.awt.Stroke;
import java.awt.font.FontRenderContext;
import java.awt.font.GlyphVector;
import java.awt.geom.AffineTransform;
import java.awt.geom.Arc2D;
import java.awt.geom.Area;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.awt.geom.RoundRectangle2D;
import java.awt.image.BufferedImage;
import java.awt.image.BufferedImageOp;
import java.awt.image.ImageObserver;
import java.awt.image.RenderedImage;
import java.awt.image.renderable.RenderableImage;
import java.text.AttributedCharacterIterator;
import java.util.Map;

/**
 * Writes what is drawn as SVG. Text becomes outlines (when Java has fonts), so a chart looks the same whatever fonts the reader has, and no label is
 * cut off because another font is wider. Colours are plain; gradients and XOR mode are not supported, since no chart of ours uses them.
 */
final class SvgGraphics extends Graphics2D {
    private final SvgDocument document;
    private AffineTransform transform = new AffineTransform();
    private RenderingHints hints = new RenderingHints(null);
    /** In the document's coordinates; null for no clip. */
    private Shape clip;

    private Color color = Color.BLACK;
    private Color background = new Color(0, 0, 0, 0);
    private Stroke stroke = new BasicStroke(1);
    private Composite composite = AlphaComposite.SrcOver;
    private Font font = new Font(Font.SANS_SERIF, Font.PLAIN, 12);

    SvgGraphics(SvgDocument document) {
        this.document = document;
    }

    private SvgGraphics(SvgGraphics other) {
        document = other.document;
        transform = new AffineTransform(other.transform);
        hints = (RenderingHints) other.hints.clone();
        clip = other.clip;
        color = other.color;
        background = other.background;
        stroke = other.stroke;
        composite = other.composite;
        font = other.font;
    }

    @Override
    public Graphics create() {
        return new SvgGraphics(this);
    }

    @Override
    public void dispose() {}

    // ---- shapes ----

    @Override
    public void fill(Shape shape) {
        document.fill(transform.createTransformedShape(shape), visibleColor(), clip);
    }

    @Override
    public void draw(Shape shape) {
        if (stroke instanceof BasicStroke basic) {
            double scale = Math.sqrt(Math.abs(transform.getDeterminant()));
            document.stroke(transform.createTransformedShape(shape), visibleColor(), basic, scale, clip);
        } else {
            fill(stroke.createStrokedShape(shape));
        }
    }

    private Color visibleColor() {
        if (composite instanceof AlphaComposite alpha && alpha.getAlpha() < 1) {
            int a = Math.round(color.getAlpha() * alpha.getAlpha());
            return new Color(color.getRed(), color.getGreen(), color.getBlue(), a);
        }
        return color;
    }

    @Override
    public void drawLine(int x1, int y1, int x2, int y2) {
        draw(new Line2D.Double(x1, y1, x2, y2));
    }

    @Override
    public void fillRect(int x, int y, int width, int height) {
        fill(new Rectangle(x, y, width, height));
    }

    @Override
    public void clearRect(int x, int y, int width, int height) {
        Color before = color;
        color = background;
        fillRect(x, y, width, height);
        color = before;
    }

    @Override
    public void drawRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        draw(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void fillRoundRect(int x, int y, int width, int height, int arcWidth, int arcHeight) {
        fill(new RoundRectangle2D.Double(x, y, width, height, arcWidth, arcHeight));
    }

    @Override
    public void drawOval(int x, int y, int width, int height) {
        draw(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void fillOval(int x, int y, int width, int height) {
        fill(new Ellipse2D.Double(x, y, width, height));
    }

    @Override
    public void drawArc(int x, int y, int width, int height, int start, int extent) {
        draw(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.OPEN));
    }

    @Override
    public void fillArc(int x, int y, int width, int height, int start, int extent) {
        fill(new Arc2D.Double(x, y, width, height, start, extent, Arc2D.PIE));
    }

    @Override
    public void drawPolyline(int[] xs, int[] ys, int n) {
        draw(polygon(xs, ys, n, false));
    }

    @Override
    public void drawPolygon(int[] xs, int[] ys, int n) {
        draw(polygon(xs, ys, n, true));
    }

    @Override
    public void fillPolygon(int[] xs, int[] ys, int n) {
        fill(polygon(xs, ys, n, true));
    }

    private static Shape polygon(int[] xs, int[] ys, int n, boolean closed) {
        Path2D path = new Path2D.Double();
        for (int i = 0; i < n; i++) {
            if (i == 0) {
                path.moveTo(xs[i], ys[i]);
            } else {
                path.lineTo(xs[i], ys[i]);
            }
        }
        if (closed && n > 0) {
            path.closePath();
        }
        return path;
    }

    // ---- text ----

    @Override
    public void drawString(String text, int x, int y) {
        drawString(text, (float) x, (float) y);
    }

    @Override
    public void drawString(String text, float x, float y) {
        if (Fonts.keepText()) {
            AffineTransform at = new AffineTransform(transform);
            at.translate(x, y);
            document.text(text, font, visibleColor(), at, clip);
            return;
        }
        drawGlyphVector(font.createGlyphVector(getFontRenderContext(), text), x, y);
    }

    @Override
    public void drawString(AttributedCharacterIterator iterator, int x, int y) {
        drawString(iterator, (float) x, (float) y);
    }

    @Override
    public void drawString(AttributedCharacterIterator iterator, float x, float y) {
        drawGlyphVector(font.createGlyphVector(getFontRenderContext(), iterator), x, y);
    }

    @Override
    public void drawGlyphVector(GlyphVector glyphs, float x, float y) {
        fill(glyphs.getOutline(x, y));
    }

    @Override
    public Font getFont() {
        return font;
    }

    @Override
    public void setFont(Font newFont) {
        font = newFont == null ? font : newFont;
    }

    @Override
    public FontMetrics getFontMetrics(Font measured) {
        Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_ARGB).createGraphics();
        try {
            scratch.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
            return scratch.getFontMetrics(measured);
        } finally {
            scratch.dispose();
        }
    }

    @Override
    public FontRenderContext getFontRenderContext() {
        return new FontRenderContext(null, true, true);
    }

    // ---- pictures ----

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, ImageObserver observer) {
        AffineTransform placed = new AffineTransform(transform);
        placed.translate(x, y);
        boolean crisp =
                hints.get(RenderingHints.KEY_INTERPOLATION) == RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR;
        document.image(raster(image), width, height, placed, crisp, clip);
        return true;
    }

    private static BufferedImage raster(Image image) {
        if (image instanceof BufferedImage buffered) {
            return buffered;
        }
        BufferedImage copy =
                new BufferedImage(image.getWidth(null), image.getHeight(null), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawImage(image, 0, 0, null);
        graphics.dispose();
        return copy;
    }

    @Override
    public boolean drawImage(Image image, int x, int y, ImageObserver observer) {
        return drawImage(image, x, y, image.getWidth(observer), image.getHeight(observer), observer);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, Color behind, ImageObserver observer) {
        return drawImage(image, x, y, image.getWidth(observer), image.getHeight(observer), behind, observer);
    }

    @Override
    public boolean drawImage(Image image, int x, int y, int width, int height, Color behind, ImageObserver observer) {
        Color before = color;
        color = behind;
        fillRect(x, y, width, height);
        color = before;
        return drawImage(image, x, y, width, height, observer);
    }

    @Override
    public boolean drawImage(
            Image image,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            ImageObserver observer) {
        BufferedImage part = raster(image)
                .getSubimage(Math.min(sx1, sx2), Math.min(sy1, sy2), Math.abs(sx2 - sx1), Math.abs(sy2 - sy1));
        return drawImage(
                part, Math.min(dx1, dx2), Math.min(dy1, dy2), Math.abs(dx2 - dx1), Math.abs(dy2 - dy1), observer);
    }

    @Override
    public boolean drawImage(
            Image image,
            int dx1,
            int dy1,
            int dx2,
            int dy2,
            int sx1,
            int sy1,
            int sx2,
            int sy2,
            Color behind,
            ImageObserver observer) {
        return drawImage(image, dx1, dy1, dx2, dy2, sx1, sy1, sx2, sy2, observer);
    }

    @Override
    public boolean drawImage(Image image, AffineTransform placing, ImageObserver observer) {
        AffineTransform before = getTransform();
        transform(placing);
        boolean done = drawImage(image, 0, 0, observer);
        transform = before;
        return done;
    }

    @Override
    public void drawImage(BufferedImage image, BufferedImageOp operation, int x, int y) {
        drawImage(operation == null ? image : operation.filter(image, null), x, y, null);
    }

    @Override
    public void drawRenderedImage(RenderedImage image, AffineTransform placing) {
        BufferedImage copy = new BufferedImage(image.getWidth(), image.getHeight(), BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = copy.createGraphics();
        graphics.drawRenderedImage(image, new AffineTransform());
        graphics.dispose();
        drawImage(copy, placing, null);
    }

    @Override
    public void drawRenderableImage(RenderableImage image, AffineTransform placing) {
        drawRenderedImage(image.createDefaultRendering(), placing);
    }

    // ---- clip ----

    @Override
    public void clip(Shape shape) {
        if (shape == null) {
            clip = null;
            return;
        }
        Shape added = transform.createTransformedShape(shape);
        if (clip == null) {
            clip = added;
        } else {
            Area both = new Area(clip);
            both.intersect(new Area(added));
            clip = both;
        }
    }

    @Override
    public void clipRect(int x, int y, int width, int height) {
        clip(new Rectangle(x, y, width, height));
    }

    @Override
    public void setClip(int x, int y, int width, int height) {
        setClip(new Rectangle(x, y, width, height));
    }

    @Override
    public void setClip(Shape shape) {
        clip = shape == null ? null : transform.createTransformedShape(shape);
    }

    @Override
    public Shape getClip() {
        return clip == null ? null : inverse().createTransformedShape(clip);
    }

    @Override
    public Rectangle getClipBounds() {
        return clip == null ? null : getClip().getBounds();
    }

    private AffineTransform inverse() {
        AffineTransform inverse = new AffineTransform(transform);
        try {
            inverse.invert();
        } catch (java.awt.geom.NoninvertibleTransformException e) {
            return new AffineTransform();
        }
        return inverse;
    }

    @Override
    public boolean hit(Rectangle area, Shape shape, boolean onStroke) {
        Shape drawn = onStroke ? stroke.createStrokedShape(shape) : shape;
        Rectangle2D bounds = area;
        return transform.createTransformedShape(drawn).intersects(bounds);
    }

    // ---- state ----

    @Override
    public void setPaint(Paint paint) {
        if (paint instanceof Color plain) {
            color = plain;
        }
    }

    @Override
    public Paint getPaint() {
        return color;
    }

    @Override
    public void setColor(Color newColor) {
        color = newColor == null ? color : newColor;
    }

    @Override
    public Color getColor() {
        return color;
    }

    @Override
    public void setBackground(Color newColor) {
        background = newColor;
    }

    @Override
    public Color getBackground() {
        return background;
    }

    @Override
    public void setStroke(Stroke newStroke) {
        stroke = newStroke;
    }

    @Override
    public Stroke getStroke() {
        return stroke;
    }

    @Override
    public void setComposite(Composite newComposite) {
        composite = newComposite;
    }

    @Override
    public Composite getComposite() {
        return composite;
    }

    @Override
    public void setPaintMode() {
        composite = AlphaComposite.SrcOver;
    }

    @Override
    public void setXORMode(Color other) {}

    @Override
    public void setRenderingHint(RenderingHints.Key key, Object value) {
        if (value == null) {
            hints.remove(key);
        } else {
            hints.put(key, value);
        }
    }

    @Override
    public Object getRenderingHint(RenderingHints.Key key) {
        return hints.get(key);
    }

    @Override
    public void setRenderingHints(Map<?, ?> newHints) {
        hints.clear();
        hints.putAll(newHints);
    }

    @Override
    public void addRenderingHints(Map<?, ?> newHints) {
        hints.putAll(newHints);
    }

    @Override
    public RenderingHints getRenderingHints() {
        return (RenderingHints) hints.clone();
    }

    @Override
    public GraphicsConfiguration getDeviceConfiguration() {
        return null;
    }

    @Override
    public void copyArea(int x, int y, int width, int height, int dx, int dy) {
        throw new UnsupportedOperationException("copyArea: a vector picture has no pixels to copy.");
    }

    // ---- transform ----

    @Override
    public void translate(int x, int y) {
        transform.translate(x, y);
    }

    @Override
    public void translate(double x, double y) {
        transform.translate(x, y);
    }

    @Override
    public void rotate(double angle) {
        transform.rotate(angle);
    }

    @Override
    public void rotate(double angle, double x, double y) {
        transform.rotate(angle, x, y);
    }

    @Override
    public void scale(double x, double y) {
        transform.scale(x, y);
    }

    @Override
    public void shear(double x, double y) {
        transform.shear(x, y);
    }

    @Override
    public void transform(AffineTransform added) {
        transform.concatenate(added);
    }

    @Override
    public void setTransform(AffineTransform newTransform) {
        transform = new AffineTransform(newTransform);
    }

    @Override
    public AffineTransform getTransform() {
        return new AffineTransform(transform);
    }
}
