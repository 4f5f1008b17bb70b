package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.QuickChart;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.triceras.data.Images;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
import org.triceras.keras.display.Renderers;
import tech.tablesaw.api.DoubleColumn;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.columns.numbers.NumberColumnFormatter;

class StandardRendererTest {
    private static MimeBundle show(Object value) {
        try (RecordingSink sink = RecordingSink.notebook()) {
            Display.show(value);
            return sink.shown.get(0);
        }
    }

    record Point(int x, String name) {}

    record Quiet(int x) {
        @Override
        public String toString() {
            return "quiet";
        }
    }

    @Test
    void tensorsAreTablesWithShapeAndType() {
        assertThat(show(Tensors.of(new float[][] {{1, 2}, {3, 4}})).get(MimeBundle.HTML))
                .contains("<td>4.0000</td>")
                .contains("float32 (2, 2)");
        assertThat(show(Tensors.zeros(0, 3)).get(MimeBundle.HTML)).contains("float32 (0, 3)");
        assertThat(show(Tensors.scalar(7)).get(MimeBundle.HTML)).contains("7.0000");
        String large = show(Tensors.zeros(1000, 1000)).get(MimeBundle.HTML);
        assertThat(large).contains("⋮", "⋯").hasSizeLessThan(5000);
        assertThat(show(Tensors.zeros(50, 2, 3, 4)).get(MimeBundle.HTML)).contains("[0, 1, :, :]");
    }

    @Test
    void bytesInTheShapeOfPicturesArePictures() {
        Object bytes = new byte[3 * 28 * 28];
        assertThat(show(Tensors.wrap(Shape.of(3, 28, 28), DType.UINT8, bytes)).get(MimeBundle.SVG))
                .contains("<title>3 pictures")
                .contains("image-rendering:pixelated");
        assertThat(show(Tensors.wrap(Shape.of(28, 28, 3), DType.UINT8, bytes)).get(MimeBundle.SVG))
                .contains("uint8 (28, 28, 3)");
        assertThat(show(Tensors.wrap(Shape.of(784, 3), DType.UINT8, bytes)).get(MimeBundle.HTML))
                .contains("uint8 (784, 3)");
    }

    @Test
    void numbersOfTablesAreShortUnlessTheyHaveAFormat() {
        DoubleColumn plain =
                DoubleColumn.create("plain", 190.1027397260274, 0.0006000000284984708, 1e-9 / 3, Double.NaN);
        DoubleColumn percent = DoubleColumn.create("percent", 0.123456789, 1, 1, 1);
        percent.setPrintFormatter(NumberColumnFormatter.percent(5));
        String html = show(Table.create("t", plain, percent)).get(MimeBundle.HTML);
        assertThat(html).contains("<td>190.103</td>", "<td>0.0006</td>", "<td>3.33333E-10</td>", "<td>12.34568%</td>");
    }

    @Test
    void dataIsEscaped() {
        String evil = "<script>alert(1)</script>";
        Table table = Table.create(evil, StringColumn.create("<b>", evil), IntColumn.create("n", 1));
        for (Object value : List.of(Map.of(evil, evil), table, new Point(1, evil))) {
            assertThat(show(value).get(MimeBundle.HTML))
                    .contains("&lt;script&gt;")
                    .doesNotContain("<script>")
                    .doesNotContain("<b>");
        }
    }

    @Test
    void recordsShowTheirComponents() {
        assertThat(show(new Point(3, "a")).get(MimeBundle.HTML))
                .contains("<th>x</th><td style=\"text-align:right\">3</td>");
        assertThat(show(new Quiet(3)).data()).containsOnlyKeys(MimeBundle.TEXT).containsValue("quiet");
    }

    @Test
    void arraysAndCollectionsAreReadableAndCut() {
        assertThat(show(new int[] {1, 2}).toString()).isEqualTo("int[2] {1, 2}");
        assertThat(show(new double[][] {{1}, {2, 3}}).toString())
                .isEqualTo("double[][2] {double[1] {1.0}, double[2] {2.0, 3.0}}");
        assertThat(show(List.of(new int[] {1}, "b")).toString()).isEqualTo("[int[1] {1}, b]");
        assertThat(show(Collections.nCopies(1000, 5)).toString())
                .endsWith("5, ...]  (1000 elements)")
                .hasSizeLessThan(400);
    }

    @Test
    void xchartsOwnChartsArePictures() {
        Object chart = QuickChart.getChart("mine", "x", "y", "s", new double[] {1, 2}, new double[] {3, 4});
        assertThat(show(chart).get(MimeBundle.SVG)).contains("<title>mine</title>");
        assertThat(show(Optional.of(chart)).get(MimeBundle.SVG)).isNotNull();
    }

    @Test
    void floatsFromZeroToOneInTheShapeOfPicturesArePictures() {
        float[] shades = new float[24 * 28 * 28];
        for (int i = 0; i < shades.length; i++) {
            shades[i] = i % 100 / 100f;
        }
        assertThat(show(Tensors.of(shades, 24, 28, 28)).get(MimeBundle.SVG))
                .contains("<title>20 pictures")
                .contains("float32 (24, 28, 28), the first 20");
        assertThat(show(Tensors.of(shades, 24, 28, 28, 1)).get(MimeBundle.SVG)).contains("<title>20 pictures");
        assertThat(show(Tensors.of(shades, 24, 28, 28).at(0)).get(MimeBundle.SVG))
                .contains("float32 (28, 28)");
        // Rows of data, values beyond 1, and one-hot rows are numbers.
        assertThat(show(Tensors.of(shades, 24, 784)).get(MimeBundle.HTML)).contains("<table>");
        shades[5] = 1.5f;
        assertThat(show(Tensors.of(shades, 24, 28, 28)).get(MimeBundle.HTML)).contains("<table>");
        assertThat(show(Tensors.eye(20, 20)).get(MimeBundle.HTML)).contains("<table>");
    }

    @Test
    void collectionsOfRecordsAndMapsAreTables() {
        assertThat(show(List.of(new Point(1, "a"), new Point(2, "<i>"))).get(MimeBundle.HTML))
                .contains("<th>x</th><th>name</th>")
                .contains(">2</td>")
                .contains("&lt;i&gt;")
                .doesNotContain("<i>");
        assertThat(show(List.of(Map.of("k", 1), Map.of("j", 2))).get(MimeBundle.HTML))
                .contains("<th>k</th><th>j</th>")
                .contains("<td></td>");
        assertThat(show(new float[][] {{1, 2}, {3}}).get(MimeBundle.HTML)).contains(">3.0</td>", "float[2][2]");
        assertThat(show(new double[500][500]).get(MimeBundle.HTML))
                .contains("⋮", "⋯")
                .hasSizeLessThan(30_000);
        assertThat(show(List.of(1, 2)).types()).containsExactly(MimeBundle.TEXT);
    }

    @Test
    void picturesStandInTables() {
        BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_INT_RGB);
        assertThat(show(List.of(image, image)).get(MimeBundle.HTML)).contains("src=\"data:image/png;base64,");
        assertThat(show(Map.of("t", Tensors.of(new float[] {1.5f}, 1))).get(MimeBundle.HTML))
                .contains("1.5000");
    }

    @Test
    void tablesAreLimited() {
        List<Object> self = new ArrayList<>();
        self.add(List.of(self, self));
        assertThat(show(self).get(MimeBundle.HTML)).contains("(this)").hasSizeLessThan(5000);
        String long1 = "x".repeat(5000);
        List<Map<String, String>> rows = Collections.nCopies(1000, Map.of("k", long1));
        assertThat(show(rows).get(MimeBundle.HTML))
                .contains("1000 elements; the first 100 are shown")
                .hasSizeLessThan(60_000);
        BufferedImage noise = new BufferedImage(300, 300, BufferedImage.TYPE_INT_RGB);
        Random random = new Random(1);
        for (int i = 0; i < 90_000; i++) {
            noise.setRGB(i % 300, i / 300, random.nextInt());
        }
        assertThat(show(Collections.nCopies(50, noise)).get(MimeBundle.HTML))
                .contains("picture of 300 x 300")
                .hasSizeLessThan(1_100_000);
    }

    @Test
    void ownLooksAreUsedWithinTablesToo() {
        Renderers.register(Point.class, p -> Html.of("<b>" + p.x() + "</b>"));
        try {
            assertThat(show(List.of(new Point(7, "a"))).get(MimeBundle.HTML)).contains("<b>7</b>");
            assertThat(show(Map.of("p", new Point(8, "a"))).get(MimeBundle.HTML))
                    .contains("<b>8</b>");
        } finally {
            Renderers.unregister(Point.class);
        }
    }

    @Test
    void anArrayThatHoldsItselfEnds() {
        Object[] self = new Object[1];
        self[0] = self;
        assertThat(show(self).get(MimeBundle.TEXT)).isEqualTo("Object[1] {(this)}");
    }

    @Test
    void failuresFoldTheirStacks() {
        Throwable failure = new IllegalStateException("<script>", new RuntimeException("why"));
        assertThat(show(failure).get(MimeBundle.HTML))
                .contains("<details><summary><b>java.lang.IllegalStateException: &lt;script&gt;")
                .contains("Caused by: <b>java.lang.RuntimeException: why");
        assertThat(show(failure).get(MimeBundle.TEXT))
                .contains("    at org.triceras")
                .contains("Caused by: ");
    }

    @Test
    void pathsShowWhatLiesThere(@TempDir Path folder) throws IOException {
        assertThat(show(folder.resolve("none")).toString()).endsWith("none  (nothing there)");
        Path file = Files.writeString(folder.resolve("a<b>.txt"), "12345");
        assertThat(show(file).toString()).contains("(5 bytes, ");
        Images.save(Tensors.wrap(Shape.of(4, 4), DType.UINT8, new byte[16]), folder.resolve("p.png"));
        assertThat(show(folder.resolve("p.png")).get(MimeBundle.PNG)).isNotEmpty();
        Path svg = Files.writeString(folder.resolve("d.svg"), "<svg><script>alert(1)</script></svg>");
        assertThat(show(svg).get(MimeBundle.HTML)).startsWith("<img src=\"data:image/svg+xml;base64,");
        assertThat(show(folder).get(MimeBundle.HTML)).contains("a&lt;b&gt;.txt", "3 entries");
    }

    @Test
    void streamsAreNotRead() {
        List<Integer> read = new ArrayList<>();
        Stream<Integer> stream = Stream.of(1, 2).peek(read::add);
        assertThat(show(stream).toString()).startsWith("a stream, not read");
        assertThat(read).isEmpty();
        assertThat(stream.toList()).containsExactly(1, 2);
    }

    @Test
    void optionalsShowWhatTheyHold() {
        assertThat(show(Optional.of(List.of(new Point(1, "a")))).get(MimeBundle.HTML))
                .contains("<th>name</th>");
        assertThat(show(Optional.of(3)).toString()).isEqualTo("Optional[3]");
        assertThat(show(Optional.empty()).toString()).isEqualTo("Optional.empty");
    }

    @Test
    void nd4jsArraysLookLikeTensors() {
        INDArray array = new FakeNdArray(new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        MimeBundle shown = show(array);
        assertThat(shown.get(MimeBundle.HTML)).contains("<td>6.0000</td>").contains("float32 (2, 3)");
        assertThat(shown.toString()).contains("INDArray FLOAT [2, 3]");
    }

    /** The methods of ND4J's arrays that are called by name; row-major. */
    static final class FakeNdArray implements INDArray {
        private final double[] values;
        private final long[] shape;

        FakeNdArray(double[] values, long... shape) {
            this.values = values;
            this.shape = shape;
        }

        @Override
        public long[] shape() {
            return shape.clone();
        }

        @Override
        public Object dataType() {
            return "FLOAT";
        }

        @Override
        public INDArray reshape(char order, long... to) {
            assertThat(order).isEqualTo('c');
            assertThat(to).containsExactly(values.length);
            return new FakeNdArray(values, to);
        }

        @Override
        public double[] toDoubleVector() {
            assertThat(shape).hasSize(1);
            return values;
        }
    }
}
