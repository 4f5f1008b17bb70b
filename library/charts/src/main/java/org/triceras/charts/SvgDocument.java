package org.triceras.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Area;
import java.awt.geom.PathIterator;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The text of an SVG picture as it grows. All shapes come in the document's coordinates. */
final class SvgDocument {
    /** Stands for the document's own name in ids until its content, and so its name, is known. */
    private static final String NAME = "\u0001";

    private final String title;
    private final int width;
    private final int height;
    private final StringBuilder body = new StringBuilder();
    private final Map<String, String> clips = new LinkedHashMap<>();

    SvgDocument(String title, int width, int height) {
        this.title = title;
        this.width = width;
        this.height = height;
    }

    void fill(Shape shape, Color color, Shape clip) {
        String path = path(shape);
        if (color.getAlpha() == 0 || path.isEmpty()) {
            return;
        }
        body.append("<path d=\"").append(path).append('"');
        paint("fill", color);
        clip(shape.getBounds2D(), 0, clip);
        body.append("/>\n");
    }

    void stroke(Shape shape, Color color, BasicStroke stroke, double scale, Shape clip) {
        String path = path(shape);
        if (color.getAlpha() == 0 || path.isEmpty()) {
            return;
        }
        body.append("<path d=\"").append(path).append("\" fill=\"none\"");
        paint("stroke", color);
        double lineWidth = Math.max(stroke.getLineWidth(), 0.5) * scale;
        body.append(" stroke-width=\"").append(number(lineWidth)).append('"');
        if (stroke.getEndCap() != BasicStroke.CAP_BUTT) {
            body.append(" stroke-linecap=\"")
                    .append(stroke.getEndCap() == BasicStroke.CAP_ROUND ? "round" : "square")
                    .append('"');
        }
        if (stroke.getLineJoin() != BasicStroke.JOIN_MITER) {
            body.append(" stroke-linejoin=\"")
                    .append(stroke.getLineJoin() == BasicStroke.JOIN_ROUND ? "round" : "bevel")
                    .append('"');
        }
        if (stroke.getDashArray() != null) {
            body.append(" stroke-dasharray=\"");
            for (float dash : stroke.getDashArray()) {
                body.append(number(dash * scale)).append(' ');
            }
            body.setLength(body.length() - 1);
            body.append('"');
        }
        clip(shape.getBounds2D(), lineWidth, clip);
        body.append("/>\n");
    }

    void image(BufferedImage image, int imageWidth, int imageHeight, AffineTransform at, boolean crisp, Shape clip) {
        Rectangle2D bounds = at.createTransformedShape(new Rectangle2D.Double(0, 0, imageWidth, imageHeight))
                .getBounds2D();
        // A clip on the element itself would be moved by its transform.
        body.append("<g");
        clip(bounds, 0, clip);
        body.append("><image preserveAspectRatio=\"none\" width=\"")
                .append(imageWidth)
                .append("\" height=\"")
                .append(imageHeight)
                .append("\" transform=\"matrix(")
                .append(matrix(at));
        body.append(crisp ? ")\" style=\"image-rendering:pixelated\"" : ")\"")
                .append(" xlink:href=\"data:image/png;base64,")
                .append(Base64.getEncoder().encodeToString(Pictures.png(image)))
                .append("\"/></g>\n");
    }

    /** Text that the reader's browser draws in a font of its own. */
    void text(String text, Font font, Color color, AffineTransform at, Shape clip) {
        body.append("<g");
        clip(
                at.createTransformedShape(new Rectangle2D.Double(0, -font.getSize(), 1, font.getSize()))
                        .getBounds2D(),
                0,
                clip);
        body.append("><text transform=\"matrix(")
                .append(matrix(at))
                .append(")\" font-family=\"sans-serif\" font-size=\"");
        body.append(number(font.getSize2D())).append('"');
        paint("fill", color);
        body.append(font.isBold() ? " font-weight=\"bold\">" : ">")
                .append(Html.escape(text))
                .append("</text></g>\n");
    }

    private static String matrix(AffineTransform at) {
        double[] matrix = new double[6];
        at.getMatrix(matrix);
        return Arrays.stream(matrix).mapToObj(SvgDocument::number).collect(Collectors.joining(" "));
    }

    private void paint(String attribute, Color color) {
        body.append(' ').append(attribute).append("=\"#");
        body.append(String.format("%06x", color.getRGB() & 0xffffff)).append('"');
        if (color.getAlpha() < 255) {
            body.append(' ').append(attribute).append("-opacity=\"");
            body.append(number(color.getAlpha() / 255.0)).append('"');
        }
    }

    /** Refers to a clip path when the clip cuts something off. */
    private void clip(Rectangle2D bounds, double margin, Shape clip) {
        if (clip == null) {
            return;
        }
        boolean whole = clip.contains(
                bounds.getX() - margin,
                bounds.getY() - margin,
                bounds.getWidth() + 2 * margin,
                bounds.getHeight() + 2 * margin);
        if (whole) {
            return;
        }
        String id = clips.computeIfAbsent(path(new Area(clip)), p -> NAME + "-" + clips.size());
        body.append(" clip-path=\"url(#").append(id).append(")\"");
    }

    private static String path(Shape shape) {
        StringBuilder path = new StringBuilder();
        double[] at = new double[6];
        for (PathIterator i = shape.getPathIterator(null); !i.isDone(); i.next()) {
            switch (i.currentSegment(at)) {
                case PathIterator.SEG_MOVETO -> points(path.append('M'), at, 2);
                case PathIterator.SEG_LINETO -> points(path.append('L'), at, 2);
                case PathIterator.SEG_QUADTO -> points(path.append('Q'), at, 4);
                case PathIterator.SEG_CUBICTO -> points(path.append('C'), at, 6);
                default -> path.append('Z');
            }
        }
        return path.toString();
    }

    private static void points(StringBuilder path, double[] at, int count) {
        for (int i = 0; i < count; i++) {
            String text = number(at[i]);
            path.append(i == 0 || text.startsWith("-") ? "" : " ").append(text);
        }
    }

    /** Hundredths are enough for what a screen or a printer shows. */
    private static String number(double value) {
        long hundredths = Math.round(value * 100);
        if (hundredths % 100 == 0) {
            return Long.toString(hundredths / 100);
        }
        String sign = hundredths < 0 ? "-" : "";
        long whole = Math.abs(hundredths) / 100;
        long rest = Math.abs(hundredths) % 100;
        String fraction = rest % 10 == 0 ? Long.toString(rest / 10) : (rest < 10 ? "0" : "") + rest;
        return sign + (whole == 0 ? "" : Long.toString(whole)) + '.' + fraction;
    }

    /** The document. The same drawing always gives the same text, so that a notebook that is run again does not change. */
    @Override
    public String toString() {
        StringBuilder svg = new StringBuilder("<svg xmlns=\"http://www.w3.org/2000/svg\""
                + " xmlns:xlink=\"http://www.w3.org/1999/xlink\" role=\"img\" width=\"");
        svg.append(width).append("\" height=\"").append(height).append("\" viewBox=\"0 0 ");
        svg.append(width).append(' ').append(height).append("\">\n<title>");
        svg.append(Html.escape(title)).append("</title>\n");
        clips.forEach((path, id) -> svg.append("<clipPath id=\"")
                .append(id)
                .append("\"><path d=\"")
                .append(path)
                .append("\"/></clipPath>\n"));
        // Several charts may stand inline in one page, so ids must differ between them.
        String name = "c" + Integer.toHexString(body.toString().hashCode());
        return svg.append(body).append("</svg>\n").toString().replace(NAME, name);
    }
}
