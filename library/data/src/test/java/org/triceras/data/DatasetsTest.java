package org.triceras.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.awt.Transparency;
import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.awt.image.ComponentColorModel;
import java.awt.image.DataBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.StringColumn;
import tech.tablesaw.api.Table;

class DatasetsTest {
    @TempDir
    Path folder;

    @Test
    void mnistIsWhole() {
        ImageDataset mnist = Datasets.mnist();
        assertThat(mnist.trainX().shape()).isEqualTo(Shape.of(60000, 28, 28));
        assertThat(mnist.trainX().dtype()).isEqualTo(DType.UINT8);
        assertThat(mnist.testX().shape()).isEqualTo(Shape.of(10000, 28, 28));
        assertThat(mnist.trainY().slice(0, 10).toIntArray()).containsExactly(5, 0, 4, 1, 9, 2, 1, 3, 1, 4);
        assertThat(mnist.testY().slice(0, 5).toIntArray()).containsExactly(7, 2, 1, 0, 4);
        // Known statistics of the training images.
        double mean = mnist.trainX().cast("float32").div(255).mean().item();
        assertThat(mean).isBetween(0.1306, 0.1308);
    }

    @Test
    void damagedIdxFilesSaySo() {
        assertThatThrownBy(() -> Idx.read(new ByteArrayInputStream(new byte[] {1, 2, 3, 4}), "x.idx"))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("x.idx is not an IDX file");
        byte[] cut = {0, 0, 8, 1, 0, 0, 0, 9, 1, 2};
        assertThatThrownBy(() -> Idx.read(new ByteArrayInputStream(cut), "x.idx"))
                .hasMessageContaining("ends too early");
        byte[] gzip = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 77};
        assertThatThrownBy(() -> Idx.read(new ByteArrayInputStream(gzip), "x.gz"))
                .isInstanceOf(DataException.class);
    }

    @Test
    void idxKnowsWiderTypes() {
        byte[] floats = {0, 0, 0x0D, 1, 0, 0, 0, 2, 0x3f, (byte) 0x80, 0, 0, 0x40, 0, 0, 0};
        assertThat(Idx.read(new ByteArrayInputStream(floats), "f").toFloatArray())
                .containsExactly(1f, 2f);
    }

    @Test
    void downloadsAreCheckedAndKept() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        int[] requests = new int[1];
        server.createContext("/file", exchange -> {
            requests[0]++;
            byte[] body = "hello".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        try {
            String base = "http://127.0.0.1:" + server.getAddress().getPort();
            Path target = folder.resolve("a/file");
            String hash = "2cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
            assertThat(Download.to(target).from(base + "/file").sha256(hash).fetch())
                    .hasContent("hello");
            assertThat(Download.to(target).from(base + "/file").sha256(hash).fetch())
                    .hasContent("hello");
            assertThat(requests[0]).isEqualTo(1);
            Files.writeString(target, "hel");
            assertThatThrownBy(() -> Download.to(target)
                            .from(base + "/file")
                            .sha256(hash)
                            .fetch())
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("SHA-256")
                    .hasMessageContaining("Delete it");

            Path other = folder.resolve("b/file");
            assertThatThrownBy(() ->
                            Download.to(other).from(base + "/file").sha256("00").fetch())
                    .isInstanceOf(DataException.class)
                    .hasMessageContaining("SHA-256")
                    .hasMessageContaining(other.toString());
            assertThat(other).doesNotExist();
            assertThat(Files.list(other.getParent())).isEmpty();
            assertThatThrownBy(() -> Download.to(other).from(base + "/none").fetch())
                    .hasMessageContaining("status 404");
        } finally {
            server.stop(0);
        }
    }

    @Test
    void npzRoundTrip() {
        Path file = folder.resolve("a.npz");
        Tensor x = Tensors.of(new float[][] {{1, 2}, {3, 4}});
        Tensor y = Tensors.of(new int[] {5, 6});
        Npz.write(file, Map.of("x", x, "y", y));
        Map<String, Tensor> read = Npz.read(file);
        assertThat(read.get("x").toFloatArray()).containsExactly(1, 2, 3, 4);
        assertThat(read.get("x").shape()).isEqualTo(Shape.of(2, 2));
        assertThat(read.get("y").toIntArray()).containsExactly(5, 6);
        assertThatThrownBy(() -> Npz.read(folder.resolve("none.npz"))).hasMessageContaining("File not found");
    }

    @Test
    void tablesBecomeTensors() {
        Table table = Table.create(
                "t",
                IntColumn.create("a", 1, 2),
                StringColumn.create("s", "x", "y"),
                IntColumn.create("b", new Integer[] {3, null}));
        Tensor tensor = Tables.toTensor(table, "a", "b");
        assertThat(tensor.get(1, 0)).isEqualTo(2);
        assertThat(tensor.get(1, 1)).isNaN();
        assertThatThrownBy(() -> Tables.toTensor(table)).hasMessageContaining("\"s\"");
        assertThatThrownBy(() -> Tables.toTensor(table, "c")).hasMessageContaining("Unknown column of table t \"c\".");
        assertThat(Tables.toTable(tensor, "p", "q").column("p").get(1)).isEqualTo(2.0);
    }

    @Test
    void imagesRoundTrip() {
        byte[] values = new byte[5 * 7 * 3];
        for (int i = 0; i < values.length; i++) {
            values[i] = (byte) (i * 2);
        }
        Tensor image = Tensors.of(values, 5, 7, 3);
        Path file = folder.resolve("x.png");
        Images.save(image, file);
        Tensor read = Images.load(file);
        assertThat(read.shape()).isEqualTo(image.shape());
        assertThat(Arrays.equals(read.toIntArray(), image.toIntArray())).isTrue();
        assertThatThrownBy(() -> Images.toImage(Tensors.zeros(2))).hasMessageContaining("(height, width)");
        assertThatThrownBy(() -> Images.save(Tensors.zeros(0, 3), file)).hasMessageContaining("at least one pixel");
        assertThatThrownBy(() -> Images.save(image, file.resolveSibling("picture.xyz")))
                .hasMessageContaining("ends in .png, .jpg, .gif or .bmp");
        assertThat(file.resolveSibling("picture.xyz")).doesNotExist();
        assertThatThrownBy(() -> Images.load(file.getParent())).hasMessageContaining("is a folder");
    }

    /** Java takes such greys for linear ones when it is asked for RGB, and makes them lighter. */
    @Test
    void greysStayAsTheyAreStored() throws IOException {
        Path file = folder.resolve("grey.png");
        BufferedImage deep = new BufferedImage(2, 1, BufferedImage.TYPE_USHORT_GRAY);
        deep.getRaster().setSample(0, 0, 0, 100 * 257);
        deep.getRaster().setSample(1, 0, 0, 50 * 257);
        ImageIO.write(deep, "png", file.toFile());
        assertThat(Images.load(file).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(Images.load(file).toIntArray()).containsExactly(100, 50);

        ColorSpace grey = ColorSpace.getInstance(ColorSpace.CS_GRAY);
        var model = new ComponentColorModel(grey, true, false, Transparency.TRANSLUCENT, DataBuffer.TYPE_BYTE);
        var raster = model.createCompatibleWritableRaster(2, 1);
        raster.setPixels(0, 0, 2, 1, new int[] {100, 255, 50, 255});
        ImageIO.write(new BufferedImage(model, raster, false, null), "png", file.toFile());
        assertThat(Images.load(file).shape()).isEqualTo(Shape.of(1, 2));
        assertThat(Images.load(file).toIntArray()).containsExactly(100, 50);
    }
}
