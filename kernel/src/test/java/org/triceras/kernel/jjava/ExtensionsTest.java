package org.triceras.kernel.jjava;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.triceras.keras.display.Display;
import org.triceras.kernel.session.CellResult;
import org.triceras.kernel.session.Session;

/** An extension written for JJava, compiled here, comes with a folder on the class path. */
class ExtensionsTest {
    private static final String EXTENSION = """
            package ext;

            import org.dflib.jjava.jupyter.Extension;
            import org.dflib.jjava.jupyter.kernel.BaseKernel;
            import org.dflib.jjava.jupyter.kernel.display.mime.MIMEType;

            public class Greeting implements Extension {
                public static class Money {
                    public String toString() { return "Money"; }
                }

                @Override
                public void install(BaseKernel kernel) {
                    kernel.eval("import ext.*; int fromExtension = 7; var seen = getKernelInstance().getName();");
                    kernel.getRenderer().createRegistration(Money.class)
                            .preferring(MIMEType.TEXT_HTML)
                            .register((money, context) -> context.renderIfRequested(MIMEType.TEXT_HTML, () -> "<b>money</b>"));
                    kernel.getMagicsRegistry().registerLineMagic("greet", (k, arguments) -> "hello " + arguments.get(0));
                    kernel.getMagicsRegistry().registerCellMagic("shout", (k, arguments, body) -> body.toUpperCase());
                }
            }
            """;
    private static final String BROKEN = """
            package ext;

            public class Broken implements org.dflib.jjava.jupyter.Extension {
                @Override
                public void install(org.dflib.jjava.jupyter.kernel.BaseKernel kernel) {
                    kernel.eval("int wrong = nosuch;");
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void extensionsBringCodeRenderersAndMagics() throws IOException {
        Path classes = compile("Broken", BROKEN);
        compile("Greeting", EXTENSION);
        Path services = Files.createDirectories(classes.resolve("META-INF/services"));
        Files.writeString(services.resolve("org.dflib.jjava.jupyter.Extension"), "ext.Broken\next.Greeting\n");
        PrintStream err = System.err;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        System.setErr(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        try (Session session = new Session()) {
            value(session, "%classpath \"" + classes + "\"");
            assertThat(bytes.toString(StandardCharsets.UTF_8))
                    .isEqualTo("JJava extension ext.Broken was not installed: there is no variable nosuch.\n");
            assertThat(value(session, "fromExtension + seen.length()")).isEqualTo(15);
            Object money = value(session, "new Greeting.Money()");
            assertThat(Display.bundleOf(money).get("text/html")).isEqualTo("<b>money</b>");
            assertThat(Display.bundleOf("text").types()).containsExactly("text/plain");
            assertThat(value(session, "%greet world")).isEqualTo("hello world");
            assertThat(value(session, "%%shout\nloud")).isEqualTo("LOUD");
            value(session, "int again = 1;\n%classpath \"" + classes + "\"");
            assertThat(value(session, "display(new Greeting.Money()); fromExtension"))
                    .isEqualTo(7);
        } finally {
            System.setErr(err);
        }
    }

    private Path compile(String name, String code) throws IOException {
        Path source = Files.writeString(folder.resolve(name + ".java"), code);
        Path classes = folder.resolve("classes");
        int status = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        System.getProperty("java.class.path"),
                        "-d",
                        classes.toString(),
                        source.toString());
        assertThat(status).isZero();
        return classes;
    }

    private static Object value(Session session, String code) {
        CellResult result = session.evaluate(code);
        assertThat(result.error()).as(code).isNull();
        return result.value();
    }
}
