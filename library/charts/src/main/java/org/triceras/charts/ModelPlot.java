package org.triceras.charts;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.geom.Path2D;
import java.awt.geom.RoundRectangle2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.triceras.engine.tensor.Shape;
import org.triceras.keras.layers.InputLayer;
import org.triceras.keras.layers.Layer;
import org.triceras.keras.models.Model;
import org.triceras.keras.models.ModelStructure;
import org.triceras.keras.models.ModelStructure.Arrow;
import org.triceras.keras.models.ModelStructure.Part;

/** A model as boxes and arrows, as Keras's plot_model draws it. */
final class ModelPlot {
    private static final int MARGIN = 10;
    private static final int PADDING = 10;
    private static final int LINE = 16;
    private static final int BETWEEN = 34;
    private static final int ROUND = 10;
    private static final double HEAD = 6;
    private static final int AROUND = 40;
    private static final Font NAME = Theme.FONT.deriveFont(Font.BOLD);
    private static final Font MORE = Theme.FONT.deriveFont(11f);
    private static final Color FILL = new Color(0x00, 0x72, 0xB2, 0x14);
    private static final Color ENDS = new Color(0x00, 0x9E, 0x73, 0x24);

    private final PlotOptions options = new PlotOptions();
    private final ModelStructure structure;
    private final List<List<String>> texts = new ArrayList<>();
    private final double[] widths;
    private final double[] heights;
    private final LayeredLayout layout;
    private final double[] rankAt;
    private final double[] depths;
    private final double length;

    private ModelPlot(Model model, Consumer<PlotOptions> choose) {
        choose.accept(options);
        structure = ModelStructure.of(model);
        int n = structure.parts().size();
        widths = new double[n];
        heights = new double[n];
        for (int i = 0; i < n; i++) {
            List<String> lines = lines(structure.parts().get(i));
            texts.add(lines);
            for (int k = 0; k < lines.size(); k++) {
                // By the number of letters: the exact width needs a font, which a server may lack.
                double letter = k == 0 ? 7.4 : 6.3;
                widths[i] =
                        Math.max(widths[i], 2 * PADDING + letter * lines.get(k).length());
            }
            heights[i] = LINE * lines.size() + PADDING;
        }
        int[][] arrows = structure.arrows().stream()
                .filter(Arrow::isForward)
                .map(a -> new int[] {a.from(), a.to()})
                .toArray(int[][]::new);
        layout = new LayeredLayout(options.isLeftToRight ? heights : widths, arrows);
        depths = new double[layout.ranks()];
        for (int i = 0; i < n; i++) {
            int rank = layout.rankOf(i);
            depths[rank] = Math.max(depths[rank], options.isLeftToRight ? widths[i] : heights[i]);
        }
        rankAt = new double[depths.length];
        double at = 0;
        for (int rank = 0; rank < depths.length; rank++) {
            rankAt[rank] = at + depths[rank] / 2;
            at += depths[rank] + BETWEEN;
        }
        length = at - BETWEEN;
    }

    static Chart of(Model model, Consumer<PlotOptions> choose) {
        ModelPlot plot = new ModelPlot(model, choose);
        boolean hasBack = plot.structure.arrows().stream().anyMatch(a -> !a.isForward());
        int across = (int) Math.ceil(plot.layout.width()) + 2 * MARGIN + (hasBack ? AROUND : 0);
        int along = (int) Math.ceil(plot.length) + 2 * MARGIN;
        boolean isTurned = plot.options.isLeftToRight;
        return new Chart("Model " + model.name(), isTurned ? along : across, isTurned ? across : along, plot::paint);
    }

    private List<String> lines(Part part) {
        List<String> lines = new ArrayList<>();
        Layer layer = part.layer();
        boolean isNamed = options.showLayerNames && layer != null;
        lines.add(isNamed ? part.name() : part.type());
        if (isNamed) {
            lines.add(part.type());
        }
        if (options.showLayerActivations && layer != null && activationOf(layer) != null) {
            lines.add("activation: " + activationOf(layer));
        }
        if (options.showShapes && !part.outputs().isEmpty()) {
            String out = shapes(part.outputs());
            lines.add(
                    layer instanceof InputLayer || part.inputs().isEmpty() ? out : shapes(part.inputs()) + " → " + out);
        }
        if (options.showDtype && layer != null) {
            lines.add("dtype: " + layer.dtype());
        }
        if (options.showTrainable && layer != null && !layer.weights().isEmpty()) {
            lines.add(layer.isTrainable() ? "trainable" : "not trainable");
        }
        return lines;
    }

    private static Object activationOf(Layer layer) {
        Map<String, Object> config = layer.getConfig();
        Object activation = config.get("activation");
        return activation instanceof String ? activation : null;
    }

    private static String shapes(List<Shape> shapes) {
        return shapes.stream()
                .map(shape -> Arrays.stream(shape.dims())
                        .mapToObj(d -> d == Shape.UNKNOWN ? "None" : String.valueOf(d))
                        .collect(Collectors.joining(", ", "(", ")")))
                .collect(Collectors.joining(", "));
    }

    private void paint(Graphics2D graphics) {
        graphics.translate(MARGIN, MARGIN);
        graphics.setStroke(new BasicStroke(1.2f));
        graphics.setColor(Theme.TEXT);
        int forward = 0;
        for (Arrow arrow : structure.arrows()) {
            if (arrow.isForward()) {
                arrow(graphics, arrow, forward++);
            } else {
                back(graphics, arrow);
            }
        }
        for (int i = 0; i < texts.size(); i++) {
            box(graphics, i);
        }
    }

    private void box(Graphics2D graphics, int i) {
        double along = rankAt[layout.rankOf(i)];
        double x = (options.isLeftToRight ? along : layout.centreOf(i)) - widths[i] / 2;
        double y = (options.isLeftToRight ? layout.centreOf(i) : along) - heights[i] / 2;
        RoundRectangle2D frame = new RoundRectangle2D.Double(x, y, widths[i], heights[i], ROUND, ROUND);
        boolean isEnd = structure.parts().get(i).layer() instanceof InputLayer
                || structure.arrows().stream().noneMatch(a -> a.from() == i);
        graphics.setColor(isEnd ? ENDS : FILL);
        graphics.fill(frame);
        graphics.setColor(Theme.TEXT);
        graphics.draw(frame);
        List<String> lines = texts.get(i);
        for (int k = 0; k < lines.size(); k++) {
            double baseline = y + PADDING / 2.0 + LINE * (k + 1) - 4;
            Panel.centred(graphics, lines.get(k), k == 0 ? NAME : MORE, x + widths[i] / 2, baseline);
        }
    }

    /** A curve from edge to edge, by way of its bends. */
    private void arrow(Graphics2D graphics, Arrow arrow, int number) {
        int from = arrow.from();
        int to = arrow.to();
        double[] sizes = options.isLeftToRight ? widths : heights;
        double[] bends = layout.bendsOf(number);
        List<double[]> points = new ArrayList<>();
        points.add(new double[] {layout.centreOf(from), rankAt[layout.rankOf(from)] + sizes[from] / 2});
        for (int k = 0; k < bends.length; k++) {
            // Straight past the boxes of a rank, curved only between ranks.
            int rank = layout.rankOf(from) + 1 + k;
            points.add(new double[] {bends[k], rankAt[rank] - depths[rank] / 2});
            points.add(new double[] {bends[k], rankAt[rank] + depths[rank] / 2});
        }
        double end = rankAt[layout.rankOf(to)] - sizes[to] / 2;
        points.add(new double[] {layout.centreOf(to), end - HEAD});
        Path2D line = new Path2D.Double();
        move(line, points.get(0));
        for (int k = 1; k < points.size(); k++) {
            double[] a = points.get(k - 1);
            double[] b = points.get(k);
            double middle = (a[1] + b[1]) / 2;
            curve(line, new double[] {a[0], middle}, new double[] {b[0], middle}, b);
        }
        graphics.draw(line);
        Path2D head = new Path2D.Double();
        double x = layout.centreOf(to);
        move(head, new double[] {x - HEAD * 0.6, end - HEAD});
        line(head, new double[] {x + HEAD * 0.6, end - HEAD});
        line(head, new double[] {x, end});
        head.closePath();
        graphics.fill(head);
    }

    /** A layer that is called again on what came after it: a curve beside the boxes. */
    private void back(Graphics2D graphics, Arrow arrow) {
        double[] sizes = options.isLeftToRight ? heights : widths;
        double[] depth = options.isLeftToRight ? widths : heights;
        double[] start = {layout.centreOf(arrow.from()) + sizes[arrow.from()] / 2, rankAt[layout.rankOf(arrow.from())]};
        double[] end = {layout.centreOf(arrow.to()) + sizes[arrow.to()] / 2, rankAt[layout.rankOf(arrow.to())]};
        // Onto itself it begins below where it ends.
        start[1] += depth[arrow.from()] / 4;
        end[1] -= depth[arrow.to()] / 4;
        double side = Math.max(start[0], end[0]) + AROUND;
        Path2D line = new Path2D.Double();
        move(line, start);
        curve(line, new double[] {side, start[1]}, new double[] {side, end[1]}, new double[] {end[0] + HEAD, end[1]});
        graphics.draw(line);
        Path2D head = new Path2D.Double();
        move(head, new double[] {end[0] + HEAD, end[1] - HEAD * 0.6});
        line(head, new double[] {end[0] + HEAD, end[1] + HEAD * 0.6});
        line(head, end);
        head.closePath();
        graphics.fill(head);
    }

    private void move(Path2D path, double[] p) {
        path.moveTo(x(p), y(p));
    }

    private void line(Path2D path, double[] p) {
        path.lineTo(x(p), y(p));
    }

    private void curve(Path2D path, double[] a, double[] b, double[] to) {
        path.curveTo(x(a), y(a), x(b), y(b), x(to), y(to));
    }

    /** A point has its place across the ranks, then along them. */
    private double x(double[] p) {
        return options.isLeftToRight ? p[1] : p[0];
    }

    private double y(double[] p) {
        return options.isLeftToRight ? p[0] : p[1];
    }
}
