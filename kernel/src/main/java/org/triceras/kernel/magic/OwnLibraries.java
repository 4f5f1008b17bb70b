package org.triceras.kernel.magic;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the kernel itself runs on. A class that is there comes first, whatever version of it a cell adds. */
final class OwnLibraries {
    private static final Pattern FILE = Pattern.compile("(.+?)-(\\d[\\w.-]*)\\.jar");

    private final Map<String, String> versions = new HashMap<>();

    /** @param classPath of this process */
    OwnLibraries(String classPath) {
        for (String entry : classPath.split(Pattern.quote(File.pathSeparator))) {
            Matcher file = FILE.matcher(new File(entry).getName());
            if (file.matches()) {
                versions.put(file.group(1), file.group(2));
            }
        }
    }

    /** The version that the kernel runs with, when it is another one; else null. */
    String otherVersion(ArtifactResolver.Resolved artifact) {
        String own = artifact.classifier().isEmpty() ? versions.get(artifact.name()) : null;
        return own == null || own.equals(artifact.version()) ? null : own;
    }
}
