package org.triceras.data;

import java.awt.color.ColorSpace;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import javax.imageio.ImageIO;
import org.triceras.engine.backend.HostBuffer;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.io.AtomicFiles;
import org.triceras.engine.tensor.DType;
import org.triceras.engine.tensor.Shape;
import org.triceras.engine.tensor.Tensor;
import org.triceras.engine.tensor.Tensors;

/** Pictures as tensors: uint8, (height, width) for grey ones and (height, width, 3) for colour. */
public final class Images {
    private Images() {}

    /** Reads a PNG, JPEG, GIF or BMP file. */
    public static Tensor load(Path file) {
        if (!Files.exists(file)) {
            throw new DataException("File not found: " + file.toAbsolutePath() + ". Expected a picture there.");
        }
        if (Files.isDirectory(file)) {
            throw new DataException(file.toAbsolutePath() + " is a folder. Expected a picture in it, such as "
                    + file.resolve("picture.png") + ".");
        }
        try {
            BufferedImage image = ImageIO.read(file.toFile());
            if (image == null) {
                throw new DataException(file + " is not a picture that can be read. Expected PNG, JPEG, GIF or BMP.");
            }
            return toTensor(image);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    /** Writes a picture in the format that the file's name ends in. */
    public static void save(Tensor image, Path file) {
        String name = file.getFileName().toString();
        String format = name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        BufferedImage picture = toImage(image);
        if (!ImageIO.getImageWritersBySuffix(format).hasNext()) {
            throw new ArgumentException(
                    "Images.save: expected a name that ends in .png, .jpg, .gif or .bmp. Received " + file + ".");
        }
        AtomicFiles.write(file, out -> {
            if (!ImageIO.write(picture, format, out)) {
                throw new IOException("pictures like this cannot be written as " + format + "; try .png");
            }
        });
    }

    public static Tensor toTensor(BufferedImage image) {
        // getRGB takes the greys of such pictures for linear ones and makes them lighter; their samples are what was
        // stored.
        boolean grey = image.getColorModel().getColorSpace().getType() == ColorSpace.TYPE_GRAY;
        int shift = grey ? Math.max(0, image.getColorModel().getComponentSize(0) - 8) : 0;
        int height = image.getHeight();
        int width = image.getWidth();
        int channels = grey ? 1 : 3;
        byte[] values = new byte[height * width * channels];
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int at = (y * width + x) * channels;
                if (grey) {
                    values[at] = (byte) (image.getRaster().getSample(x, y, 0) >> shift);
                } else {
                    int rgb = image.getRGB(x, y);
                    values[at] = (byte) (rgb >> 16);
                    values[at + 1] = (byte) (rgb >> 8);
                    values[at + 2] = (byte) rgb;
                }
            }
        }
        Shape shape = grey ? Shape.of(height, width) : Shape.of(height, width, 3);
        return Tensors.wrap(shape, DType.UINT8, values);
    }

    /** A picture of bytes (0 to 255) or of floats (0 to 1), with no, one or three channels. */
    public static BufferedImage toImage(Tensor tensor) {
        Shape shape = tensor.shape();
        boolean hasChannels = shape.rank() == 3;
        int channels = hasChannels ? shape.dim(2) : 1;
        if ((shape.rank() != 2 && !hasChannels) || (channels != 1 && channels != 3)) {
            throw new ShapeException(
                    "A picture has shape (height, width), (height, width, 1) or (height, width, 3). Received " + shape
                            + ".");
        }
        int height = shape.dim(0);
        int width = shape.dim(1);
        if (height == 0 || width == 0) {
            throw new ShapeException("A picture has at least one pixel. Received " + shape + ".");
        }
        HostBuffer values = tensor.buffer().host();
        double scale = tensor.dtype().isFloat() ? 255 : 1;
        BufferedImage image = new BufferedImage(
                width, height, channels == 1 ? BufferedImage.TYPE_BYTE_GRAY : BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < height * width; i++) {
            for (int c = 0; c < channels; c++) {
                int value = (int) Math.max(0, Math.min(255, Math.rint(values.getDouble(i * channels + c) * scale)));
                image.getRaster().setSample(i % width, i / width, c, value);
            }
        }
        return image;
    }
}
