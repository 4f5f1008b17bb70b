package org.triceras.kernel.magic;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.triceras.engine.error.DataException;

/** {@code %ls [-a] [-l] [FILE ...]}: what is in a folder. */
final class LsMagic implements Magic {
    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    @Override
    public List<String> names() {
        return List.of("ls");
    }

    @Override
    public Takes takes() {
        return Takes.FILES;
    }

    @Override
    public Object run(MagicCall call, MagicHost host) throws IOException {
        MagicOptions options = new MagicOptions(call, Set.of("-l", "-a", "-la", "-al"), Set.of());
        boolean all = options.has("-a") || options.has("-la") || options.has("-al");
        boolean isLong = options.has("-l") || options.has("-la") || options.has("-al");
        List<Path> shown = new ArrayList<>();
        Path base = host.directory();
        List<String> words = options.words();
        for (String word : words.isEmpty() ? List.of(".") : words) {
            if (!FilePaths.isPattern(word)) {
                Path path = FilePaths.existing("%ls", word, host);
                if (Files.isDirectory(path)) {
                    FilePaths.list(path).stream()
                            .filter(p -> all || !p.getFileName().toString().startsWith("."))
                            .forEach(shown::add);
                    base = words.size() <= 1 ? path : base;
                } else {
                    shown.add(path);
                }
            } else {
                List<Path> matches = FilePaths.expand(word, host);
                if (matches.isEmpty()) {
                    throw new DataException("%ls: nothing matches " + word + " in " + host.directory() + ".");
                }
                shown.addAll(matches);
            }
        }
        List<String> names = new ArrayList<>();
        for (Path path : shown) {
            String name = path.startsWith(base) ? base.relativize(path).toString() : path.toString();
            names.add(Files.isDirectory(path) ? name + "/" : name);
        }
        if (isLong) {
            for (int i = 0; i < shown.size(); i++) {
                System.out.println(details(shown.get(i)) + "  " + names.get(i));
            }
            return null;
        }
        return new Listing(names);
    }

    private static String details(Path path) throws IOException {
        LocalDateTime changed =
                LocalDateTime.ofInstant(Files.getLastModifiedTime(path).toInstant(), ZoneId.systemDefault());
        String size = Files.isDirectory(path) ? "-" : String.format(Locale.ROOT, "%,d", Files.size(path));
        return String.format("%15s  %s", size, MINUTE.format(changed));
    }
}
