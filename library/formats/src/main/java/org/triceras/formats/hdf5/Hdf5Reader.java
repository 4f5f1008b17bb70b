package org.triceras.formats.hdf5;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Link;
import io.jhdf.api.Node;
import io.jhdf.exceptions.HdfException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.triceras.engine.error.DataException;

/** Reads a whole HDF5 file into a tree. */
public final class Hdf5Reader {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'H', 'D', 'F', '\r', '\n', 0x1a, '\n'};

    /** A dataset may claim a huge shape while next to nothing is stored; above this size the claim is checked. */
    private static final long TRUSTED_BYTES = 1L << 30;

    private static final long MAX_EXPANSION = 1000;

    /** jhdf tells of every group it opens at level INFO, which the JDK's logging prints by default. */
    private static final Logger JHDF_LOG = Logger.getLogger("io.jhdf");

    private final Path file;

    private Hdf5Reader(Path file) {
        this.file = file;
    }

    /**
     * Reads groups, datasets and attributes, chunked and gzip-compressed ones included.
     *
     * @throws DataException when the file is missing, not HDF5, damaged, or uses links to other places or files
     */
    public static Hdf5Group read(Path file) {
        checkSignature(file);
        if (JHDF_LOG.getLevel() == null) {
            JHDF_LOG.setLevel(Level.WARNING);
        }
        // jhdf reports damage by many exceptions: its own, buffer underflows, index errors, illegal arguments; a
        // damaged size may
        // ask for more memory than there is.
        try (HdfFile hdf = new HdfFile(file)) {
            return new Hdf5Reader(file).group(hdf);
        } catch (DataException e) {
            throw e;
        } catch (OutOfMemoryError e) {
            // Damaged sizes lead here, too.
            throw new DataException(
                    "The HDF5 file " + file + " does not fit into the memory of "
                            + (Runtime.getRuntime().maxMemory() >> 20)
                            + " MB, or it is damaged. Try a larger heap, such as -Xmx8g, or copy the file anew.",
                    e);
        } catch (RuntimeException | StackOverflowError e) {
            Throwable reason = e;
            while (reason.getCause() != null && reason instanceof HdfException) {
                reason = reason.getCause();
            }
            String text = reason.getMessage() == null ? reason.toString() : reason.getMessage();
            throw new DataException(
                    "The HDF5 file " + file + " is damaged or incomplete: " + text.replaceFirst("[.\\s]+$", "")
                            + ". Expected a whole file; save the model again or copy the file anew.",
                    e);
        }
    }

    /** Whether the file begins as every HDF5 file does. */
    public static boolean isHdf5(Path file) {
        try (SeekableByteChannel channel = Files.newByteChannel(file)) {
            ByteBuffer head = ByteBuffer.allocate(SIGNATURE.length);
            while (head.hasRemaining() && channel.read(head) >= 0) {}
            return Arrays.equals(head.array(), SIGNATURE);
        } catch (IOException e) {
            throw new DataException("Cannot read " + file + ": " + e + ".", e);
        }
    }

    private static void checkSignature(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new DataException((Files.isDirectory(file) ? "A folder is no HDF5 file: " : "There is no file ")
                    + file.toAbsolutePath()
                    + ". Expected the path of an HDF5 file; check the name and the working folder.");
        }
        if (!isHdf5(file)) {
            throw new DataException(
                    "The file " + file + " is not an HDF5 file: it does not begin with HDF5's signature."
                            + " Expected a file that Triceras, Keras or h5py wrote.");
        }
    }

    private Hdf5Group group(Group source) {
        Hdf5Group group = new Hdf5Group();
        readAttributes(source, group);
        for (Map.Entry<String, Node> child : source.getChildren().entrySet()) {
            Node node = child.getValue();
            if (node instanceof Link) {
                throw new DataException(
                        "The HDF5 file " + file + " has a soft or external link at " + node.getPath()
                                + ". Expected plain groups and datasets: links are not followed, since they may lead to other files.");
            } else if (node instanceof Group inner) {
                group.children().put(child.getKey(), group(inner));
            } else if (node instanceof Dataset inner) {
                group.children().put(child.getKey(), dataset(inner));
            }
        }
        return group;
    }

    private Hdf5Dataset dataset(Dataset source) {
        int[] shape = source.getDimensions();
        long claimed = source.getSizeInBytes();
        if (claimed > TRUSTED_BYTES && claimed > MAX_EXPANSION * source.getStorageInBytes()) {
            throw new DataException("The HDF5 file " + file + ": dataset " + source.getPath() + " claims " + claimed
                    + " bytes but stores " + source.getStorageInBytes()
                    + ". Refused, since reading it would fill the memory.");
        }
        Hdf5Type type = Elements.type(source.getDataType(), source.getPath());
        Object flat = source.isEmpty() || source.getSize() == 0 ? null : source.getDataFlat();
        Hdf5Dataset dataset = new Hdf5Dataset(type, shape, Elements.flat(type, flat));
        readAttributes(source, dataset);
        return dataset;
    }

    private void readAttributes(Node source, Hdf5Node target) {
        for (Attribute attribute : source.getAttributes().values()) {
            target.attributes().put(attribute.getName(), Elements.attribute(attribute));
        }
    }
}
