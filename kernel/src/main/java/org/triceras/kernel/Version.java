package org.triceras.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;

/** The version of this program. */
public final class Version {
    /** Maven puts it into jars. */
    private static final String FILE = "/META-INF/maven/org.triceras/triceras-kernel/pom.properties";

    private Version() {}

    /** As the parent pom has it; what runs from folders of classes does not know it. */
    public static String own() {
        try (InputStream in = Version.class.getResourceAsStream(FILE)) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return properties.getProperty("version", "(not from a jar)");
        } catch (IOException e) {
            return "(unreadable: " + e.getMessage() + ")";
        }
    }
}
