package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class SvgTest {
    private static Document parse(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element only(Chart chart, String name) throws Exception {
        Document document = parse(chart.toSvg());
        assertThat(document.getElementsByTagName(name).getLength()).isEqualTo(1);
        return (Element) document.getElementsByTagName(name).item(0);
    }

    @Test
    void shapesAreTransformed() throws Exception {
        Chart chart = new Chart("t", 100, 50, g -> {
            g.translate(10, 20);
            g.scale(2, 2);
            g.setColor(new Color(255, 0, 128, 51));
            g.fill(new Rectangle(1, 2, 3, 4));
        });
        Element path = only(chart, "path");
        assertThat(path.getAttribute("d")).isEqualTo("M12 24L18 24L18 32L12 32L12 24Z");
        assertThat(path.getAttribute("fill")).isEqualTo("#ff0080");
        assertThat(path.getAttribute("fill-opacity")).isEqualTo(".2");
    }

    @Test
    void linesKeepWidthDashAndNumbersWhateverTheLocale() throws Exception {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            Element path = only(
                    new Chart("t", 10, 10, g -> {
                        g.setColor(Color.RED);
                        g.setStroke(new BasicStroke(
                                1.5f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 1, new float[] {4, 2.25f}, 0));
                        g.drawLine(-1, 0, 5, 5);
                    }),
                    "path");
            assertThat(path.getAttribute("d")).isEqualTo("M-1 0L5 5");
            assertThat(path.getAttribute("stroke")).isEqualTo("#ff0000");
            assertThat(path.getAttribute("stroke-width")).isEqualTo("1.5");
            assertThat(path.getAttribute("stroke-dasharray")).isEqualTo("4 2.25");
            assertThat(path.getAttribute("stroke-linecap")).isEqualTo("round");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void onlyWhatIsCutGetsAClip() throws Exception {
        Chart chart = new Chart("t", 100, 100, g -> {
            g.clipRect(0, 0, 50, 50);
            g.fillRect(10, 10, 10, 10);
            Graphics2D inner = (Graphics2D) g.create();
            inner.fillRect(40, 40, 30, 30);
        });
        Document document = parse(chart.toSvg());
        assertThat(document.getElementsByTagName("clipPath").getLength()).isEqualTo(1);
        String id = ((Element) document.getElementsByTagName("clipPath").item(0)).getAttribute("id");
        assertThat(chart.toSvg()).containsOnlyOnce("clip-path=\"url(#" + id + ")\"");
    }

    @Test
    void textIsOutlinesAndTheTitleIsEscaped() throws Exception {
        Chart chart = new Chart("a < b & \"c\"", 100, 20, g -> g.drawString("Text", 0, 15));
        Document document = parse(chart.toSvg());
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b & \"c\"");
        assertThat(document.getElementsByTagName("text").getLength()).isZero();
        assertThat(only(chart, "path").getAttribute("d")).contains("Q");
    }

    @Test
    void smallPicturesStayCrisp() {
        BufferedImage image = new BufferedImage(2, 2, BufferedImage.TYPE_INT_RGB);
        Chart chart = new Chart("t", 40, 40, g -> {
            g.setRenderingHint(
                    java.awt.RenderingHints.KEY_INTERPOLATION,
                    java.awt.RenderingHints.VALUE_INTERPOLATION_NEAREST_NEIGHBOR);
            g.drawImage(image, 4, 6, 20, 20, null);
        });
        assertThat(chart.toSvg())
                .contains("image-rendering:pixelated")
                .contains("matrix(1 0 0 1 4 6)")
                .contains("data:image/png;base64,");
    }

    @Test
    void theSameDrawingGivesTheSameText() {
        Chart chart = new Chart("t", 40, 40, g -> g.drawOval(1, 1, 9, 9));
        assertThat(chart.toSvg()).isEqualTo(chart.toSvg());
    }
}
