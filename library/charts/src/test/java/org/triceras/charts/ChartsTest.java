package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.ChartProvider;
import org.triceras.keras.display.MimeBundle;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class ChartsTest {
    @TempDir
    Path folder;

    private static int opaquePixels(BufferedImage image) {
        int count = 0;
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                count += (image.getRGB(x, y) >>> 24) > 0 ? 1 : 0;
            }
        }
        return count;
    }

    @Test
    void historyHasAPanelPerMetric() {
        Chart chart = TrainingCharts.chart(
                List.of(0, 1, 2),
                Map.of(
                        "loss",
                        List.of(3.0, 2.0, 1.0),
                        "val_loss",
                        List.of(3.0, 2.5, 2.2),
                        "accuracy",
                        List.of(0.1, 0.5, 0.9)));
        assertThat(chart.width()).isEqualTo(2 * 390);
        BufferedImage image = chart.toImage();
        assertThat(image.getWidth()).isEqualTo(2 * chart.width());
        assertThat(opaquePixels(image)).isGreaterThan(5000);
    }

    @Test
    void aTerminalGetsAFileANotebookAPicture() {
        Map<String, List<Double>> values = Map.of("loss", List.of(1.0, 0.5));
        assertThat(ChartProvider.get().history(List.of(0, 1), values).get(MimeBundle.TEXT))
                .contains("saved to");
        try (RecordingSink sink = RecordingSink.notebook()) {
            assertThat(sink.isRich()).isTrue();
            MimeBundle bundle = ChartProvider.get().history(List.of(0, 1), values);
            assertThat(bundle.get(MimeBundle.SVG)).startsWith("<svg");
            assertThat(bundle.types()).contains("application/vnd.vegalite.v5+json");
        }
    }

    @Test
    void epochsAreMarkedAtWholeNumbersOnly() {
        String spec = TrainingCharts.chart(List.of(0, 1), Map.of("loss", List.of(1.0, 0.5)))
                .toVegaLite();
        JsonObject axis = JsonParser.parseString(spec)
                .getAsJsonObject()
                .getAsJsonObject("encoding")
                .getAsJsonObject("x")
                .getAsJsonObject("axis");
        assertThat(axis.getAsJsonArray("values").asList())
                .extracting(JsonElement::getAsDouble)
                .containsExactly(1.0, 2.0);
    }

    @Test
    void confusionMatrixCounts() throws Exception {
        ConfusionMatrix matrix =
                Charts.confusionMatrix(Tensors.of(new int[] {0, 1, 2, 2}), Tensors.of(new int[] {0, 2, 2, 1}));
        assertThat(matrix.counts()).isDeepEqualTo(new int[][] {{1, 0, 0}, {0, 0, 1}, {0, 1, 1}});
        Path file = folder.resolve("m.png");
        matrix.plot().save(file);
        matrix.plot().save(file.resolveSibling("LARGE.PNG"));
        assertThat(opaquePixels(ImageIO.read(file.toFile()))).isGreaterThan(1000);
        assertThatThrownBy(() -> Charts.confusionMatrix(Tensors.of(new int[] {0}), Tensors.of(new int[] {0, 1})))
                .hasMessageContaining("1 labels and 2 predictions");
    }

    @Test
    void imageGridsCheckTheirInput() {
        Tensor images = Tensors.zeros(3, 8, 8);
        assertThat(Charts.imageGrid(images).width()).isGreaterThan(3 * 70);
        assertThatThrownBy(() -> Charts.imageGrid(Tensors.zeros(3, 8))).hasMessageContaining("(count, height, width)");
        assertThatThrownBy(() -> Charts.imageGrid(images, List.of("a"))).hasMessageContaining("expected 3 captions");
    }

    @Test
    void everyKindOfChartIsDrawnInsideItsFrame() throws Exception {
        Tensor x = Tensors.linspace(0, 10, 50);
        List<Chart> charts = List.of(
                Charts.lineChart("line", x, x.sin().mul(1e6)),
                Charts.lineChart("lines", x, Map.of("sine", x.sin(), "cosine", x.cos())),
                Charts.scatterChart("dots", x, x.sin()),
                Charts.histogram("histogram", x.sin(), 10),
                Charts.barChart("bars", List.of("one", "two"), Tensors.of(new float[] {1, -2})),
                Charts.lineChart("one point", Tensors.zeros(1), Tensors.zeros(1)),
                Charts.lineChart(
                        "nothing finite", Tensors.zeros(1), Tensors.zeros(1).log()));
        for (Chart chart : charts) {
            BufferedImage image = chart.toImage();
            assertThat(opaquePixels(image)).as(chart.toString()).isGreaterThan(1000);
            assertNothingIsCutOff(chart);
            assertThat(chart.toSvg()).doesNotContain("NaN").doesNotContain("Infinity");
            JsonObject spec = JsonParser.parseString(chart.toVegaLite()).getAsJsonObject();
            assertThat(spec.get("$schema").getAsString()).contains("vega-lite/v5");
            assertThat(chart.toVegaLite()).doesNotContain("null").doesNotContain("NaN");
        }
    }

    /** Nothing touches the edges. */
    private static void assertNothingIsCutOff(Chart chart) {
        BufferedImage image = chart.toImage();
        for (int i = 0; i < image.getHeight(); i++) {
            assertThat(image.getRGB(0, i) >>> 24).as(chart + " left").isZero();
            assertThat(image.getRGB(image.getWidth() - 1, i) >>> 24)
                    .as(chart + " right")
                    .isZero();
        }
    }

    @Test
    void longNamesAreShortenedAndManyAreWrittenInLines() {
        String title = "A title that says much more than anybody would want to read above a chart of this size, really";
        Tensor x = Tensors.linspace(0, 1, 8);
        List<String> names = IntStream.range(0, 8)
                .mapToObj(i -> "a category with quite a long name " + i)
                .toList();
        Map<String, Tensor> few = new LinkedHashMap<>();
        Map<String, Tensor> many = new LinkedHashMap<>();
        for (int i = 0; i < 100; i++) {
            (i < 6 ? few : many).put("a name of " + i, x.mul(i));
        }
        assertNothingIsCutOff(Charts.lineChart(title, x, few));
        assertNothingIsCutOff(Charts.lineChart("lines", x, many));
        assertNothingIsCutOff(Charts.lineChart("lines", x, Map.of("one", x, title + title, x)));
        assertNothingIsCutOff(Charts.barChart(title, names, x));
        assertNothingIsCutOff(Charts.heatMap("map", Tensors.linspace(0, 1, 64).reshape(8, 8), names, names));
        assertNothingIsCutOff(Charts.confusionMatrix(Tensors.of(new int[] {7}), Tensors.of(new int[] {7}))
                .plot(names));
        assertNothingIsCutOff(Charts.imageGrid(Tensors.zeros(2, 8, 8), List.of("short", title)));
        System.setProperty(Fonts.PROPERTY, "text");
        try {
            String svg = Charts.lineChart("lines", x, many).toSvg();
            assertThat(svg).contains(">a name of 6</text>").containsPattern(">and \\d+ more</text>");
            assertThat(Charts.lineChart("lines", x, few).toSvg())
                    .contains(">a name of 0</text>", ">a name of 5</text>")
                    .doesNotContain(" more</text>");
            assertThat(Charts.barChart("bars", names, x).toSvg())
                    .containsPattern("\u2026[^<]*6</text>")
                    .containsPattern("\u2026[^<]*7</text>");
        } finally {
            System.clearProperty(Fonts.PROPERTY);
        }
    }

    @Test
    void vegaLiteKeepsGapsAndWrapsLegends() {
        Tensor x = Tensors.linspace(0, 2, 3);
        JsonObject spec = JsonParser.parseString(Charts.lineChart("gap", x, Tensors.of(new float[] {1, Float.NaN, 3}))
                        .toVegaLite())
                .getAsJsonObject();
        assertThat(spec.getAsJsonObject("data").getAsJsonArray("values").asList())
                .extracting(row -> row.getAsJsonObject().has("y"))
                .containsExactly(true, false, true);

        Map<String, Tensor> many = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            many.put("a series with a name " + i, x);
        }
        JsonObject color = JsonParser.parseString(
                        Charts.lineChart("many", x, many).toVegaLite())
                .getAsJsonObject()
                .getAsJsonObject("encoding")
                .getAsJsonObject("color");
        assertThat(color.getAsJsonObject("legend").get("columns").getAsInt()).isBetween(2, 4);
        assertThat(Charts.lineChart("two", x, Map.of("a", x, "b", x)).toVegaLite())
                .doesNotContain("columns");
    }

    /** They would be cut off to class 0. */
    @Test
    void confusionMatricesRefuseProbabilitiesOfOneClass() {
        Tensor truth = Tensors.of(new int[] {0, 1});
        Tensor probabilities = Tensors.of(new float[] {0.3f, 0.9f}).reshape(2, 1);
        assertThatThrownBy(() -> Charts.confusionMatrix(truth, probabilities))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("p.gt(0.5)");
        assertThat(Charts.confusionMatrix(truth, probabilities.gt(0.5)).counts())
                .isDeepEqualTo(new int[][] {{1, 0}, {0, 1}});
        assertThat(Charts.confusionMatrix(truth.cast("float32"), truth).count(1, 1))
                .isEqualTo(1);
    }

    @Test
    void theFrameFitsWhatXChartDraws() {
        // A dot in the lower left corner of the data must lie on the marks 0 and 0 that we draw.
        double[] corner = {0, 10};
        LineCharts.Plot plot = new LineCharts.Plot(
                "", "", "", false, false, List.of(new LineCharts.Curve("", corner, new double[] {0, 100})));
        BufferedImage image = LineCharts.grid("t", List.of(plot), 1, 400, 300).toImage();
        int blue = Theme.SERIES[0].getRGB();
        int right = 0;
        int top = image.getHeight();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                if (image.getRGB(x, y) == blue) {
                    right = Math.max(right, x);
                    top = Math.min(top, y);
                }
            }
        }
        // The data's last point is 1/22 of the plot's size from its right and upper edges (5 % margins around the
        // range).
        int plotHeight = 300 - 8 - 8 - 18;
        assertThat(top / 2.0).isBetween(8 + plotHeight / 22.0 - 4.5, 8 + plotHeight / 22.0 - 1.5);
        double plotRight = 400 - 16;
        double plotWidth = plotRight - 8 - 8 - Fonts.width("100", Theme.FONT, image.createGraphics());
        assertThat(right / 2.0).isBetween(plotRight - plotWidth / 22.0 + 1.5, plotRight - plotWidth / 22.0 + 4.5);
    }

    @Test
    void textCanStayTextForServersWithoutFonts() {
        Chart chart = TrainingCharts.chart(List.of(0, 1), Map.of("loss", List.of(2.0, 1.0)));
        assertThat(chart.toSvg()).doesNotContain("<text");
        System.setProperty(Fonts.PROPERTY, "text");
        try {
            assertThat(chart.toSvg()).contains(">epoch</text>").contains("font-weight=\"bold\">loss</text>");
        } finally {
            System.clearProperty(Fonts.PROPERTY);
        }
    }

    @Test
    void historiesOfAnyShapeAreDrawn() {
        Map<String, List<Double>> values = Map.of(
                "loss", List.of(Double.NaN, Double.POSITIVE_INFINITY, 1.0),
                "val_loss", List.of(2.0),
                "a", List.of(1.0, 1.0, 1.0),
                "b", List.of(1e-9, 1e9, 0.0));
        Chart chart = TrainingCharts.chart(List.of(7, 8, 9), values);
        assertThat(chart.width()).isEqualTo(2 * 390);
        assertThat(chart.height()).isEqualTo(2 * 280);
        assertThat(chart.toSvg()).doesNotContain("NaN").doesNotContain("Infinity");
    }

    @Test
    void confusionMatricesTakeNames() {
        ConfusionMatrix matrix =
                Charts.confusionMatrix(Tensors.of(new int[] {0, 1, 1}), Tensors.of(new int[] {0, 1, 0}));
        assertThat(matrix.plot(List.of("cat", "a very long name")).width())
                .isGreaterThan(matrix.plot().width());
        assertThatThrownBy(() -> matrix.plot(List.of("cat"))).hasMessageContaining("expected 2 names");
    }

    @Test
    void scatterChartsTakeTables() {
        Table table = Table.create(
                "birds",
                DoubleColumn.create("bill", 40, 50, Double.NaN),
                IntColumn.create("mass", new int[] {3000, 4000, 5000}),
                StringColumn.create("species", "Gentoo", "Adelie", "Adelie"));
        Chart chart = Charts.scatterChart("Birds", table, "bill", "mass", "species");
        assertThat(opaquePixels(chart.toImage())).isGreaterThan(1000);
        JsonObject vega = JsonParser.parseString(chart.toVegaLite()).getAsJsonObject();
        assertThat(vega.getAsJsonObject("data").getAsJsonArray("values")).hasSize(2);
        assertThat(chart.toVegaLite()).contains("\"bill\"").contains("Adelie").contains("Gentoo");
        assertThatThrownBy(() -> Charts.scatterChart("Birds", table, "bil", "mass", "species"))
                .hasMessageContaining("Did you mean \"bill\"?");
        assertThatThrownBy(() -> Charts.scatterChart("Birds", table, "species", "mass", "species"))
                .hasMessageContaining("\"species\", which holds STRING");
    }

    @Test
    void curvesOfAMapWithoutOrderAreSortedByName() {
        Tensor x = Tensors.of(new float[] {1, 2});
        String chart =
                Charts.lineChart("c", x, Map.of("d", x, "b", x, "a", x, "c", x)).toVegaLite();
        assertThat(chart).contains("[\"a\",\"b\",\"c\",\"d\"]");
        Map<String, Tensor> ordered = new LinkedHashMap<>();
        ordered.put("z", x);
        ordered.put("a", x);
        assertThat(Charts.lineChart("c", x, ordered).toVegaLite()).contains("[\"z\",\"a\"]");
    }

    @Test
    void aMatrixIsAHeatMapInOneLine() {
        Tensor matrix = Tensors.of(new float[] {1, -0.5f, Float.NaN, 0}, 2, 2);
        Chart chart = Charts.heatMap("Map", matrix, List.of("a", "b"), List.of("c", "d"));
        assertThat(chart.toSvg()).contains("<title>Map");
        JsonObject vega = JsonParser.parseString(chart.toVegaLite()).getAsJsonObject();
        assertThat(vega.getAsJsonObject("data").getAsJsonArray("values")).hasSize(3);
        assertThat(vega.getAsJsonArray("layer")).as("colours and numbers").hasSize(2);
        assertThat(chart.toVegaLite()).contains("\"domain\":[-1.0,0,1.0]").contains("\"-0.50\"");
        // Numbers need room.
        String large = Charts.heatMap("Map", Tensors.ones(60, 100)).toVegaLite();
        assertThat(JsonParser.parseString(large).getAsJsonObject().getAsJsonArray("layer"))
                .hasSize(1);
        assertThatThrownBy(() -> Charts.heatMap("Map", Tensors.ones(4))).hasMessageContaining("expected a matrix");
        assertThatThrownBy(() -> Charts.heatMap("Map", Tensors.ones(501, 2))).hasMessageContaining("at most 500");
        assertThatThrownBy(() -> Charts.heatMap("Map", matrix, List.of("a"), List.of("c", "d")))
                .hasMessageContaining("a name for each");
    }

    @Test
    void aConfusionMatrixIsShownAsItsHeatMap() {
        Tensor truth = Tensors.of(new int[] {0, 1, 1}, 3);
        try (RecordingSink sink = RecordingSink.notebook()) {
            assertThat(sink.isRich()).isTrue();
            MimeBundle bundle = Charts.confusionMatrix(truth, truth).toMimeBundle();
            assertThat(bundle.types())
                    .containsExactly(MimeBundle.TEXT, MimeBundle.SVG, "application/vnd.vegalite.v5+json");
        }
        try (RecordingSink sink = RecordingSink.terminal()) {
            assertThat(sink.isRich()).isFalse();
            assertThat(Charts.confusionMatrix(truth, truth).toMimeBundle().types())
                    .containsExactly(MimeBundle.TEXT);
        }
    }

    @Test
    void curvesThatGoBackKeepTheirOrder() {
        Tensor x = Tensors.of(new float[] {0, 1, 0}, 3);
        Tensor y = Tensors.of(new float[] {0, 1, 2}, 3);
        assertThat(Charts.lineChart("loop", x, y).toVegaLite()).contains("\"order\":{\"field\":\"order\"");
        assertThat(Charts.lineChart("line", y, x).toVegaLite()).doesNotContain("order");
    }
}
