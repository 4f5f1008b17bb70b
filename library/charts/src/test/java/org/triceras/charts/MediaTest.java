package org.triceras.charts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.ArgumentException;
import org.triceras.engine.error.DataException;
import org.triceras.engine.error.ShapeException;
import org.triceras.engine.tensor.Tensors;
import org.triceras.keras.display.MimeBundle;

class MediaTest {
    @Test
    void samplesBecomeASoundThatOthersRead() throws Exception {
        Audio audio = Audio.of(Tensors.of(new float[] {0, 1, -1, 5, 0.5f, -0.5f}, 3, 2), 8000);
        String base64 = audio.html().replaceAll(".*base64,([^\"]*)\".*", "$1");
        try (AudioInputStream in = AudioSystem.getAudioInputStream(
                new ByteArrayInputStream(Base64.getDecoder().decode(base64)))) {
            assertThat(in.getFormat().getChannels()).isEqualTo(2);
            assertThat(in.getFormat().getSampleRate()).isEqualTo(8000);
            assertThat(in.getFrameLength()).isEqualTo(3);
            byte[] frames = in.readAllBytes();
            short[] values = new short[6];
            for (int i = 0; i < values.length; i++) {
                values[i] = (short) (frames[2 * i] & 0xff | frames[2 * i + 1] << 8);
            }
            assertThat(values).containsExactly(0, 32767, -32767, 32767, 16384, -16384);
        }
        assertThat(audio).hasToString("audio: 0.0 s at 8000 Hz");
        assertThatThrownBy(() -> Audio.of(Tensors.zeros(2, 2, 2), 8000)).isInstanceOf(ShapeException.class);
        assertThatThrownBy(() -> Audio.of(Tensors.zeros(2), 0)).isInstanceOf(ArgumentException.class);
    }

    @Test
    void filesAreHeldInThePage(@TempDir Path folder) throws Exception {
        Path film = Files.write(folder.resolve("a.webm"), new byte[] {1, 2, 3});
        assertThat(Video.of(film).html()).startsWith("<video").contains("src=\"data:video/webm;base64,AQID\"");
        Path sound = Files.write(folder.resolve("a.mp3"), new byte[] {1, 2, 3});
        assertThat(Audio.of(sound).toMimeBundle().get(MimeBundle.HTML)).contains("data:audio/mpeg;base64,AQID");
        assertThatThrownBy(() -> Video.of(sound))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("[mp4, ogv, webm]");
        assertThatThrownBy(() -> Audio.of(folder.resolve("none.wav")))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("File not found");
    }

    @Test
    void addressesAreEscaped() {
        assertThat(Video.url("x\"><script>").html()).doesNotContain("<script>").contains("&quot;&gt;&lt;script&gt;");
        assertThat(Audio.url("https://example.org/a.mp3?a=1&b=2").html()).contains("a=1&amp;b=2");
    }

    @Test
    void jsonIsATree() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("a", Arrays.asList(1, null, "<b>"));
        values.put("n", Double.NaN);
        Json json = Json.of(values);
        assertThat(json.toMimeBundle().get(MimeBundle.JSON)).contains("\"<b>\"", "null", "\"NaN\"");
        assertThat(Json.of("[1, {\"k\": 2}]").toMimeBundle().get(MimeBundle.JSON))
                .contains("\"k\": 2");
        assertThat(Json.of((Object) List.of(1, 2)).toString()).startsWith("[");
        assertThatThrownBy(() -> Json.of("{oops"))
                .isInstanceOf(ArgumentException.class)
                .hasMessageContaining("{oops");
    }
}
