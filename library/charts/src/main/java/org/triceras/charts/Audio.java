package org.triceras.charts;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensor;

/** Sound with a player, in the notebook itself: {@code Audio.of(Path.of("bell.mp3"))} or {@code Audio.of(samples, 16000)}. */
public final class Audio extends Player {
    /** Bytes of the largest file that is put into a notebook. */
    public static final long LARGEST = 20L << 20;

    private static final Map<String, String> TYPES = new TreeMap<>(Map.of(
            "mp3", "audio/mpeg", "wav", "audio/wav", "ogg", "audio/ogg", "flac", "audio/flac", "m4a", "audio/mp4"));
    private static final int HEADER = 44;

    private Audio(String name, String source) {
        super("audio", name, source);
    }

    /** The sound in a file: .mp3, .wav, .ogg, .flac or .m4a. */
    public static Audio of(Path file) {
        return new Audio(file.getFileName().toString(), Media.load("Audio.of", file, TYPES, LARGEST));
    }

    /** A file's bytes of a type such as "audio/mpeg". */
    public static Audio of(byte[] bytes, String mimeType) {
        return new Audio(bytes.length + " bytes of " + mimeType, Media.data(mimeType, bytes));
    }

    /**
     * Samples from -1 to 1 as sound; what is beyond is cut.
     *
     * @param samples shape (samples,), or (samples, channels)
     * @param rate samples per second, such as 16000
     */
    public static Audio of(Tensor samples, int rate) {
        if (samples.rank() != 1 && (samples.rank() != 2 || samples.shape().dim(1) > 8)) {
            throw new ShapeException("Audio.of: expected samples of shape (samples,) or (samples, channels). Received "
                    + samples.shape() + ".");
        }
        if (rate <= 0) {
            throw new ArgumentException(
                    "Audio.of: expected a rate above 0, samples per second. Received " + rate + ".");
        }
        int channels = samples.rank() == 1 ? 1 : samples.shape().dim(1);
        double seconds = (double) samples.size() / channels / rate;
        String name = String.format(java.util.Locale.ROOT, "%.1f s at %d Hz", seconds, rate);
        return new Audio(name, Media.data("audio/wav", wav(samples.toFloatArray(), channels, rate)));
    }

    /** Sound at an address, which the browser fetches. */
    public static Audio url(String address) {
        return new Audio(address, address);
    }

    /** A WAV file of 16 bits. */
    private static byte[] wav(float[] samples, int channels, int rate) {
        int bytes = 2 * samples.length;
        ByteBuffer file = ByteBuffer.allocate(HEADER + bytes).order(ByteOrder.LITTLE_ENDIAN);
        file.put("RIFF".getBytes(StandardCharsets.US_ASCII)).putInt(HEADER - 8 + bytes);
        file.put("WAVEfmt ".getBytes(StandardCharsets.US_ASCII)).putInt(16);
        file.putShort((short) 1).putShort((short) channels);
        file.putInt(rate).putInt(rate * channels * 2);
        file.putShort((short) (channels * 2)).putShort((short) 16);
        file.put("data".getBytes(StandardCharsets.US_ASCII)).putInt(bytes);
        for (float sample : samples) {
            file.putShort((short) Math.rint(Math.max(-1, Math.min(1, sample)) * Short.MAX_VALUE));
        }
        return file.array();
    }

    /** Whether a browser plays files that end so. */
    public static boolean isKnown(String ending) {
        return TYPES.containsKey(ending);
    }

    @Override
    public String html() {
        return player("");
    }
}
