package org.triceras.data;

import java.io.InputStream;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.triceras.engine.error.DataException;
import org.triceras.engine.tensor.Tensor;

/** Datasets by name. */
public final class Datasets {
    private static final String[] FILES = {
        "train-images-idx3-ubyte.gz",
        "train-labels-idx1-ubyte.gz",
        "t10k-images-idx3-ubyte.gz",
        "t10k-labels-idx1-ubyte.gz"
    };
    private static final List<String> FASHION_MIRRORS = List.of(
            "https://raw.githubusercontent.com/zalandoresearch/fashion-mnist/master/data/fashion/",
            "https://storage.googleapis.com/tensorflow/tf-keras-datasets/",
            "http://fashion-mnist.s3-website.eu-central-1.amazonaws.com/");
    /** SHA-256 of the files as published by their authors, in the order of {@link #FILES}. */
    private static final String[] FASHION_HASHES = {
        "3aede38d61863908ad78613f6a32ed271626dd12800ba2636569512369268a84",
        "a04f17134ac03560a47e3764e11b92fc97de4d1bfaf8ba1a3aa29af54cc90845",
        "346e55b948d973a97e58d2351dde16a484bd415d4595297633bb08f03db6a073",
        "67da17c76eaffca5446c3361aaab5c3cd6d1c2608764d35dfb1850b086bf8dd5"
    };

    private Datasets() {}

    /** Handwritten digits: 60,000 training and 10,000 test images of 28 x 28 bytes. Embedded: needs no network. */
    public static ImageDataset mnist() {
        Tensor[] parts = new Tensor[FILES.length];
        for (int i = 0; i < parts.length; i++) {
            InputStream in = Datasets.class.getResourceAsStream("mnist/" + FILES[i]);
            if (in == null) {
                throw new DataException("The embedded file mnist/" + FILES[i]
                        + " is missing from the jar. Build the data module again.");
            }
            parts[i] = Idx.read(in, FILES[i]);
        }
        return new ImageDataset("MNIST", parts[0], parts[1], parts[2], parts[3]);
    }

    /** Zalando's pictures of clothing in the form of MNIST; downloaded on first use (30 MB) and kept. */
    public static ImageDataset fashionMnist() {
        Tensor[] parts = new Tensor[FILES.length];
        for (int i = 0; i < parts.length; i++) {
            String file = FILES[i];
            List<URI> addresses = FASHION_MIRRORS.stream()
                    .map(mirror -> URI.create(mirror + file))
                    .toList();
            Path local = Download.to("fashion-mnist/" + file)
                    .from(addresses)
                    .sha256(FASHION_HASHES[i])
                    .fetch();
            parts[i] = Idx.read(local);
        }
        return new ImageDataset("Fashion-MNIST", parts[0], parts[1], parts[2], parts[3]);
    }
}
