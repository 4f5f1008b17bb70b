package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.knowm.xchart.QuickChart;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.Display;
import org.triceras.keras.display.MimeBundle;
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
        assertThat(show(new Point(3, "a")).get(MimeBundle.HTML)).contains("<th>x</th><td>3</td>");
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
}
