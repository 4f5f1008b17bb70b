package org.triceras.kernel.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.engine.error.DataException;
import org.zeromq.SocketType;
import org.zeromq.ZContext;
import org.zeromq.ZMQ;

/** Only messages of someone who has the key get through, and each only once. */
@Timeout(30)
class WireTest {
    private static final Logger LOG = Logger.getLogger(Wire.class.getName());

    @TempDir
    Path folder;

    private final ZContext context = new ZContext();
    private final List<String> logged = new ArrayList<>();
    private final Handler recorder = new Handler() {
        @Override
        public void publish(LogRecord record) {
            logged.add(record.getMessage());
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private ZMQ.Socket sender;
    private ZMQ.Socket receiver;

    @BeforeEach
    void connect() {
        LOG.addHandler(recorder);
        LOG.setUseParentHandlers(false);
        receiver = context.createSocket(SocketType.PAIR);
        receiver.bind("inproc://wire");
        receiver.setReceiveTimeOut(5000);
        sender = context.createSocket(SocketType.PAIR);
        sender.connect("inproc://wire");
    }

    @AfterEach
    void close() {
        LOG.removeHandler(recorder);
        LOG.setUseParentHandlers(true);
        context.close();
    }

    private static ConnectionInfo connection(String key) {
        return new ConnectionInfo("tcp", "127.0.0.1", 1, 2, 3, 4, 5, key, "hmac-sha256");
    }

    private static Message request() {
        return Message.create("kernel_info_request", "s", List.of(), new JsonObject(), new JsonObject());
    }

    @Test
    void aSignedMessageArrives() {
        Message sent = request();
        new Wire(sender, connection("secret")).send(sent);
        assertThat(new Wire(receiver, connection("secret"))
                        .receive()
                        .orElseThrow()
                        .id())
                .isEqualTo(sent.id());
        assertThat(logged).isEmpty();
    }

    @Test
    void aWrongSignatureIsDroppedAndLogged() {
        new Wire(sender, connection("guess")).send(request());
        assertThat(new Wire(receiver, connection("secret")).receive()).isEmpty();
        assertThat(logged).singleElement().asString().contains("wrong signature");
    }

    @Test
    void aMessageThatIsPlayedAgainIsDroppedAndLogged() {
        Message recorded = request();
        Wire attacker = new Wire(sender, connection("secret"));
        attacker.send(recorded);
        attacker.send(recorded);
        Wire kernel = new Wire(receiver, connection("secret"));
        assertThat(kernel.receive()).isPresent();
        assertThat(kernel.receive()).isEmpty();
        assertThat(logged).singleElement().asString().contains("received before");
    }

    @Test
    void whatIsNoMessageIsDropped() {
        sender.send("hello");
        assertThat(new Wire(receiver, connection("secret")).receive()).isEmpty();
        assertThat(logged).singleElement().asString().contains("not a Jupyter message");
    }

    @Test
    void aConnectionFileWithoutAKeyIsRefused() throws IOException {
        Path file =
                Files.writeString(folder.resolve("kernel.json"), connection("").toJson());
        assertThatThrownBy(() -> ConnectionInfo.read(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("key")
                .hasMessageContaining("signed");
    }

    @Test
    void aConnectionFileNamesTheAddressThatSocketsBindTo() throws IOException {
        Path file = Files.writeString(
                folder.resolve("kernel.json"), connection("secret").toJson());
        ConnectionInfo read = ConnectionInfo.read(file);
        assertThat(read).isEqualTo(connection("secret"));
        assertThat(read.address(read.shell())).isEqualTo("tcp://127.0.0.1:1");
    }
}
